/** Starts workers so that they inherit the page's Content-Security-Policy, whatever headers the host sends. */
import { RegularsError } from "./error.ts";

/** The part of the Trusted Types API that is used here; browsers without it have no such global. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): URL };
}

const policyName = "app-worker";

function checkScriptUrl(url: string): string {
  const { origin, protocol, pathname } = new URL(url, location.href);
  const own = protocol === "blob:" ? pathname.startsWith(`${location.origin}/`) : origin === location.origin;
  if (!own) throw new RegularsError(`unsupported worker script: ${url}`);
  return url;
}

let policy: { createScriptURL(url: string): string | URL } | undefined;

/** The address of one of our own scripts, as Trusted Types demand it of workers and service workers. @throws RegularsError for another origin's. */
export function trustedScriptUrl(url: string): string | URL {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  // A policy can be created once per page.
  policy ??= types?.createPolicy(policyName, { createScriptURL: checkScriptUrl }) ?? {
    createScriptURL: checkScriptUrl,
  };
  return policy.createScriptURL(url);
}

/** What a worker that `tellsRejections` posts for one that nothing in it handles; browsers tell the page of none. */
export interface UnhandledRejection {
  readonly unhandled: string;
}

/** True for a message that tells of an unhandled rejection. */
export function isUnhandledRejection(message: unknown): message is UnhandledRejection {
  return typeof message === "object" && message !== null && "unhandled" in message;
}

const tellRejections = `self.addEventListener("unhandledrejection", (event) => self.postMessage({ unhandled: String(event.reason) }));`;

/** Imports the module, and hands it the messages that came before it had listeners. */
const importModule = (script: string): string => `
const early = [];
const keep = (event) => early.push(event.data);
self.addEventListener("message", keep);
import(${script}).then(
  () => {
    self.removeEventListener("message", keep);
    for (const data of early) self.dispatchEvent(new MessageEvent("message", { data }));
  },
  (error) => setTimeout(() => { throw error; }),
);
`;

const importClassic = (script: string): string => `
const policy = self.trustedTypes?.createPolicy("${policyName}", { createScriptURL: (url) => url });
importScripts(policy ? policy.createScriptURL(${script}) : ${script});
`;

/**
 * Starts a worker from a `blob:` that imports the same-origin script at `url`: a worker loaded from an address takes its
 * policy from that response's headers, a blob takes the page's (measured, Chromium 156). Our own workers are modules,
 * so that they load their parts when they need them; a third party's is a classic script.
 */
export function startWorker(
  url: string,
  {
    kind = "module",
    tellsRejections = false,
  }: { kind?: "module" | "classic"; tellsRejections?: boolean } = {},
): Worker {
  // Vite's development server serves our own workers as modules of its own.
  if (import.meta.env.DEV && url.includes("type=module")) return new Worker(url, { type: "module" });
  const script = JSON.stringify(new URL(url, location.href).href);
  const start = kind === "module" ? importModule(script) : importClassic(script);
  const source = `${tellsRejections ? tellRejections : ""}${start}`;
  const blob = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return new Worker(trustedScriptUrl(blob));
  } finally {
    // The worker fetches the blob after this turn; revoking at once would lose it in some browsers.
    setTimeout(() => URL.revokeObjectURL(blob), 60_000);
  }
}
