import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";
import { closeBrowser, importFiles, openApp, query, startBrowser } from "./app.ts";

const folder = mkdtempSync(join(tmpdir(), "regulars-"));
const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `order,customer,date,amount\n${lines.join("\n")}\n`);
  return path;
};
const small = file("small.csv", ["1,ann,2025-01-02,10.50", "2,bob,2025-01-03,4.00", "3,ann,2025-02-02,6.00"]);
const other = file("other.csv", ["4,cat,2025-03-02,1.00", "5,dan,2025-03-03,2.00"]);
/** Large enough that a person can act while it is read. */
const large = file(
  "large.csv",
  Array.from({ length: 200_000 }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, "0");
    return `L${index},c${index % 5_000},2025-0${1 + (index % 9)}-${day},${(index % 997) / 10}`;
  }),
);

afterAll(closeBrowser);

const chooser = "input[type=file]";
const useOrders = (page: Page, orders: number) =>
  page.getByRole("button", { name: new RegExp(`^Use these ${orders} orders`) });
const orders = async (page: Page) =>
  (await query(page, "select count(*)::integer as n from orders"))[0]?.["n"];
const cancel = (page: Page) => page.getByRole("button", { name: "Cancel", exact: true }).click();
/** Resolves when the page shows no import. */
const importIsOver = (page: Page) => page.locator("main.imp").waitFor({ state: "detached" });
/** Drops a file on the page as another program would. */
const drop = (page: Page, name: string, content: string | readonly number[]) =>
  page.evaluate(
    ([name, content]) => {
      const data = new DataTransfer();
      const body = typeof content === "string" ? content : Uint8Array.from(content);
      data.items.add(new File([body], name, { type: "text/csv" }));
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }),
        );
    },
    [name, content] as const,
  );

describe("an import that is left", () => {
  it("while it is read or reviewed leaves the first screen as it was, ready for the next file", async () => {
    const app = await openApp();
    const { page } = app;
    await page.evaluate(() => regulars.ready);
    await page.setInputFiles(chooser, large);
    await cancel(page);
    await page.setInputFiles(chooser, small);
    await useOrders(page, 3).waitFor();
    await cancel(page);
    await importIsOver(page);
    await page.setInputFiles(chooser, small);
    await useOrders(page, 3).click();
    await page.locator(".nb-main").waitFor();
    expect(await orders(page)).toBe(3);
    await app.close();
  });

  it("by a reload leaves the orders and the notebook that were there, and nothing half", async () => {
    const app = await openApp();
    const { page } = app;
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    await page.waitForTimeout(1_000);
    const before = await page.evaluate(() => regulars.notebook());
    // Left in the middle of staging: the tables of the new file are partly there.
    const left = importFiles(page, [large]).catch(() => "left");
    await page.getByText("large.csv").first().waitFor();
    await page.waitForTimeout(700);
    await page.reload();
    expect(await left).toBe("left");
    await page.waitForFunction(() => "regulars" in globalThis);
    await page.evaluate(() => regulars.ready);
    await page.locator(".nb-main").waitFor();
    expect(await orders(page)).toBe(3);
    expect(await page.evaluate(() => regulars.notebook())).toEqual(before);
    const tables = await query(
      page,
      "select count(*)::integer as n from duckdb_tables() where table_name like 'staged%'",
    );
    expect(tables).toEqual([{ n: 0 }]);
    await app.close();
  });
});

