import { build, preview, type PreviewServer } from "vite";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { metaPolicy } from "../../scripts/security-headers.ts";
import { closeBrowser, startBrowser } from "./app.ts";
import type { EnginePage } from "./engine-page/page.ts";

declare const enginePage: EnginePage;

const root = new URL("engine-page", import.meta.url).pathname;
const outDir = new URL("../../dist/engine-page", import.meta.url).pathname;

/** A host that sends no headers and serves below a path: the page's own policy has to do. */
let host: PreviewServer;
let address: string;
beforeAll(async () => {
  expect(inject("browser")).not.toBe("");
  await build({
    root,
    base: "./",
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name: "policy-in-page",
        transformIndexHtml: () => [
          {
            tag: "meta",
            attrs: { "http-equiv": "Content-Security-Policy", content: metaPolicy },
            injectTo: "head-prepend",
          },
        ],
      },
    ],
    build: { target: "es2022", assetsInlineLimit: 0, outDir, emptyOutDir: true },
  });
  host = await preview({
    root,
    base: "/some/shop/",
    configFile: false,
    logLevel: "error",
    build: { outDir },
    preview: { port: 0, strictPort: false },
  });
  address = host.resolvedUrls!.local[0]!;
});
afterAll(async () => {
  await closeBrowser();
  await host.close();
});

let profile: BrowserContext;
let page: Page;
let faults: string[];
beforeEach(async () => {
  profile = await (await startBrowser()).newContext();
  faults = [];
  page = await openPage();
});
afterEach(async () => {
  await profile.close();
  expect(faults).toEqual([]);
});

async function openPage(): Promise<Page> {
  const opened = await profile.newPage();
  opened.on("pageerror", (error) => faults.push(error.message));
  opened.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await opened.goto(address);
  return opened;
}

const opened = (where: Page) => where.evaluate(() => enginePage.opened());
const query = (sql: string) => page.evaluate((sql) => enginePage.query(sql), sql);

const fill = async (): Promise<void> => {
  await page.evaluate(() => enginePage.attach("a.csv", "a\nx\ny\n"));
  await page.evaluate(() =>
    enginePage.define(`
      create table t as
      from read_csv('import/a.csv', auto_detect = false, header = true, columns = {'a': 'VARCHAR'});
      create table numbers as select i from range(100000) r(i)`),
  );
  await page.evaluate(() => enginePage.detach("a.csv"));
  await page.evaluate(() => enginePage.checkpoint());
};
const kept = "select string_agg(a, ',' order by a) as a, (select count(*) from numbers)::integer as n from t";

describe("the engine in a browser, on a host without headers, below a path", () => {
  it("keeps its database over a reload, and deletes it for good", async () => {
    expect(await opened(page)).toEqual({ storage: "opfs", memoryReason: null });
    await fill();
    await page.reload();
    expect(await opened(page)).toEqual({ storage: "opfs", memoryReason: null });
    expect(await query(kept)).toEqual([{ a: "x,y", n: 100_000 }]);
    expect(await page.evaluate(() => enginePage.remove())).toEqual([]);
  });

  it("leaves the database to the first tab, and says to the second that it is there", async () => {
    await opened(page);
    const second = await openPage();
    const elsewhere = () => second.evaluate(() => enginePage.isElsewhere());
    expect(await elsewhere()).toBe(true);
    await page.close();
    await second.reload();
    expect(await opened(second)).toEqual({ storage: "opfs", memoryReason: null });
    expect(await elsewhere()).toBe(false);
  });

  it("reads attached files only, and no way leads to another", async () => {
    await fill();
    await page.evaluate(() => enginePage.attach("b.csv", "secret"));
    expect(await query("select content from read_text('import/b.csv')")).toEqual([{ content: "secret" }]);
    await page.evaluate(() => enginePage.detach("b.csv"));
    for (const path of [
      "import/b.csv",
      "import/a.csv",
      "import/../regulars.duckdb",
      "import/./../regulars.duckdb",
      "opfs://other.duckdb",
      "regulars.duckdb",
      `${address}index.html`,
      "https://example.org/x.csv",
    ]) {
      const read = query(`select content from read_text('${path}')`).catch(() => []);
      expect([path, await read]).toEqual([path, []]);
    }
  });

  it("stops a statement, and replaces a worker that cannot be stopped without losing the data", async () => {
    await fill();
    for (const sql of [
      "select count(*) from range(1000000) a, range(100000) b",
      "select a.range from range(1000000) a, range(100000) b",
      "select levenshtein(repeat('ab', 100000), repeat('ba', 100000))",
    ]) {
      const end = await page.evaluate((sql) => enginePage.stop(sql, 300), sql);
      expect([sql, end]).toEqual([sql, "TimeoutError"]);
      expect(await query(kept)).toEqual([{ a: "x,y", n: 100_000 }]);
    }
    await expect(query("from read_text('/etc/passwd')")).rejects.toThrow("Permission Error");
  });
});
