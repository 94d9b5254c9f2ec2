/** The filter and the customers behind a mark, by keyboard alone, against figures counted by queries. */
import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { closeBrowser, openApp, query, showCell } from "./app.ts";

afterAll(closeBrowser);

/** 40 customers of five months; each third came back the month after, each fifth of these the month after that. */
function ordersFile(): string {
  const records: string[] = [];
  for (let customer = 0; customer < 40; customer++)
    for (const later of [0, ...(customer % 3 === 0 ? [1] : []), ...(customer % 15 === 0 ? [2] : [])]) {
      const month = 1 + (customer % 5) + later;
      const day = String(1 + ((customer * 7) % 27)).padStart(2, "0");
      records.push(
        `n${customer}-${later},2025-0${month}-${day},c${customer}@example.com,${10 + customer}.00`,
      );
    }
  return ["order_id,order_date,customer_id,total", ...records].join("\n");
}

const filterOf = (page: Page) => page.evaluate(() => regulars.notebook().filter.clauses);
const undo = async (page: Page) => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Control+z");
};
/** Waits until the line under the tokens says so many orders and customers. */
const remains = (page: Page, orders: number, customers: number) =>
  page.getByText(`After the filter: ${orders} orders, ${customers} customers`).waitFor();

it("filters by keyboard, opens the customers behind a cell, names them, filters by them and undoes it", async () => {
  const app = await openApp();
  const { page } = app;
  await page.evaluate(async (text) => {
    await regulars.import([new File([text], "shop.csv")]);
  }, ordersFile());
  await page.waitForFunction(() => regulars.cells().length > 0);
  const id = await page.evaluate(
    () => regulars.notebook().cells.find((cell) => cell.analysis === "cohort-retention")!.id,
  );
  await showCell(page, id);

  // A filter by date, from a preset.
  await page.locator("[data-action=add-filter]").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Last 90 days" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Filter", exact: true }).focus();
  await page.keyboard.press("Enter");
  const [clause] = await filterOf(page);
  expect(clause).toMatchObject({ by: "date" });
  const days = clause as { readonly from: string; readonly to: string };
  const where = `ordered_at >= '${days.from}' and ordered_at < date '${days.to}' + 1`;
  const counted = `select count(*) as orders, count(distinct customer_key) as customers from orders where ${where}`;
  const [left] = (await query(page, counted)) as [{ orders: number; customers: number }];
  expect(left.orders).toBeGreaterThan(5);
  await remains(page, left.orders, left.customers);

  // The cell's own SQL holds it.
  await showCell(page, id);
  const cell = page.locator(`#cell-${id}`);
  await cell.getByRole("tab", { name: "SQL" }).click();
  await cell.getByText(`ordered_at >= date '${days.from}'`).first().waitFor();
  await cell.getByRole("tab", { name: "Chart" }).click();

  await undo(page);
  await page.waitForFunction(() => regulars.notebook().filter.clauses.length === 0);

  // The first cohort's first cell: down from the pooled row.
  await showCell(page, id);
  await cell.locator(".walk").first().focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("region", { name: "Customers" });
  const [january] = (await query(
    page,
    `select count(*) as customers,
        count(*) filter (where customer_key in (select customer_key from orders
            where ordered_at >= '2025-02-01' and ordered_at < '2025-03-01')) as returned
    from customers where first_ordered_at < '2025-02-01'`,
  )) as [{ customers: number; returned: number }];
  await panel
    .getByRole("heading", { name: `${january.returned} customers of Jan 2025 ordered in Feb 2025` })
    .waitFor();
  await panel.getByText(`${january.returned} of ${january.returned} shown`).waitFor();
  expect(await panel.locator("tbody tr").count()).toBe(january.returned);
  await panel.getByText(`Did not ${january.customers - january.returned}`).waitFor();

  // Named, and the notebook filtered by it.
  await page.locator("[data-action=filter-customers]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => regulars.notebook().filter.clauses.length === 1);
  const list = await page.evaluate(() => regulars.notebook().cells.find(({ kind }) => kind === "list")!);
  expect(list).toMatchObject({ name: "jan_2025_ordered_feb_2025", list: { by: "rule" } });
  expect(await filterOf(page)).toEqual([{ by: "list", list: "jan_2025_ordered_feb_2025", not: false }]);
  const [theirs] = (await query(
    page,
    `select count(*) as orders from orders where customer_key in (
        select customer_key from orders where customer_key in (
            select customer_key from customers where first_ordered_at < '2025-02-01')
        and ordered_at >= '2025-02-01' and ordered_at < '2025-03-01')`,
  )) as [{ orders: number }];
  await remains(page, theirs.orders, january.returned);

  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await showCell(page, list.id);
  await page.locator(`#cell-${list.id}`).getByText(`${january.returned} customers`).waitFor();

  await undo(page);
  await undo(page);
  expect(
    await page.evaluate(() => regulars.notebook().cells.filter(({ kind }) => kind === "list").length),
  ).toBe(0);
  expect(await filterOf(page)).toEqual([]);
  await app.close();
}, 120_000);
