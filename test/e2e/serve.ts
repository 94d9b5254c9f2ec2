/** Builds the app once for all browser tests and serves it as it will be hosted. */
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";
import { ensureBrowser } from "../../scripts/browser.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the built app. */
    readonly address: string;
    /** Path of the browser. */
    readonly browser: string;
  }
}

/** Vitest's global set-up: returns what tears it down. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const root = new URL("../..", import.meta.url).pathname;
  // The app is built as it ships: without the switches of a test run.
  const { VITEST, NODE_ENV } = process.env;
  delete process.env["VITEST"];
  process.env["NODE_ENV"] = "production";
  await build({ root, logLevel: "error", build: { outDir: "dist/e2e" } });
  process.env["VITEST"] = VITEST;
  process.env["NODE_ENV"] = NODE_ENV;
  const server = await preview({
    root,
    logLevel: "error",
    build: { outDir: "dist/e2e" },
    preview: { port: 0, strictPort: false },
  });
  project.provide("address", server.resolvedUrls!.local[0]!);
  project.provide("browser", ensureBrowser());
  return () => server.close();
}
