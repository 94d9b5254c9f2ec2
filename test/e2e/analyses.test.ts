/** Every analysis in the built app with the sample shop; their tables of parameters and their customers, by keyboard alone. */
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, openApp, query, showCell, type OpenApp } from "./app.ts";
import { violations } from "./axe.ts";

afterAll(closeBrowser);

/** A loaded machine takes its time for all analyses. */
const patience = 180_000;

/** The figures of each analysis over the sample shop, null where it cannot be asked of it; an overview has tiles besides. */
const figures: Readonly<Record<string, number | null>> = {
  overview: 0,
  "cohort-retention": 2,
  repurchase: 2,
  "order-ladder": 1,
  "purchase-cycle": 1,
  survival: 1,
  definitions: 1,
  rfm: 3,
  "rfm-migration": 3,
  "customer-profile": 8,
  "membership-tiers": 2,
  "weighted-score": 3,
  "churn-status": 4,
  "churn-backtest": 5,
  "churn-reasons": 1,
  abc: 2,
  "product-matrix": 1,
  "explain-difference": 2,
  "lifetime-value": 3,
  replenishment: 2,
  "care-calendar": 1,
  "cross-sell": 2,
  "campaign-plan": 2,
  "campaign-effect": null,
};

/** The sample shop with a cell of each of these analyses, whose ids are the analyses' own. */
async function openCells(ids: readonly string[] | "all", options = {}): Promise<OpenApp> {
  const app = await openApp(options);
  const { page } = app;
  page.setDefaultTimeout(patience);
  await page.locator('[data-action="sample-shop"]').click();
  await page.locator('[data-action="use-orders"]:enabled').click();
  await page.locator(".nb-main").waitFor();
  await page.evaluate(async (ids) => {
    const all = regulars.analyses().map(({ id }) => id);
    const cells = (ids === "all" ? all : ids).map((id) => ({
      id,
      kind: "analysis",
      analysis: id,
      params: {},
    }));
    await regulars.open({ ...regulars.notebook(), cells });
  }, ids);
  return app;
}

/** Waits until a cell has run or cannot, and its figures are drawn; says what it shows. */
async function shown(page: Page, id: string) {
  await page.waitForFunction((id) => {
    const cell = document.getElementById(`cell-${id}`);
    cell?.scrollIntoView({ behavior: "instant" });
    const status = regulars.cells().find((each) => each.id === id)?.status ?? "";
    if (["failed", "broken", "unanswerable", "stopped"].includes(status)) return true;
    const all = [...(cell?.querySelectorAll("figure") ?? [])];
    const isDrawn = all.every((figure) => figure.querySelector("svg[role=img]") !== null);
    return status === "done" && isDrawn && cell!.querySelector("figure, .kpi") !== null;
  }, id);
  return page.evaluate((id) => {
    const cell = document.getElementById(`cell-${id}`)!;
    const { status, error } = regulars.cells().find((each) => each.id === id)!;
    const all = [...cell.querySelectorAll("figure")];
    return {
      standing: error === undefined ? status : `${status}: ${error}`,
      headline: cell.querySelector(".headline")?.textContent ?? "",
      figures: all.length,
      tiles: cell.querySelectorAll(".kpi .v").length,
      /** Figures without marks, without words for who does not see them, or without a walk. */
      poor: all
        .filter((figure) => {
          const svg = figure.querySelector("svg[role=img]")!;
          const marks = svg.querySelectorAll("path, rect, circle, line, text").length;
          return marks < 10 || !svg.getAttribute("aria-label") || !figure.querySelector("[role=application]");
        })
        .map((figure) => figure.querySelector("figcaption")?.textContent),
      alerts: [...cell.querySelectorAll("[role=alert]")].map((each) => each.textContent),
    };
  }, id);
}

/** Presses Tab until the focus is on an element that `selector` matches. */
async function tabTo(page: Page, selector: string, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector))
      return;
    await page.keyboard.press(key);
  }
  throw new Error(`missing focus: ${selector}`);
}

