/** Starts a worker the one way that holds under the page's Content-Security-Policy: from a blob that imports a same-origin script. */

/** The part of Trusted Types that is used; TypeScript's DOM library does not have it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

type ToScriptUrl = (url: string) => string;

let policy: ToScriptUrl | undefined;

/** Trusts our own origin's scripts and blobs and nothing else. */
const trust: ToScriptUrl = (url) => {
  if (new URL(url).origin !== location.origin) throw new TypeError(`unsupported script address: ${url}`);
  return url;
};

/** The policy `app-worker`, made once: a browser refuses a second policy of the name. */
const scriptUrl = (url: string): string => {
  if (policy === undefined) {
    const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
    const made = types?.createPolicy("app-worker", { createScriptURL: trust });
    policy = made === undefined ? trust : (address) => made.createScriptURL(address);
  }
  return policy(url);
};

/** The script inside the blob: a blob worker inherits the page's policy, and needs an `app-worker` of its own. */
const importing = (url: string): string => `
const url = ${JSON.stringify(url)};
const types = self.trustedTypes;
const policy = types && types.createPolicy("app-worker", {
  createScriptURL(address) {
    if (address !== url) throw new TypeError("unsupported script address: " + address);
    return address;
  },
});
importScripts(policy ? policy.createScriptURL(url) : url);
`;

/**
 * A classic worker that runs the script at `url` (relative to the page, same origin). Its errors arrive as `error`
 * events. @throws TypeError for an address of another origin
 */
export function startWorker(url: string): Worker {
  const address = trust(new URL(url, document.baseURI).href);
  const blob = URL.createObjectURL(new Blob([importing(address)], { type: "text/javascript" }));
  try {
    return new Worker(scriptUrl(blob));
  } finally {
    // The worker has fetched a blob address by the time a task later; revoking it at once is too early in Chromium.
    setTimeout(() => URL.revokeObjectURL(blob), 60_000);
  }
}
