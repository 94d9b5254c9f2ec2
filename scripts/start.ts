/** Builds the app, serves it with its security headers and prints the address. */
import { build, preview } from "vite";

const root = new URL("..", import.meta.url).pathname;
await build({ root, logLevel: "warn" });
const server = await preview({ root, logLevel: "warn", preview: { open: process.argv.includes("--open") } });
console.log(`Regulars runs at ${server.resolvedUrls?.local[0] ?? "?"}  (stop it with Ctrl-C)`);