describe("files that are dropped", () => {
  it("one right after the other are read together", async () => {
    const app = await openApp();
    const { page } = app;
    await page.evaluate(() => regulars.ready);
    await drop(page, "a.csv", "order,customer,date,amount\n1,ann,2025-01-02,1\n2,bob,2025-01-03,2\n");
    await drop(page, "b.csv", "order,customer,date,amount\n8,ann,2025-02-02,1\n9,bob,2025-02-03,2\n");
    await useOrders(page, 4).click();
    await page.locator(".nb-main").waitFor();
    expect(await orders(page)).toBe(4);
    await app.close();
  });

  it("on an open notebook are reviewed for that notebook, whose questions stay", async () => {
    const app = await openApp();
    const { page } = app;
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    const cells = await page.evaluate(() => regulars.notebook().cells);
    await drop(page, "next.csv", "order,customer,date,amount\n4,cat,2025-03-02,1\n5,dan,2025-03-03,2\n");
    await useOrders(page, 2).waitFor();
    await page.getByText("“Who comes back?” will read these orders", { exact: false }).waitFor();
    expect(await orders(page)).toBe(3);
    await useOrders(page, 2).click();
    await page.locator(".nb-main").waitFor();
    expect(await orders(page)).toBe(2);
    expect(await page.evaluate(() => regulars.notebook().cells)).toEqual(cells);
    await app.close();
  });
});

/** Files of many kinds: each cut short, with bytes changed, put in and taken out, or nothing but noise. */
function damagedFiles(
  seed: number,
  n: number,
): readonly { readonly name: string; readonly bytes: number[] }[] {
  const random = createRandom(seed);
  const text = (content: string) => [...new TextEncoder().encode(content)];
  const bodies: readonly (readonly [name: string, bytes: readonly number[]])[] = [
    ["orders.csv", [...readFileSync(small)]],
    ["orders.jsonl", text('{"order":1,"date":"2025-01-02","amount":1.5}\n'.repeat(20))],
    ["orders.json", text('[{"order":1,"date":"2025-01-02","items":[{"sku":"a","price":1}]}]')],
    ["orders.zip", [0x50, 0x4b, 3, 4, ...text("orders.csv not really an archive".repeat(8))]],
    ["orders.parquet", text(`PAR1${"column chunk ".repeat(40)}PAR1`)],
    ["noise.csv", Array.from({ length: 4_000 }, () => random.below(256))],
  ];
  return Array.from({ length: n }, (_, index) => {
    const [name, original] = bodies[index % bodies.length]!;
    const bytes = original.slice(0, 1 + random.below(original.length));
    for (let edits = random.below(8); edits > 0; edits--)
      bytes.splice(random.below(bytes.length), random.below(3), random.below(256));
    return { name: `${index}-${name}`, bytes };
  });
}

describe("damaged files", () => {
  it("end in a review or in a reason, and leave the orders that were there", async () => {
    const app = await openApp();
    const { page } = app;
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    for (const { name, bytes } of damagedFiles(20251122, 24)) {
      await drop(page, name, bytes);
      await page.locator('main.imp, main .failed[role="alert"]').first().waitFor();
      await cancel(page);
      await page.locator(".nb-main").waitFor();
      expect([name, await orders(page)]).toEqual([name, 3]);
    }
    expect(errors).toEqual([]);
    await app.close();
  });
});

/** A log that makes a table `orders`, as a page leaves one that is killed when its checkpoint stands but the log is not cut. */
async function staleLog(): Promise<number[]> {
  const path = join(folder, "killed.duckdb");
  const database = await DuckDBInstance.create(path);
  const connection = await database.connect();
  await connection.run("pragma disable_checkpoint_on_shutdown");
  await connection.run("create table orders as select 1 as x");
  const log = [...readFileSync(`${path}.wal`)];
  connection.closeSync();
  database.closeSync();
  return log;
}

describe("an earlier visit", () => {
  it("that was left before anything was imported leaves a database that takes orders", async () => {
    const app = await openApp();
    const { page } = app;
    await page.evaluate(() => regulars.ready);
    await page.reload();
    await page.waitForFunction(() => "regulars" in globalThis);
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    expect(await orders(page)).toBe(3);
    await app.close();
  });
});

