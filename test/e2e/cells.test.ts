/** Inputs, charts, questions and live figures in the built app, by keyboard. */
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, openApp, showCell, type OpenApp } from "./app.ts";

afterAll(closeBrowser);

/** 12 orders of 4 customers in 3 months, on two channels. */
function ordersFile(): string {
  const records = Array.from({ length: 12 }, (_, index) => {
    const month = 1 + (index % 3);
    return [
      `n${index}`,
      `2025-0${month}-1${index % 4}`,
      `c${index % 4}`,
      10 + index,
      index % 2 ? "web" : "pos",
    ].join(",");
  });
  return ["order_id,order_date,customer_id,total,channel", ...records].join("\n");
}

const cells = [
  {
    id: "t1",
    kind: "text",
    markdown: "Orders from {{ least }} on: {{ large.n }}, not {{ nobody.n }}. `{{ least }}`",
  },
  {
    id: "i1",
    kind: "input",
    name: "least",
    input: { type: "slider", label: "Least amount", min: 10, max: 20, step: 1, value: 12 },
  },
  {
    id: "s1",
    kind: "sql",
    name: "large",
    sql: "select cast(count(*) as integer) as n from orders where net_amount >= $least",
  },
  {
    id: "c1",
    kind: "chart",
    source: "",
    chart: { mark: "bar", x: null, y: null, colour: null, facet: null, aggregate: "none", grain: "none" },
  },
  {
    id: "q1",
    kind: "check",
    question: "How many **orders** are there?",
    expected: { by: "sql", sql: "select count(*) from orders" },
    tolerance: 0,
    hint: "Count the rows of `orders`.",
  },
  { id: "a1", kind: "analysis", analysis: "cohort-retention", params: {} },
  {
    id: "i2",
    kind: "input",
    name: "grain",
    input: { type: "choice", label: "Grain", options: ["month", "quarter"], value: "quarter" },
  },
];

async function openCells(): Promise<OpenApp> {
  const app = await openApp();
  await app.page.evaluate(
    async ([text, cells]) => {
      await regulars.import([new File([text], "shop.csv")]);
      await regulars.open({ ...regulars.notebook(), cells });
    },
    [ordersFile(), cells] as const,
  );
  await app.page.waitForSelector("#cell-t1 .live");
  return app;
}

const cellOf = <T>(page: Page, id: string): Promise<T> =>
  page.evaluate((id) => regulars.notebook().cells.find((cell) => cell.id === id), id) as Promise<T>;

/** Opens the choice of a label in a cell and takes an option, with the keyboard alone. */
async function choose(page: Page, cell: string, label: string, option: string): Promise<void> {
  await page.locator(`#cell-${cell}`).getByLabel(label, { exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: option, exact: false }).first().waitFor();
  // The list opens on what is chosen and does not go round.
  await page.keyboard.press("Home");
  for (let press = 0; press < 60; press++) {
    const marked = await page.locator("[data-highlighted]").first().textContent();
    if (marked?.trim().startsWith(option)) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("option").first().waitFor({ state: "detached" });
}

describe("cells by keyboard", () => {
  it("move a slider, and the rows and the figures in the text that follow it change", async () => {
    const { page, close } = await openCells();
    const figure = (n: number) => page.locator("#cell-t1 .live").nth(n);
    await page.waitForFunction(() => document.querySelectorAll("#cell-t1 .live")[1]?.textContent === "10");
    expect(await figure(0).textContent()).toBe("12");
    expect(await figure(2).getAttribute("class")).toBe("live missing");
    expect(await page.locator("#cell-t1 code").textContent()).toBe("{{ least }}");

    await page.getByRole("slider", { name: "Least amount" }).focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelectorAll("#cell-t1 .live")[1]?.textContent === "7");
    expect(await figure(0).textContent()).toBe("15");
    await showCell(page, "s1");

    // One drag is one step back.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelectorAll("#cell-t1 .live")[1]?.textContent === "10");

    // A figure leads to its cell.
    await figure(1).focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("cell-s1-title");
    await close();
  });

  it("build a chart by choosing columns, and walk it", async () => {
    const { page, close } = await openCells();
    await page.locator("#cell-c1").scrollIntoViewIfNeeded();
    await choose(page, "c1", "Draw", "orders");
    await page.locator("#cell-c1 svg[role=img]").waitFor();
    await choose(page, "c1", "colours", "channel");
    await choose(page, "c1", "As", "bars");
    await page.waitForFunction(() => document.querySelector("#cell-c1 .legend")?.textContent.includes("web"));
    expect(await cellOf(page, "c1")).toMatchObject({
      source: "orders",
      chart: {
        mark: "bar",
        x: "ordered_at",
        y: "net_amount",
        colour: "channel",
        aggregate: "sum",
        grain: "month",
      },
    });
    await showCell(page, "c1");
    const summary = await page.locator("#cell-c1 svg[role=img]").getAttribute("aria-label");
    expect(summary).toMatch(/^Sum of net_amount by ordered_at: 6 marks/);
    await close();
  });

  it("answer a question, wrong and right", async () => {
    const { page, close } = await openCells();
    await showCell(page, "q1");
    const cell = page.locator("#cell-q1");
    const answer = cell.getByLabel("Your answer");
    await answer.focus();
    await page.keyboard.type("many");
    await page.keyboard.press("Enter");
    expect(await cell.locator(".told").textContent()).toContain("A number");
    await answer.fill("11");
    await page.keyboard.press("Enter");
    expect(await cell.locator(".told").textContent()).toContain("Not that. 1 try so far.");
    await cell.getByRole("button", { name: "Hint" }).press("Enter");
    expect(await cell.textContent()).toContain("Count the rows of orders.");
    await answer.fill("12.0");
    await page.keyboard.press("Enter");
    expect(await cell.locator(".told").textContent()).toContain("Right: 12.0.");
    // What was typed is kept nowhere.
    expect(await cellOf(page, "q1")).toEqual(cells.find(({ id }) => id === "q1"));
    await close();
  });

  it("let a parameter follow an input, and set it here again", async () => {
    const { page, close } = await openCells();
    await showCell(page, "a1");
    const cell = page.locator("#cell-a1");
    await cell.getByRole("button", { name: "Let Cohorts by follow an input" }).press("Enter");
    await page.getByRole("menuitem", { name: "Follow $grain: Grain" }).press("Enter");
    await cell.getByText("$grain").waitFor();
    expect(await cellOf(page, "a1")).toMatchObject({ params: { period: { ref: "grain" } } });
    await showCell(page, "a1");
    await cell.getByRole("button", { name: "Set Cohorts by here again" }).press("Enter");
    expect(await cellOf(page, "a1")).toMatchObject({ params: { period: "quarter" } });
    await close();
  });
});
