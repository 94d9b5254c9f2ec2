import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, openApp, showCell } from "./app.ts";
import { violations } from "./axe.ts";

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

/** A notebook with a statement, its chart, an input, a list, a question and live figures, and a statement that fails. */
const workbench = [
  {
    id: "t1",
    kind: "text",
    markdown: "# {{ months.n }} months\n\nFrom {{ least }} on; nobody is {{ nobody.n }}.",
  },
  {
    id: "i1",
    kind: "input",
    name: "least",
    input: { type: "slider", label: "Least", min: 0, max: 60, step: 5, value: 10 },
  },
  {
    id: "s1",
    kind: "sql",
    name: "months",
    sql: "select date_trunc('month', ordered_at) as month, count(*) as orders, 6 as n from orders where net_amount >= $least group by month",
  },
  { id: "s2", kind: "sql", sql: "select cost_amout from orders" },
  {
    id: "c1",
    kind: "chart",
    source: "months",
    chart: {
      mark: "bar",
      x: "month",
      y: "orders",
      colour: null,
      facet: null,
      aggregate: "none",
      grain: "none",
    },
  },
  { id: "l1", kind: "list", name: "buyers", list: { by: "sql", sql: "select customer_key from customers" } },
  {
    id: "q1",
    kind: "check",
    question: "How many orders?",
    expected: { by: "value", value: 40 },
    tolerance: 0,
    hint: "Count them.",
  },
  { id: "a1", kind: "analysis", analysis: "cohort-retention", params: {} },
];

describe.each([
  ["en-US", "light"],
  ["zh-CN", "dark"],
] as const)("the notebook in %s and %s", (locale, colorScheme) => {
  it("has nothing for axe in its cells and what opens over and beside them", async () => {
    const app = await openApp({ locale, colorScheme });
    const { page } = app;
    const found: Record<string, readonly string[]> = {};
    const look = async (surface: string) => {
      found[surface] = await violations(page);
    };
    const close = async (opened: string) => {
      await page.keyboard.press("Escape");
      await page.locator(opened).waitFor({ state: "detached" });
    };
    await page.evaluate(
      async ([text, cells]) => {
        await regulars.import([new File([text], "shop.csv")]);
        const notebook = regulars.notebook();
        const clauses = [{ by: "date", from: "2024-01-01", to: "2024-12-31" }];
        await regulars.open({ ...notebook, filter: { ...notebook.filter, clauses }, cells });
      },
      [orders.join("\n"), workbench] as const,
    );
    for (const id of ["s1", "c1", "l1", "a1"]) await showCell(page, id);
    await look("cells");
    await page.locator("#cell-s1 [role=tab]").nth(1).click();
    await page.locator("#cell-s1 .ctl").first().waitFor();
    await look("chart builder");

    await page.locator("#cell-l1 .line .btn").click();
    await page.locator(".lp tbody tr").first().waitFor();
    await look("customers");
    await close(".lp");

    await page.locator("[data-action=add-filter]").click();
    await page.locator("[role=dialog]").waitFor();
    await look("filter editor");
    await close("[role=dialog]");

    await page.keyboard.press("Control+k");
    await page.locator("[role=option]").first().waitFor();
    await look("palette");
    await close("[role=option]");
    await page.keyboard.press("Control+/");
    await page.locator("[role=dialog]").waitFor();
    await look("keys");
    await close("[role=dialog]");

    await page.locator("[data-action=library]").click();
    await page.locator("[role=dialog] tbody tr").first().waitFor();
    await look("library");
    await page.getByRole("button", { name: /^(What is stored here|这里存了什么)$/ }).click();
    await page.locator("[role=dialog] tbody tr").nth(1).waitFor();
    await look("what is stored");
    // It stands over the library.
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelectorAll("[role=dialog]").length < 2);
    if ((await page.locator("[role=dialog]").count()) > 0) await close("[role=dialog]");

    await page.getByRole("button", { name: /^(Present|演示)/ }).click();
    await page.locator(".desk-top.presenting").waitFor();
    await look("presentation");
    await close(".desk-top.presenting");

    await page.evaluate(
      (text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "gift.regulars.json", { type: "application/json" }));
        for (const type of ["dragenter", "dragover", "drop"])
          document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      },
      JSON.stringify(await page.evaluate(() => ({ ...regulars.notebook(), id: "gift" }))),
    );
    await page.locator("[data-action=trust]").waitFor();
    await look("trust prompt");
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((surface) => [surface, []])));
    expect(Object.keys(found)).toHaveLength(10);
    await app.close();
  });
});
