import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { metaPolicy, securityHeaders } from "./scripts/security-headers.ts";

/** Puts the Content-Security-Policy into the built page, for hosts that cannot send headers. */
const policyInPage: Plugin = {
  name: "policy-in-page",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: metaPolicy },
      injectTo: "head-prepend",
    },
  ],
};

export default defineConfig({
  base: "./",
  plugins: [
    // Under test the messages are compiled beforehand: the plugin's watcher would keep the process alive.
    !process.env["VITEST"] &&
      paraglideVitePlugin({
        project: "./project.inlang",
        outdir: "./src/messages/compiled",
        strategy: ["baseLocale"],
      }),
    svelte(),
    policyInPage,
  ],
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  worker: { format: "es" },
  preview: { headers: securityHeaders, port: 4173 },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // The browser tests come after, so that they have the machine to themselves.
          sequence: { groupOrder: 0 },
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**"],
          // Every core: by default one is left idle, which is half of a machine of two.
          maxWorkers: "100%",
          // Far above what any takes: a loaded machine is slow, and a test that hangs still ends.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          sequence: { groupOrder: 1 },
          environment: "node",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/serve.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A loaded machine can starve a browser of its time; a test that needed its second try is named in the report.
          retry: 1,
        },
      },
    ],
  },
});
