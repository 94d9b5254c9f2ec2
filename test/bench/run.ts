/**
 * The benchmark: from a file on disk to the results of cohort-retention, rfm and abc, in the built app in Chromium,
 * against native DuckDB on one thread that runs the same statements on the same file; and the longest task of the
 * page's main thread while a file loads. `npm run bench -- 1000000 5000000` chooses the numbers of order lines.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { browserArguments, ensureBrowser } from "../../scripts/browser.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { FilePlan } from "../../src/orders/plan.ts";
import { defaultRules } from "../../src/orders/rules.ts";
import { putInPlace, stage } from "../../src/warehouse/index.ts";
import { dataFile } from "../support/data.ts";
import { openNativeEngine } from "../support/native-engine.ts";
import { peakRendererBytes } from "./memory.ts";
import { writeOrdersFile } from "./orders-file.ts";

const analyses = ["cohort-retention", "rfm", "abc"] as const;
const root = new URL("../..", import.meta.url).pathname;
const sizes = process.argv.slice(2).map(Number).filter(Number.isFinite);
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2).padStart(7);
const megabytes = (bytes: number | null) => (bytes === null ? "unknown" : `${Math.round(bytes / 1e6)} MB`);

interface BrowserRun {
  readonly importing: number;
  readonly analysing: readonly number[];
  readonly longestTask: number;
  readonly longTasks: number;
  readonly peak: number | null;
  readonly statements: readonly (readonly string[])[];
  readonly plan: FilePlan;
}

/** Puts a file of the disk into an input of the page, as a person's choice would. */
async function chooseFile(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", id: "bench-file", hidden: true });
    document.body.append(input);
  });
  await page.setInputFiles("#bench-file", path);
}

async function runInBrowser(address: string, path: string): Promise<BrowserRun> {
  const mark = `regulars-bench-${process.pid}-${Date.now()}`;
  const folder = join(tmpdir(), mark);
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
    await chooseFile(page, path);
    const timed = await page.evaluate(
      async ([analyses]) => {
        const tasks: number[] = [];
        new PerformanceObserver((list) =>
          tasks.push(...list.getEntries().map(({ duration }) => duration)),
        ).observe({
          entryTypes: ["longtask"],
        });
        const file = (document.getElementById("bench-file") as HTMLInputElement).files![0]!;
        const start = performance.now();
        await regulars.import([file]);
        const importing = performance.now() - start;
        const whileLoading = [...tasks];
        // The cells of the notebook that the import opened, brought into view one by one until each stands.
        const analysing: number[] = [];
        for (const id of analyses) {
          const from = performance.now();
          const cell = regulars.notebook().cells.find((cell) => cell.analysis === id)!.id;
          const state = () => regulars.cells().find((each) => each.id === cell)!;
          while (state().status !== "done") {
            document.querySelector(`#cell-${cell}`)?.scrollIntoView({ behavior: "instant" });
            if (["failed", "unanswerable"].includes(state().status))
              throw new Error(`${id}: ${state().error}`);
            await new Promise(requestAnimationFrame);
          }
          analysing.push(performance.now() - from);
        }
        return {
          importing,
          analysing,
          longTasks: whileLoading.length,
          longestTask: Math.max(0, ...whileLoading),
        };
      },
      [analyses] as const,
    );
    const peak = peakRendererBytes(folder);
    const rest = await page.evaluate(async (analyses) => {
      const statements: string[][] = [];
      for (const id of analyses) {
        const { sql, partSql } = (await regulars.analyse(id)) as {
          sql: string;
          partSql?: Record<string, string>;
        };
        statements.push([sql, ...Object.values(partSql ?? {})]);
      }
      const [source] = await regulars.query("select plan from sources");
      return { statements, plan: JSON.parse(String(source!["plan"])) as FilePlan };
    }, analyses);
    return { ...timed, ...rest, peak };
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Native DuckDB on the same plan and statements; returns milliseconds. */
async function runNatively(
  path: string,
  run: BrowserRun,
): Promise<{ readonly importing: number; readonly analysing: readonly number[] }> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-native-"));
  mkdirSync(join(folder, "import"));
  symlinkSync(path, join(folder, "import", run.plan.attachedAs));
  const before = process.cwd();
  process.chdir(folder);
  const engine: Engine = await openNativeEngine(join(folder, "native.duckdb"));
  try {
    let start = performance.now();
    await stage(engine, { files: [run.plan], rules: defaultRules, timeZone: null, importedOn: "2026-01-01" });
    await putInPlace(engine);
    await engine.checkpoint();
    const importing = performance.now() - start;
    const analysing: number[] = [];
    for (const texts of run.statements) {
      start = performance.now();
      for (const text of texts) await engine.query(text, { maxRows: 5_000 });
      analysing.push(performance.now() - start);
    }
    return { importing, analysing };
  } finally {
    await engine.close();
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

await build({ root, logLevel: "error" });
const server = await preview({ root, logLevel: "error", preview: { port: 0 } });
const address = server.resolvedUrls!.local[0]!;

for (const lines of sizes.length > 0 ? sizes : [1_000_000, 5_000_000]) {
  const path = join(tmpdir(), "regulars-bench", `orders-${lines}.csv`);
  writeOrdersFile(path, lines);
  const browser = await runInBrowser(address, path);
  const native = await runNatively(path, browser);
  const rows: [string, number, number][] = [
    ["import", browser.importing, native.importing],
    ...analyses.map((id, index): [string, number, number] => [
      id,
      browser.analysing[index]!,
      native.analysing[index]!,
    ]),
    ["all", browser.importing + sum(browser.analysing), native.importing + sum(native.analysing)],
  ];
  console.log(`\n${lines.toLocaleString("en")} order lines   Chromium s   native s   ratio`);
  for (const [name, ours, theirs] of rows) {
    console.log(
      `  ${name.padEnd(22)} ${seconds(ours)}    ${seconds(theirs)}    ${(ours / theirs).toFixed(2)}`,
    );
  }
  console.log(`  peak memory of the page's process, worker included: ${megabytes(browser.peak)}`);
  console.log(
    `  main thread while loading: ${browser.longTasks} tasks over 50 ms, the longest ${Math.round(browser.longestTask)} ms`,
  );
}

const retail = dataFile("online_retail/online_retail.csv");
if (retail !== null) {
  const run = await runInBrowser(address, retail);
  console.log(
    `\nUCI Online Retail, 541,909 records: import ${seconds(run.importing)} s, peak ${megabytes(run.peak)}`,
  );
  console.log(
    `  main thread while loading: ${run.longTasks} tasks over 50 ms, the longest ${Math.round(run.longestTask)} ms`,
  );
}
await server.close();
