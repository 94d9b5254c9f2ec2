/** A cell of SQL in a real browser: written, completed, mended, laid out, run and stopped; its table sorted and filtered by queries. */
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, openApp, query, type OpenApp } from "./app.ts";

afterAll(closeBrowser);

const channels = ["web", "shop", "phone"];
const orders = ["order_id,order_date,customer_id,total,channel"]
  .concat(
    Array.from({ length: 60 }, (_, index) =>
      [
        `n${index}`,
        `2025-0${1 + (index % 6)}-11`,
        `c${index % 17}`,
        `${10 + index}.50`,
        channels[index % 3],
      ].join(","),
    ),
  )
  .join("\n");

interface SqlSpec {
  readonly id: string;
  readonly sql: string;
  readonly name?: string;
}

/** Opens a notebook of these sql cells over 60 orders. */
async function openSql(...cells: readonly SqlSpec[]): Promise<OpenApp> {
  const app = await openApp({ permissions: ["clipboard-read", "clipboard-write"] });
  await app.page.evaluate(
    async ([text, cells]) => {
      await regulars.import([new File([text], "shop.csv")]);
      const cell = (each: object) => ({ kind: "sql", ...each });
      await regulars.open({ ...regulars.notebook(), cells: cells.map(cell) });
    },
    [orders, cells] as const,
  );
  await app.page.waitForSelector(".cm-content");
  return app;
}

const waitFor = (page: Page, id: string, status: string) =>
  page.waitForFunction(([id, status]) => regulars.cells().find((cell) => cell.id === id)?.status === status, [
    id,
    status,
  ] as const);

const sqlOf = (page: Page, id: string): Promise<string> =>
  page.evaluate(
    (id) => (regulars.notebook().cells.find((cell) => cell.id === id) as unknown as { sql: string }).sql,
    id,
  );

/** The texts of a column of the drawn rows, from the top. */
const drawn = (page: Page, id: string, column: number): Promise<string[]> =>
  page
    .locator(`#cell-${id} [role=rowgroup] [role=row]`)
    .evaluateAll(
      (rows, column) =>
        rows
          .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
          .map((row) => row.children[column]?.textContent.trim() ?? ""),
      column,
    );

const countsOf = (page: Page, id: string) => page.locator(`#cell-${id} .runbar [role=status]`);

describe("the editor of a statement", () => {
  it("completes by keyboard, runs on Ctrl-Enter and not before, and undoes with the document", async () => {
    const app = await openSql({ id: "s", sql: "select 1 as one" });
    const { page } = app;
    await waitFor(page, "s", "done");
    await page.locator("#cell-s .cm-content").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("select o.chan");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("select count(*) as n from ord");
    await page.getByRole("option", { name: /^orders/ }).waitFor();
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    await page.keyboard.type(" as o where o.chan");
    await page.getByRole("option", { name: /^channel/ }).waitFor();
    await page.waitForTimeout(150);
    await page.keyboard.press("Tab");
    await page.keyboard.type(" = 'web'");
    const written = "select count(*) as n from orders as o where o.channel = 'web'";
    expect(await sqlOf(page, "s")).toBe(written);
    // Typed, saved and not run: the result is the one before.
    expect(await drawn(page, "s", 0)).toEqual(["1"]);
    await page.getByText("Changed, not run").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(
      () => document.querySelector("#cell-s [role=gridcell]")?.textContent.trim() === "20",
    );
    await page.keyboard.press("Control+z");
    expect(await sqlOf(page, "s")).not.toBe(written);
    await page.keyboard.press("Control+y");
    expect(await sqlOf(page, "s")).toBe(written);
    // Escape, then Tab, leaves the editor.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent.trim().startsWith("Run"))).toBe(
      true,
    );
    await app.close();
  });

  it("underlines an error at its place, and one press mends and runs it", async () => {
    const app = await openSql({ id: "s", sql: "select\n    max(net_amout) as most\nfrom orders" });
    const { page } = app;
    await waitFor(page, "s", "failed");
    const cell = page.locator("#cell-s");
    await cell.locator(".cm-lintRange-error").waitFor();
    expect(await cell.locator(".cm-lintRange-error").textContent()).toBe("net_amout");
    expect(await cell.getByRole("alert").textContent()).toContain("unknown column: net_amout");
    expect(await cell.getByRole("alert").textContent()).toContain("line 2, column 9");
    await cell.getByRole("button", { name: "Use net_amount" }).click();
    await waitFor(page, "s", "done");
    expect(await sqlOf(page, "s")).toBe("select\n    max(net_amount) as most\nfrom orders");
    expect(await drawn(page, "s", 0)).toEqual(["69.5"]);
    expect(await cell.locator(".cm-lintRange-error").count()).toBe(0);
    await app.close();
  });

  it("lays the statement out, undoably, and says when it cannot", async () => {
    const app = await openSql({ id: "s", sql: "select channel,count(*) as n from orders group by channel" });
    const { page } = app;
    await waitFor(page, "s", "done");
    await page.locator("#cell-s").getByRole("button", { name: "Format" }).click();
    await page.getByText("Formatted", { exact: true }).waitFor();
    const laidOut = "select\n    channel,\n    count(*) as n\nfrom\n    orders\ngroup by\n    channel";
    expect(await sqlOf(page, "s")).toBe(laidOut);
    expect(await page.locator("#cell-s .cm-line").allTextContents()).toEqual(laidOut.split("\n"));
    await page.locator("#cell-s .cm-content").focus();
    await page.keyboard.press("Control+z");
    expect(await sqlOf(page, "s")).toBe("select channel,count(*) as n from orders group by channel");
    await app.close();
  });

  it("stops a run that takes too long, and the others go on", async () => {
    const app = await openSql(
      {
        id: "s",
        sql: "select count(*) as n from range(1000000) a, range(1000000) b where a.range % 7 = b.range % 11",
      },
      { id: "t", sql: "select 7 as seven" },
    );
    const { page } = app;
    await waitFor(page, "s", "running");
    await page.locator("#cell-s").getByRole("button", { name: "Stop" }).click();
    await waitFor(page, "s", "stopped");
    await page.locator("#cell-t").scrollIntoViewIfNeeded();
    await waitFor(page, "t", "done");
    await app.close();
  });
});

