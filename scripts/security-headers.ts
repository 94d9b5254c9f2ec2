/** The response headers of every host of the app, and the meta form for hosts that cannot send them. */

const directives = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "worker-src": "'self' blob:",
  "connect-src": "'self'",
  "img-src": "'self' data: blob:",
  "style-src": "'self' 'unsafe-inline'",
  "font-src": "'self'",
  "manifest-src": "'self'",
  "form-action": "'none'",
  "base-uri": "'none'",
  "object-src": "'none'",
  "frame-src": "'none'",
  "frame-ancestors": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "svelte-trusted-html dompurify app-worker",
} as const;

const policy = (names: readonly (keyof typeof directives)[]) =>
  names.map((name) => `${name} ${directives[name]}`).join("; ");

const all = Object.keys(directives) as (keyof typeof directives)[];

/** The Content-Security-Policy for a `<meta>` element: all directives but `frame-ancestors`, which has no effect there. */
export const metaPolicy = policy(all.filter((name) => name !== "frame-ancestors"));

/** The headers to send with every response, worker scripts included. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": policy(all),
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};
