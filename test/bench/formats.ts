/**
 * The benchmark of formats: the 541,909 records of UCI's Online Retail as CSV, workbook, Parquet and JSON Lines, from the
 * file to the tables in the built app in Chromium, each in a browser of its own: time and peak memory of the page's process.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { browserArguments, ensureBrowser } from "../../scripts/browser.ts";
import type { ImportReport } from "../../src/orders/receipt.ts";
import { dataFile } from "../support/data.ts";
import { writeFormats } from "./format-files.ts";
import { peakRendererBytes } from "./memory.ts";

const root = new URL("../..", import.meta.url).pathname;
const megabytes = (bytes: number | null) => (bytes === null ? "unknown" : `${Math.round(bytes / 1e6)} MB`);

async function importIn(address: string, path: string) {
  const folder = mkdtempSync(join(tmpdir(), "regulars-formats-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    args: [...browserArguments],
  });
  try {
    // tsx keeps the names of functions with a helper of its own, which the page does not have.
    await context.addInitScript("globalThis.__name = (named) => named");
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(address);
    await page.waitForFunction(() => "regulars" in globalThis);
    await page.evaluate(() => regulars.ready);
    await page.evaluate(() => {
      const input = document.createElement("input");
      Object.assign(input, { type: "file", id: "bench-file", hidden: true });
      document.body.append(input);
    });
    await page.setInputFiles("#bench-file", path);
    const timed = await page.evaluate(async () => {
      const file = (document.getElementById("bench-file") as HTMLInputElement).files![0]!;
      const start = performance.now();
      const report = (await regulars.import([file])) as ImportReport;
      const { rows_loaded, amount_total } = report.files[0]!;
      return { milliseconds: performance.now() - start, rows_loaded, amount_total };
    });
    return { ...timed, peak: peakRendererBytes(folder) };
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const csv = dataFile("online_retail/online_retail.csv");
if (csv === null) process.exit(0);
const paths = await writeFormats(csv, join(tmpdir(), "regulars-bench", "formats"));
await build({ root, logLevel: "error" });
const server = await preview({ root, logLevel: "error", preview: { port: 0 } });
const address = server.resolvedUrls!.local[0]!;

console.log("format          file       import      peak   records   amount");
for (const [format, path] of Object.entries(paths)) {
  const { milliseconds, peak, rows_loaded, amount_total } = await importIn(address, path);
  console.log(
    `${format.padEnd(11)} ${megabytes(statSync(path).size).padStart(8)} ${(milliseconds / 1000).toFixed(2).padStart(9)} s ${megabytes(peak).padStart(9)}   ${rows_loaded}   ${amount_total}`,
  );
}
await server.close();