describe("the table of a million rows", () => {
  const sql =
    "select i as id, 'customer ' || (i * 7919 % 1000003) as name, (i * 37 % 10007)::decimal(18, 2) / 100 as amount, date '2020-01-01' + (i % 2000)::integer as day, case when i % 11 = 0 then null else i % 5 end as bucket from range(1000000) t(i)";

  it("is sorted and filtered by queries, jumps anywhere, and is copied", async () => {
    const app = await openSql({ id: "s", name: "big", sql });
    const { page } = app;
    await waitFor(page, "s", "done");
    const cell = page.locator("#cell-s");
    const grid = cell.getByRole("grid");
    expect(await grid.getAttribute("aria-rowcount")).toBe("1000001");
    await grid.focus();
    await page.keyboard.press("Control+End");
    await page.waitForFunction(() =>
      [...document.querySelectorAll("[role=gridcell]")].some((each) => each.textContent.trim() === "999,999"),
    );
    expect((await drawn(page, "s", 0)).at(-1)).toBe("999,999");
    // The middle, as a drag of the scrollbar goes there.
    await grid.evaluate(
      (scroller) => (scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) / 2),
    );
    await page.waitForFunction(() =>
      [...document.querySelectorAll("[role=gridcell]")].some((each) =>
        /^(499|500),\d{3}$/.test(each.textContent.trim()),
      ),
    );

    // Up from the first row is the head; Enter sorts, again the other way.
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const top = await query(page, `select id, amount from (${sql}) order by amount desc limit 1`);
    await page.waitForFunction((most) => {
      const rows = [...document.querySelectorAll("[role=rowgroup] [role=row]")];
      const first = rows.find(({ ariaRowIndex }) => ariaRowIndex === "2");
      return first?.children[2]?.textContent.trim() === most;
    }, Number(top[0]!["amount"]).toFixed(2));
    expect(await grid.getByRole("columnheader", { name: /^amount/ }).getAttribute("aria-sort")).toBe(
      "descending",
    );

    // Filtered: a query again, over all rows.
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+ArrowDown");
    await cell.getByLabel("Test", { exact: true }).click();
    await page.getByRole("option", { name: "is null", exact: true }).click();
    await cell.getByRole("button", { name: "Filter", exact: true }).click();
    await countsOf(page, "s").getByText("90,910 of 1,000,000 rows").waitFor();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Control+c");
    await page.getByText("2 values copied").waitFor();
    const [first] = await query(
      page,
      `select id, name from (${sql}) where bucket is null order by amount desc limit 1`,
    );
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split("\r\n")[0]).toBe("id\tname");
    expect(copied.split("\r\n")[1]).toMatch(/^\d+\tcustomer \d+$/);
    expect(first).toBeDefined();
    await cell.getByRole("button", { name: "Show all rows" }).click();
    await countsOf(page, "s").getByText("1,000,000 rows").waitFor();
    await app.close();
  });

  it("shows a whole value, and follows the language", async () => {
    const long = "x".repeat(400);
    const app = await openSql({ id: "s", sql: `select '${long}' as text, null as nothing` });
    const { page } = app;
    await waitFor(page, "s", "done");
    await page.locator("#cell-s").getByRole("grid").focus();
    await page.keyboard.press("Enter");
    expect(await page.getByRole("dialog").locator("pre").textContent()).toBe(long);
    await page.keyboard.press("Escape");
    expect(await drawn(page, "s", 1)).toEqual(["null"]);
    await app.close();
  });
});
