/**
 * The browser is killed, all its processes at once, at random moments of what loses work elsewhere. The seed is printed
 * and can be given: REGULARS_SEED. A killed process leaves what it gave to the operating system; a power cut is not tested.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, inject, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";
import { startKillable, type KillableBrowser } from "../support/killable-browser.ts";
import { importFiles, query } from "./app.ts";

const seed = Number(process.env["REGULARS_SEED"] ?? Date.now() % 1_000_000);
const random = createRandom(seed);
const folder = mkdtempSync(join(tmpdir(), "regulars-killed-"));
const profile = join(folder, "profile");
let browser: KillableBrowser | null = null;

afterAll(async () => {
  await browser?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** What the orders of a file come to, counted here. */
interface Shop {
  readonly path: string;
  readonly records: number;
  /** Under the default rules, and with orders of nothing counted too. */
  readonly orders: { readonly exclude: number; readonly include: number };
  readonly cents: number;
}

/** Writes the orders of a shop; each shop has other figures. */
function shop(number: number): Shop {
  const records = 3_000 + 37 * number;
  let [nothing, cents] = [0, 0];
  const lines = Array.from({ length: records }, (_, index) => {
    const amount = index % 11 === 0 ? 0 : 100 + ((index * 7919 + number) % 9_000);
    if (amount === 0) nothing++;
    cents += amount;
    const day = String(1 + (index % 28)).padStart(2, "0");
    const value = (amount / 100).toFixed(2);
    return `K${number}-${index},c${index % 900},2025-0${1 + (index % 9)}-${day},${value}`;
  });
  const path = join(folder, `shop-${number}.csv`);
  writeFileSync(path, `order,customer,date,amount\n${lines.join("\n")}\n`);
  return { path, records, orders: { exclude: records - nothing, include: records }, cents };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Starts the browser on the profile as it was left, and waits until the app has opened what is there. */
async function open(): Promise<Page> {
  browser = await startKillable(inject("browser"), profile);
  const { page } = browser;
  await page.goto(inject("address"));
  await page.waitForFunction(() => "regulars" in globalThis);
  await page.evaluate(() => regulars.ready);
  return page;
}

/** What is stored of the data in place, as the app wrote it. */
const storedData = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{
        facts: { orders: number };
        report: { files: { name: string; records: number }[]; ledger: { line: string; records: number }[] };
      }>((resolve, reject) => {
        const opening = indexedDB.open("regulars");
        opening.onerror = () => reject(opening.error as Error);
        opening.onsuccess = () => {
          const asked = opening.result.transaction("data").objectStore("data").get("current");
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result as never);
          };
        };
      }),
  );

/** What stands after a start, to be held against what may stand. */
async function found(page: Page) {
  const notebook = (await page.evaluate(() => regulars.notebook())) as unknown as {
    cells: { kind: string; markdown?: string }[];
    reading: { rules: { zero_value: "exclude" | "include" } };
  };
  const [counted] = await query(
    page,
    "select count(*)::integer as orders, round(sum(net_amount) * 100)::bigint as cents from orders",
  );
  // Every block of every table is read: a torn one would fail here.
  const tables = await query(
    page,
    "select table_name as name from duckdb_tables() where schema_name = 'main' and not temporary and database_name = current_database() order by name",
  );
  for (const { name } of tables) await query(page, `select count(columns(*)) from "${String(name)}"`);
  return {
    text: notebook.cells.find(({ kind }) => kind === "text")!.markdown!,
    rule: notebook.reading.rules.zero_value,
    orders: Number(counted!["orders"]),
    cents: Number(counted!["cents"]),
    left: tables.filter(({ name }) => String(name).startsWith("staged")).length,
    data: await storedData(page),
  };
}

const kinds = ["typing", "import", "checkpoint", "rule"] as const;