const waitFocus = (page: Page, selector: string) =>
  page.waitForFunction((selector) => document.activeElement?.matches(selector), selector);

const paramsOf = (page: Page, id: string) =>
  page.evaluate(
    (id) =>
      (regulars.notebook().cells.find((cell) => cell.id === id) as unknown as { params: object }).params,
    id,
  );

describe.each([
  ["en-US", "light", /[a-z]{3}/],
  ["zh-CN", "dark", /\p{Script=Han}{2}/u],
] as const)("in %s and %s", (locale, colorScheme, language) => {
  it(
    "every analysis answers the sample shop with its figures, and axe finds nothing",
    async () => {
      const app = await openCells("all", { locale, colorScheme });
      const { page } = app;
      const ids = await page.evaluate(() => regulars.analyses().map(({ id }) => id));
      expect(ids.toSorted()).toEqual(Object.keys(figures).toSorted());
      for (const id of ids) {
        const { headline, tiles, ...cell } = await shown(page, id);
        if (figures[id] === null) {
          expect(cell).toMatchObject({ standing: expect.stringMatching(/^unanswerable: ./), figures: 0 });
          continue;
        }
        expect({ id, ...cell }).toEqual({
          id,
          standing: "done",
          figures: figures[id],
          poor: [],
          alerts: [],
        });
        expect(headline).toMatch(language);
        expect(tiles > 0, id).toBe(id === "overview");
      }
      expect(await violations(page)).toEqual([]);
      await app.close();
    },
    2 * patience,
  );
});

