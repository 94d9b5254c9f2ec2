/** The notebook's work done with the keyboard alone: no pointer is used in this file. */
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, openApp, type OpenApp } from "./app.ts";

afterAll(closeBrowser);

/** Thirty customers over half a year, some of whom come back. */
function ordersFile(): string {
  const records: string[] = [];
  for (let customer = 0; customer < 30; customer++)
    for (let order = 0; order <= customer % 4; order++) {
      const month = 1 + (((customer % 3) + order) % 6);
      const day = 1 + ((customer * 7 + order * 3) % 28);
      const date = `2025-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      records.push(
        `n${customer}-${order},${date},customer ${customer},${(10 + customer + order).toFixed(2)}`,
      );
    }
  return ["order_id,order_date,customer_id,total", ...records].join("\n");
}

async function openDesk(): Promise<OpenApp> {
  const app = await openApp({ acceptDownloads: true });
  await app.page.evaluate(async (text) => {
    await regulars.import([new File([text], "shop.csv")]);
  }, ordersFile());
  await app.page.waitForFunction(() => regulars.cells().length > 0);
  return app;
}

const cells = (page: Page) => page.evaluate(() => regulars.cells());
const kinds = async (page: Page) => (await cells(page)).map(({ kind }) => kind);
const ids = async (page: Page) => (await cells(page)).map(({ id }) => id);
const documentCell = (page: Page, id: string) =>
  page.evaluate(
    (id) => regulars.notebook().cells.find((cell) => cell.id === id) as unknown as Record<string, unknown>,
    id,
  );
const status = (page: Page, id: string, wanted: string) =>
  page.waitForFunction(([id, wanted]) => regulars.cells().find((cell) => cell.id === id)?.status === wanted, [
    id,
    wanted,
  ] as const);
/** The cell that holds the focus. */
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest(".cell")?.id.slice("cell-".length) ?? null);
const waitFocusIn = (page: Page, selector: string) =>
  page.waitForFunction((selector) => document.activeElement?.closest(selector) !== null, selector);

/** Presses Tab until the focus is on an element that `selector` matches. */
async function tabTo(page: Page, selector: string, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector))
      return;
    await page.keyboard.press(key);
  }
  throw new Error(`missing focus: ${selector}`);
}

/** Chooses the first entry that the palette finds. */
async function palette(page: Page, query: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find cells and words, or run a command" }).waitFor();
  await page.keyboard.type(query);
  await page.waitForFunction(
    (query) => document.querySelector<HTMLInputElement>(".palette input")?.value === query,
    query,
  );
  await page.keyboard.press("Enter");
  await page.locator(".palette").waitFor({ state: "detached" });
}

/** Adds a cell by the palette and returns its id once it has the focus. */
async function add(page: Page, query: string): Promise<string> {
  const before = await ids(page);
  await palette(page, query);
  await page.waitForFunction((n) => regulars.cells().length === n, before.length + 1);
  const id = (await ids(page)).find((each) => !before.includes(each))!;
  await waitFocusIn(page, `#cell-${id}`);
  return id;
}

describe("with the keyboard alone", () => {
  it("every kind of cell is added where one is, with the focus in it", async () => {
    const app = await openDesk();
    const { page } = app;
    await palette(page, "overview");
    const overview = (await focused(page))!;
    const added: string[] = [];
    for (const query of ["add text", "add sql", "add slider", "add chart", "add list", "add question"])
      added.push(await add(page, query));
    const order = await ids(page);
    const at = order.indexOf(overview);
    expect(order.slice(at + 1, at + 7)).toEqual(added);
    expect((await kinds(page)).slice(at + 1, at + 7)).toEqual([
      "text",
      "sql",
      "input",
      "chart",
      "list",
      "check",
    ]);
    await page.keyboard.press("Escape");
    await palette(page, "add abc");
    expect((await kinds(page)).at(at + 7)).toBe("analysis");
    await app.close();
  });

  it("SQL is written, run, named and renamed with those that refer to it, and each step is undone", async () => {
    const app = await openDesk();
    const { page } = app;
    const { keyboard } = page;
    const first = await add(page, "add sql");
    await waitFocusIn(page, ".cm-content");
    await keyboard.type("select customer_key, count(*) as n from orders group by all");
    await keyboard.press("Escape");
    await keyboard.press("Control+Enter");
    await status(page, first, "done");
    const second = await add(page, "add sql");
    await waitFocusIn(page, ".cm-content");
    await keyboard.type("select max(query.n) as most from query");
    await keyboard.press("Escape");
    await keyboard.press("Control+Enter");
    await status(page, second, "done");

    await keyboard.press("Alt+PageUp");
    expect(await focused(page)).toBe(first);
    await keyboard.press("F2");
    await page.getByRole("textbox", { name: /^Name of / }).waitFor();
    expect(await page.getByText("Rename it in the 1 place that refers to it").count()).toBe(1);
    await keyboard.type("select");
    await keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "select" }).waitFor();
    await keyboard.press("Control+a");
    await keyboard.type("counts");
    await keyboard.press("Enter");
    expect(await documentCell(page, first)).toMatchObject({ name: "counts" });
    expect(await documentCell(page, second)).toMatchObject({
      sql: "select max(counts.n) as most from counts",
    });
    await status(page, second, "done");
    await waitFocusIn(page, `#cell-${first}`);
    await keyboard.press("Control+z");
    expect(await documentCell(page, first)).toMatchObject({ name: "query" });
    expect(await documentCell(page, second)).toMatchObject({ sql: "select max(query.n) as most from query" });
    expect(await page.locator(".toasts [role=status]").textContent()).toBe("Undone: 2 cells changed");
    await keyboard.press("Control+Shift+z");
    expect(await documentCell(page, first)).toMatchObject({ name: "counts" });
    await app.close();
  });

  it("a cell is moved, copied, collapsed, deleted and brought back, and its place is told", async () => {
    const app = await openDesk();
    const { page } = app;
    const { keyboard } = page;
    await palette(page, "cohort retention");
    const id = (await focused(page))!;
    const start = await ids(page);
    const place = start.indexOf(id);
    await keyboard.press("Alt+ArrowUp");
    expect(await ids(page)).toEqual(start.toSpliced(place, 1).toSpliced(place - 1, 0, id));
    await page.getByText(`Moved to place ${place} of ${start.length}.`).waitFor({ state: "attached" });
    expect(await focused(page)).toBe(id);
    await tabTo(page, `#cell-${id} .grip`, "Shift+Tab");
    await keyboard.press("ArrowDown");
    expect(await ids(page)).toEqual(start);

    await keyboard.press("Control+d");
    const copied = await ids(page);
    expect(copied).toHaveLength(start.length + 1);
    const copy = copied[place + 1]!;
    await waitFocusIn(page, `#cell-${copy}`);
    await keyboard.press("Control+.");
    expect(await documentCell(page, copy)).toMatchObject({ collapsed: true });
    expect(await page.locator(`#cell-${copy} [role=tab]`).count()).toBe(0);
    await keyboard.press("Control+.");
    expect(await documentCell(page, copy)).not.toHaveProperty("collapsed");
    await keyboard.press("Control+Delete");
    expect(await ids(page)).toEqual(start);
    expect(await focused(page)).toBe(start[place + 1]);
    await keyboard.press("Control+z");
    expect(await ids(page)).toEqual(copied);
    await app.close();
  });

  it("typing is undone in its field before the notebook is", async () => {
    const app = await openDesk();
    const { page } = app;
    const { keyboard } = page;
    const start = await ids(page);
    const text = await add(page, "add text");
    await waitFocusIn(page, "textarea");
    await keyboard.type("Tea");
    expect(await documentCell(page, text)).toMatchObject({ markdown: "Tea" });
    await keyboard.press("Control+z");
    await page.waitForFunction(
      (id) =>
        (regulars.notebook().cells.find((cell) => cell.id === id) as { markdown?: string })?.markdown === "",
      text,
    );
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe("textarea");
    await keyboard.press("Control+z");
    await page.waitForFunction((n) => regulars.cells().length === n, start.length);
    expect(await ids(page)).toEqual(start);
    await app.close();
  });

  it("words are searched, the outline leads to cells, and the keys are shown", async () => {
    const app = await openDesk();
    const { page } = app;
    const { keyboard } = page;
    const text = await add(page, "add text");
    await waitFocusIn(page, "textarea");
    await keyboard.type("## Harvest\n\nThe oolong of autumn is the best.");
    await keyboard.press("Escape");
    await keyboard.press("Control+k");
    await page.locator(".palette input").waitFor();
    await keyboard.type("oolong autumn");
    const option = page.locator(".palette [aria-selected=true]");
    expect(await option.textContent()).toContain("The oolong of autumn is the best.");
    await keyboard.press("Enter");
    await waitFocusIn(page, `#cell-${text}`);

    const link = page.locator(".outline a", { hasText: "RFM segments" });
    const rfm = (await link.getAttribute("href"))!.slice("#cell-".length);
    await link.focus();
    await keyboard.press("Enter");
    await waitFocusIn(page, `#cell-${rfm}`);
    await keyboard.press("Shift+?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    expect(await dialog.getByText("Find or run").count()).toBe(1);
    await keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await app.close();
  });

  it("a notebook is presented, saved as a file, begun from a template and opened again", async () => {
    const app = await openDesk();
    const { page } = app;
    const { keyboard } = page;
    await palette(page, "present");
    const bar = page.getByRole("region", { name: "Presentation" });
    await bar.waitFor();
    expect(await page.locator(".topbar").isVisible()).toBe(false);
    expect(await page.locator(".controls").first().isVisible()).toBe(false);
    await keyboard.press("ArrowRight");
    const at = await focused(page);
    await keyboard.press("PageDown");
    const order = await ids(page);
    expect(await focused(page)).toBe(order[order.indexOf(at!) + 1]);
    await keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });

    const [download] = await Promise.all([page.waitForEvent("download"), palette(page, "save as a file")]);
    expect(download.suggestedFilename()).toMatch(/\.regulars\.json$/);

    await palette(page, "churn watch");
    await page.getByRole("heading", { level: 1, name: "Churn watch" }).waitFor();
    await palette(page, "silent for longer");
    const silent = (await focused(page))!;
    await status(page, silent, "done");
    await palette(page, "who comes back");
    await page.getByRole("heading", { level: 1, name: "Who comes back?" }).waitFor();
    await app.close();
  });

  it("an input is set, SQL reads it, and the date is moved and put back", async () => {
    const app = await openDesk();
    const { page } = app;
    const { keyboard } = page;
    const slider = await add(page, "add slider");
    await tabTo(page, `#cell-${slider} [type=range]`);
    const before = (await documentCell(page, slider))["input"] as { value: number };
    await keyboard.press("ArrowRight");
    await page.waitForFunction(
      ([id, value]) => {
        const cell = regulars.notebook().cells.find((each) => each.id === id) as unknown as {
          input: { value: number };
        };
        return cell.input.value === value + 1;
      },
      [slider, before.value] as const,
    );
    const sql = await add(page, "add sql");
    await waitFocusIn(page, ".cm-content");
    await keyboard.type("select $level as level");
    await keyboard.press("Escape");
    await keyboard.press("Control+Enter");
    await status(page, sql, "done");

    // In the editor Tab indents until Escape was pressed.
    await keyboard.press("Escape");
    await tabTo(page, ".asof [role=slider], .asof [type=range]", "Shift+Tab");
    await keyboard.press("ArrowLeft");
    await page.waitForFunction(
      () => (regulars.notebook() as unknown as { reading: { asOf: string | null } }).reading.asOf !== null,
    );
    await palette(page, "undo");
    await page.waitForFunction(
      () => (regulars.notebook() as unknown as { reading: { asOf: string | null } }).reading.asOf === null,
    );
    expect(await page.locator(".toasts [role=status]").textContent()).toBe("Undone: date changed");
    await app.close();
  });
});