describe("the orders of an earlier visit", () => {
  it("are there where the log of changes says again what the database already has", async () => {
    const app = await openApp();
    const { page } = app;
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    await page.waitForTimeout(1_000);
    // A picture of the same origin: the application is closed, its files stay.
    await page.goto(new URL("icon.svg", inject("address")).href);
    await page.evaluate(
      async (log) => {
        const directory = await navigator.storage.getDirectory();
        const file = await directory.getFileHandle("regulars.duckdb.wal", { create: true });
        const stream = await file.createWritable();
        await stream.write(Uint8Array.from(log));
        await stream.close();
      },
      await staleLog(),
    );
    await page.goto(inject("address"));
    await page.waitForFunction(() => "regulars" in globalThis);
    await page.evaluate(() => regulars.ready);
    expect(await orders(page)).toBe(3);
    // The browser asks for an icon of the picture, which there is not.
    expect(app.faults.filter((fault) => !fault.includes("404"))).toEqual([]);
    await page.context().close();
  });

  it("can be read in another way, from the files that the browser kept", async () => {
    const app = await openApp();
    const { page } = app;
    await importFiles(page, [small]);
    await page.locator(".nb-main").waitFor();
    await page.waitForTimeout(1_000);
    await page.reload();
    await page.waitForFunction(() => "regulars" in globalThis);
    await page.evaluate(() => regulars.ready);
    await page.getByRole("button", { name: "Open the ledger" }).first().click();
    await page.locator('[data-action="review-data"]').click();
    await useOrders(page, 3).click();
    await page.locator(".nb-main").waitFor();
    expect(await orders(page)).toBe(3);
    await app.close();
  });
});

describe("forgetting everything", () => {
  it("while an import runs and while cells run leaves nothing behind", async () => {
    const app = await openApp();
    const { page } = app;
    await page.evaluate(() => regulars.ready);
    await page.setInputFiles(chooser, large);
    await page.waitForTimeout(300);
    await page.evaluate(() => regulars.clear());
    await importIsOver(page);
    await importFiles(page, [small]);
    await page.evaluate(() => regulars.clear());
    expect(await page.evaluate(() => regulars.cells())).toEqual([]);
    await importFiles(page, [other]);
    expect(await orders(page)).toBe(2);
    await app.close();
  });
});

describe("a browser that gives less", () => {
  it("without a private file system keeps the orders in memory and says so", async () => {
    const profile = await (await startBrowser()).newContext({ locale: "en-US" });
    const page = await profile.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(StorageManager.prototype, "getDirectory", { value: undefined });
    });
    await page.goto(inject("address"));
    await page.waitForFunction(() => "regulars" in globalThis);
    await importFiles(page, [small]);
    await page.locator(".nb-main .memory").waitFor();
    expect(await orders(page)).toBe(3);
    await profile.close();
  });

  it("with the orders open in another tab says so, and the first tab goes on", async () => {
    const profile = await (await startBrowser()).newContext({ locale: "en-US" });
    const first = await profile.newPage();
    await first.goto(inject("address"));
    await first.waitForFunction(() => "regulars" in globalThis);
    await importFiles(first, [small]);
    const second = await profile.newPage();
    await second.goto(inject("address"));
    await second.waitForFunction(() => "regulars" in globalThis);
    await second.evaluate(() => regulars.ready);
    await second
      .getByText(/another tab/i)
      .first()
      .waitFor();
    // The first answers for both, and only there can files be imported.
    expect(await orders(second)).toBe(3);
    await expect(importFiles(second, [other])).rejects.toThrow(/another tab/i);
    expect([await orders(first), await orders(second)]).toEqual([3, 3]);
    await importFiles(first, [other]);
    expect([await orders(first), await orders(second)]).toEqual([2, 2]);
    await profile.close();
  });

  it("whose engine cannot start says why, and the page goes on", async () => {
    const profile = await (await startBrowser()).newContext({ locale: "en-US" });
    const page = await profile.newPage();
    await page.route(/\.wasm$/, (route) => route.abort());
    await page.goto(inject("address"));
    await page.waitForFunction(() => "regulars" in globalThis);
    const failed = await page.evaluate(() =>
      regulars.ready.then(
        () => false,
        () => true,
      ),
    );
    expect(failed).toBe(true);
    await page.getByText("The engine could not be opened").first().waitFor();
    // A file that is dropped all the same is answered, not waited for.
    await page.setInputFiles(chooser, small);
    await page.getByText("missing engine: it could not be started").first().waitFor();
    await profile.close();
  });
});