describe("by keyboard alone", () => {
  it(
    "a table of tiers is corrected, lengthened, run with and undone as one step",
    async () => {
      const id = "membership-tiers";
      const app = await openCells([id]);
      const { page } = app;
      const { keyboard } = page;
      await showCell(page, id);
      const cell = page.locator(`#cell-${id}`);
      await cell.getByRole("button", { name: /^Ladder.*3 rows/ }).focus();
      await keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();

      // A wrong value is told where it stands once its field is left.
      const least = '[data-place="0"] [data-field="min_net_amount"]';
      await tabTo(page, least);
      await keyboard.press("Control+a");
      await keyboard.type("lots");
      await keyboard.press("Tab");
      const field = dialog.locator(least);
      await dialog.locator(`${least}[aria-invalid=true]`).waitFor();
      const fault = (await field.getAttribute("aria-describedby"))!;
      expect(await page.locator(`[id="${fault}"]`).textContent()).toMatch(/number/i);
      expect(await violations(page)).toEqual([]);
      // Done leads back to it and changes nothing.
      await tabTo(page, "[role=dialog] [type=submit]");
      await keyboard.press("Enter");
      await waitFocus(page, least);
      expect(await dialog.getByRole("alert").textContent()).not.toBe("");
      expect(await paramsOf(page, id)).toEqual({});

      await keyboard.press("Control+a");
      await keyboard.type("600");
      await dialog.locator(`${least}[aria-invalid=true]`).waitFor({ state: "detached" });
      await tabTo(page, "[role=dialog] [data-act=add]");
      await keyboard.press("Enter");
      await waitFocus(page, '[data-place="3"] [data-field="tier"]');
      await keyboard.type("Starter");
      await keyboard.press("Tab");
      await keyboard.type("20");
      expect(await violations(page)).toEqual([]);
      await tabTo(page, "[role=dialog] [type=submit]");
      await keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      const { ladder } = (await paramsOf(page, id)) as { ladder: Record<string, unknown>[] };
      expect(ladder.map(({ tier, min_net_amount }) => [tier, min_net_amount])).toEqual([
        ["Gold", 600],
        ["Silver", 200],
        ["Bronze", 100],
        ["Starter", 20],
      ]);
      const starter = cell.locator("td.name", { hasText: "Starter" });
      await starter.waitFor();
      await showCell(page, id);

      // The focus is back on the control, and one step takes all of it back.
      await waitFocus(page, `#cell-${id} .pick`);
      await keyboard.press("Control+z");
      await starter.waitFor({ state: "detached" });
      expect(await paramsOf(page, id)).toEqual({});
      await showCell(page, id);
      await cell.getByRole("button", { name: /^Ladder.*3 rows/ }).waitFor();
      await app.close();
    },
    2 * patience,
  );

  it(
    "a row opens its customers, a customer the card, its time line is walked, and Escape leads back; the menu has its sections",
    async () => {
      const id = "membership-tiers";
      const app = await openCells([id]);
      const { page } = app;
      const { keyboard } = page;
      await showCell(page, id);
      const cell = page.locator(`#cell-${id}`);
      await cell.getByRole("tab", { name: "Chart" }).focus();
      await keyboard.press("ArrowRight");
      await tabTo(page, `#cell-${id} [role=grid]`);
      const [row] = await page.evaluate(
        async (id) => ((await regulars.analyse(id)) as { rows: { tier: string; customers: number }[] }).rows,
        id,
      );
      await keyboard.press("Control+Enter");
      const panel = page.getByRole("region", { name: "Customers" });
      const said = row!.customers.toLocaleString("en-US");
      await panel.getByRole("heading", { name: new RegExp(`^${said} customers`) }).waitFor();
      await panel.locator("tbody tr").first().waitFor();

      await tabTo(page, ".lp tbody .link");
      const customer = await page.evaluate(() => document.activeElement!.textContent!.trim());
      await keyboard.press("Enter");
      await panel.getByRole("heading", { name: customer, exact: true }).waitFor();
      await panel.locator(".walk").waitFor();
      const [theirs] = (await query(
        page,
        `select cast(count(*) as integer) as orders,
            cast(count(distinct cast(ordered_at as date)) as integer) as days
        from orders where customer_id = '${customer.replaceAll("'", "''")}'`,
      )) as [{ orders: number; days: number }];
      await panel.getByText(new RegExp(` of ${theirs.orders} orders shown`)).waitFor();

      // Each press leads to another day with an order, which is spoken.
      await tabTo(page, ".lp .walk");
      const spoken = panel.locator(".walk + [role=status]");
      const days = new Set<string>();
      await keyboard.press("Home");
      for (let press = 0; press <= theirs.days; press++) {
        days.add((await spoken.textContent()) ?? "");
        await keyboard.press("ArrowRight");
      }
      expect([...days].filter((each) => each !== "").length).toBeGreaterThanOrEqual(theirs.days);
      expect(await violations(page)).toEqual([]);

      await keyboard.press("Escape");
      await panel.getByRole("heading", { name: new RegExp(`^${said} customers`) }).waitFor();
      await page.waitForFunction(
        (customer) =>
          document.activeElement?.matches(".lp tbody .link") &&
          document.activeElement.textContent === customer,
        customer,
      );
      await keyboard.press("Escape");
      await panel.waitFor({ state: "detached" });
      await waitFocus(page, `#cell-${id} [role=grid]`);

      await page.locator(".insert button").first().focus();
      await keyboard.press("Enter");
      const menu = page.getByRole("menu");
      await menu.waitFor();
      const sections = await menu
        .getByRole("group")
        .evaluateAll((groups) =>
          groups.map((group) => [
            group.getAttribute("aria-label"),
            group.querySelector(".menu-group")?.textContent,
            group.querySelectorAll("[role=menuitem]").length,
          ]),
        );
      expect(sections).toEqual([
        ["Who comes back", "Who comes back", 7],
        ["Who they are", "Who they are", 5],
        ["Who is slipping away", "Who is slipping away", 3],
        ["What earns", "What earns", 4],
        ["What to do next", "What to do next", 5],
        ["Cells", "Cells", 5],
        ["Inputs", "Inputs", 6],
      ]);
      await keyboard.press("Escape");
      await menu.waitFor({ state: "detached" });
      await app.close();
    },
    2 * patience,
  );
});