describe("a browser that is killed", () => {
  it(`twenty times at random moments has the notebook, every finished import, and works on (seed ${seed})`, async () => {
    let number = 0;
    let page = await open();
    const before = performance.now();
    await importFiles(page, [shop(number).path]);
    const importMilliseconds = performance.now() - before;
    await page.locator(".nb-main").waitFor();
    await page.waitForTimeout(1_000);

    /** The shops of which one must be in place: the last that was reported finished, or one that was under way. */
    let possible: readonly Shop[] = [shop(0)];
    let rules: readonly ("exclude" | "include")[] = ["exclude"];
    let text = (await found(page)).text;
    /** How much of it must be there. */
    let least = text.length;

    const rounds = Array.from({ length: 20 }, (_, index) => kinds[index % kinds.length]!);
    for (const [round, kind] of rounds.entries()) {
      const delay = random.uniform();
      if (kind === "typing") {
        await page.locator("#cell-c1 .md").first().dblclick();
        await page.locator("#cell-c1 textarea").focus();
        const typed: { readonly at: number; readonly length: number }[] = [];
        const end = performance.now() + 500 + 2_000 * delay;
        while (performance.now() < end) {
          const letter = String.fromCharCode(97 + (text.length % 26));
          await page.keyboard.insertText(letter);
          text += letter;
          typed.push({ at: performance.now(), length: text.length });
          await pause(20);
        }
        const killedAt = performance.now();
        await browser!.kill();
        least = Math.max(
          least,
          ...typed.filter(({ at }) => at < killedAt - 1_000).map(({ length }) => length),
        );
      } else if (kind === "import") {
        const next = shop(++number);
        let isFinished = false;
        importFiles(page, [next.path]).then(
          () => (isFinished = true),
          () => undefined,
        );
        await pause(delay * 1.3 * importMilliseconds);
        await browser!.kill();
        [possible, rules] = isFinished
          ? [[next], ["exclude"]]
          : [
              [...possible, next],
              [...rules, "exclude"],
            ];
      } else if (kind === "checkpoint") {
        const next = shop(++number);
        await page.evaluate(() => {
          const input = document.createElement("input");
          Object.assign(input, { type: "file", id: "dropped", hidden: true });
          document.body.append(input);
        });
        await page.setInputFiles("#dropped", next.path);
        await page.evaluate(() => {
          const data = new DataTransfer();
          data.items.add((document.getElementById("dropped") as HTMLInputElement).files![0]!);
          for (const type of ["dragenter", "dragover", "drop"])
            document.body.dispatchEvent(
              new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }),
            );
        });
        await page.locator('[data-action="use-orders"]').click();
        await pause(delay * 400);
        const isFinished = await page.evaluate(() => document.querySelector(".nb-main") !== null);
        await browser!.kill();
        possible = isFinished ? [next] : [...possible, next];
        // A new import counts by the default rules.
        rules = [...rules, "exclude"];
      } else {
        const present = await page.evaluate(() => regulars.notebook());
        const { rules: now } = (present as unknown as { reading: { rules: { zero_value: string } } }).reading;
        const next = now.zero_value === "include" ? "exclude" : "include";
        await page.evaluate(
          ([notebook, next]) => {
            const { reading } = notebook as unknown as { reading: { rules: object } };
            const changed = { ...reading, rules: { ...reading.rules, zero_value: next } };
            void regulars.open({ ...notebook, reading: changed });
          },
          [present, next] as const,
        );
        await pause(delay * 1_500);
        rules = ["exclude", "include"];
        await browser!.kill();
      }

      page = await open();
      const told = `kill ${round + 1}, during ${kind}, seed ${seed}`;
      const state = await found(page);
      expect(text.startsWith(state.text), `${told}: the text is what was typed`).toBe(true);
      expect(state.text.length, `${told}: at most the last second of typing is lost`).toBeGreaterThanOrEqual(
        least,
      );
      expect(rules, `${told}: the rules are ones that were chosen`).toContain(state.rule);
      const whole = possible.find((one) => one.orders[state.rule] === state.orders);
      expect(whole, `${told}: ${state.orders} orders are those of a whole import`).toBeDefined();
      expect(state.cents, `${told}: every order has its amount`).toBe(whole!.cents);
      expect(state.left, `${told}: nothing half is left`).toBe(0);
      expect(state.data.facts.orders, `${told}: the receipt is that of the orders`).toBe(state.orders);
      expect(
        state.data.report.files.reduce((sum, { records }) => sum + records, 0),
        `${told}: the receipt knows every record`,
      ).toBe(whole!.records);
      const lines = state.data.report.ledger;
      expect(lines.length, `${told}: there is a ledger`).toBeGreaterThan(0);
      [text, least, possible, rules] = [state.text, state.text.length, [whole!], [state.rule]];
    }

    const last = shop(number + 1);
    await importFiles(page, [last.path]);
    const state = await found(page);
    expect([state.orders, state.cents]).toEqual([last.orders[state.rule], last.cents]);
  }, 400_000);
});
