import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { closeBrowser, openApp, showCell } from "./app.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations of the page as it stands, as `rule: place`. */
async function violations(page: Page): Promise<string[]> {
  // The devtools protocol evaluates past the page's policy, so axe needs no exception in it.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  await session.detach();
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  });
}

afterAll(closeBrowser);

/** Two files of one shop that raise every part of the review: a question, a finding, unread cells, two spellings of a buyer. */
const orders = [
  "order_id,date,customer_email,status,total",
  ...Array.from({ length: 40 }, (_, index) => {
    const buyer = `buyer${index % 9}${index % 8 === 0 ? "+shop" : ""}@example.com`;
    const day = `2024-${String(1 + (index % 6)).padStart(2, "0")}-${String(13 + (index % 15)).padStart(2, "0")}`;
    return `A${index + 1},${day},${buyer},${index % 5 === 0 ? "teapot" : "paid"},${index === 7 ? "n/a" : 10 + index}`;
  }),
];
const items = [
  "order_id,sku,product,quantity,price",
  ...Array.from({ length: 40 }, (_, index) => `A${index + 1},T-${index % 4},Tea,1,${10 + index}.00`),
];
const shop = [
  ["orders.csv", orders],
  ["items.csv", items],
].map(([name, lines]) => ({
  name: name as string,
  mimeType: "text/csv",
  buffer: Buffer.from((lines as string[]).join("\n")),
}));

describe.each([
  ["en-US", "light"],
  ["en-US", "dark"],
  ["zh-CN", "light"],
  ["zh-CN", "dark"],
] as const)("in %s and %s", (locale, colorScheme) => {
  it("axe finds nothing on the first screen, the import and the notebook", async () => {
    const app = await openApp({ locale, colorScheme });
    const { page } = app;
    expect(await violations(page)).toEqual([]);
    await page.locator('[data-action="sample-shop"]').click();
    await page.locator('[data-action="use-orders"]').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('[data-action="use-orders"]').click();
    await page.waitForFunction(() => regulars.cells().length > 0);
    for (const { id, kind } of await page.evaluate(() => [...regulars.cells()])) {
      if (kind !== "analysis") continue;
      await showCell(page, id);
    }
    expect(await violations(page)).toEqual([]);
    await app.close();
  });

  it("axe finds nothing in the review of a set, its folds, the reading dialog and the tabs of the data", async () => {
    const app = await openApp({ locale, colorScheme });
    const { page } = app;
    await page.locator("input[type=file]").first().setInputFiles(shop);
    await page.locator('[data-action="use-orders"]').waitFor();
    await page.locator(".bench .group").first().waitFor();
    await page.locator(".findings").waitFor();
    expect(await page.locator("[role=radiogroup].choice").count()).toBe(1);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>(".imp details")) fold.open = true;
    });
    await page.locator(".imp .map").nth(1).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator(".reread").first().click();
    await page.locator(".reread-records").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator('[data-action="use-orders"]:enabled').click();
    await page.locator(".nb-main").waitFor();
    await page
      .getByRole("button", { name: /ledger|台账/ })
      .first()
      .click();
    for (const tab of await page.locator("[role=dialog] [role=tab]").all()) {
      await tab.click();
      await page.waitForFunction(() => document.querySelector("[role=dialog] [aria-busy=true]") === null);
      expect(await violations(page)).toEqual([]);
    }
    await app.close();
  });
});
