/** Every template over shops at the edge: each statement runs, and what is left out is said. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { analyses } from "../../../src/analyses/index.ts";
import { checkAnalysis } from "../../../src/app/check-analysis.ts";
import { fitTemplate } from "../../../src/app/templates/fit.ts";
import { maybeTemplate, templates } from "../../../src/app/templates/templates.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { createMessages } from "../../../src/messages/create-messages.ts";
import { locales } from "../../../src/messages/messages.ts";
import type { Cell } from "../../../src/notebook/document.ts";
import { newNotebook } from "../../../src/notebook/new.ts";
import { parseNotebook } from "../../../src/notebook/parse.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { Runtime } from "../../../src/runtime/runtime.ts";
import type { CellState } from "../../../src/runtime/state.ts";
import { dropShop } from "../../support/analyse.ts";
import { openTestEngine } from "../../support/engine.ts";
import { someFacts } from "../../support/notebook.ts";
import { buildShop, type ShopOrder } from "../../support/shop.ts";

const messages = createMessages("en");
const all = [
  "order_id",
  "customer_id",
  "customer_key",
  "ordered_at",
  "net_amount",
  "channel",
  "order_lines.product_id",
  "order_lines.net_amount",
  "order_lines.quantity",
];
const facts: OrderFacts = {
  ...someFacts,
  first_ordered_on: "2025-01-02",
  last_ordered_on: "2025-06-17",
  as_of: "2025-06-17",
  observed_through: "2025-06-16",
  filled: all,
};
const cellsOf = (template: string, of: OrderFacts, words = messages): readonly Cell[] =>
  fitTemplate(maybeTemplate(template)!, of, words);
const leftOut = (cells: readonly Cell[]): string => {
  const last = cells.at(-1);
  return last?.kind === "text" && last.markdown.startsWith("## Left out") ? last.markdown : "";
};

const line = (product: string, amount: number) => ({ product, name: `${product} tea`, amount });
/** Ann orders monthly up to March and is silent since; bob and cid order in May; a guest in April. */
const shop: readonly ShopOrder[] = [
  { customer: "ann", at: "2025-01-02", amount: 30, channel: "web", lines: [line("green", 30)] },
  { customer: "ann", at: "2025-02-01", amount: 40, channel: "web", lines: [line("green", 40)] },
  { customer: "ann", at: "2025-03-03", amount: 50, channel: "shop", lines: [line("black", 50)] },
  { customer: null, at: "2025-04-10", amount: 5, lines: [line("black", 5)] },
  { customer: "bob", at: "2025-05-05", amount: 10, channel: "web", lines: [line("green", 10)] },
  { customer: "cid", at: "2025-05-20", amount: 20, channel: "shop", lines: [line("green", 20)] },
  { customer: "bob", at: "2025-06-17", amount: 15, channel: "web", lines: [line("green", 15)] },
];

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});
beforeEach(() => dropShop(engine));

/** Where every cell of a template ends over these orders. */
async function ran(cells: readonly Cell[], of: OrderFacts): Promise<ReadonlyMap<string, CellState>> {
  const notebook = newNotebook({ id: "n", title: "", cells });
  const runtime = new Runtime(analyses, notebook, messages);
  try {
    return await new Promise((resolve) => {
      const look = () => {
        const states = cells.map(({ id }) => [id, runtime.state(id)] as const);
        const isGoing = states.some(([, { status }]) => status === "running" || status === "waiting");
        if (!isGoing) resolve(new Map(states));
      };
      runtime.subscribe(look);
      runtime.setSource({ engine, facts: of });
      look();
    });
  } finally {
    runtime.close();
  }
}

const troubles = (cells: readonly Cell[], states: ReadonlyMap<string, CellState>) =>
  cells.flatMap((cell) => {
    const state = states.get(cell.id)!;
    if (state.status === "failed") return [`${cell.kind} ${cell.name ?? ""}: ${state.error.message}`];
    return state.status === "broken"
      ? [`${cell.kind} ${cell.name ?? ""}: ${JSON.stringify(state.fault)}`]
      : [];
  });

/** The rows of the table that a named cell gave. */
const rowsOf = (cells: readonly Cell[], states: ReadonlyMap<string, CellState>, name: string) => {
  const state = states.get(cells.find((cell) => cell.name === name)!.id)!;
  if (state.status !== "done" || state.last.kind !== "table")
    throw new Error(`no table: ${JSON.stringify(state)}`);
  return state.last.rows;
};

describe("every template", () => {
  it.each(templates.map(({ id }) => id))("%s is a notebook that a file may hold, in every language", (id) => {
    for (const locale of locales) {
      const cells = cellsOf(id, facts, createMessages(locale));
      const notebook = newNotebook({ id: "n", title: id, cells });
      expect(parseNotebook(JSON.parse(JSON.stringify(notebook)), checkAnalysis(analyses))).toEqual(notebook);
    }
  });

  const shops: readonly (readonly [string, readonly ShopOrder[]])[] = [
    ["a shop", shop],
    ["no order", []],
    ["one order", [shop[0]!]],
    ["guests only", shop.map((order) => ({ ...order, customer: null }))],
    ["no products", shop.map(({ lines: _, ...order }) => order)],
  ];
  for (const [name, orders] of shops)
    it.each(templates.map(({ id }) => id))(
      `%s runs over ${name}, whatever it is told they hold`,
      async (id) => {
        await buildShop(engine, orders);
        const cells = cellsOf(id, facts);
        expect(troubles(cells, await ran(cells, facts))).toEqual([]);
      },
    );

  it.each(templates.map(({ id }) => id))("%s asks nothing of no orders and says why", (id) => {
    const none = { ...facts, orders: 0, filled: [] };
    const cells = cellsOf(id, none);
    expect(cells.filter(({ kind }) => kind !== "text")).toEqual([]);
    if (id !== "empty") expect(leftOut(cells)).toMatch(/because no order counts under the present rules\.$/);
  });
});

describe("a template fitted to orders", () => {
  it("without buyers asks about products and names what is left out", () => {
    const masked = {
      ...facts,
      has_customer_key: false,
      filled: all.filter((column) => !column.startsWith("customer")),
    };
    const cells = cellsOf("full-review", masked);
    expect(cells).toEqual([
      { kind: "analysis", id: "c1", analysis: "overview", params: {} },
      { kind: "analysis", id: "c2", analysis: "abc", params: { entity: "product" } },
      {
        kind: "text",
        id: "c3",
        markdown:
          "## Left out\n\n" +
          "- Cohort retention, because the files do not say who bought.\n" +
          "- RFM segments, because the files do not say who bought.",
      },
    ]);
  });

  it("without a column names the column", () =>
    expect(
      leftOut(cellsOf("cohorts", { ...facts, filled: all.filter((column) => column !== "channel") })),
    ).toBe("## Left out\n\n- Cohorts by channel of the first order, because the files have no channel."));

  it("that can answer everything says nothing of it", () =>
    expect(leftOut(cellsOf("full-review", facts))).toBe(""));

  it("begins with the opening", () =>
    expect(
      fitTemplate(maybeTemplate("empty")!, facts, messages, [{ kind: "text", markdown: "Hello" }]),
    ).toEqual([{ kind: "text", id: "c1", markdown: "Hello" }]));
});

describe("what the templates count", () => {
  const counted = async (id: string) => {
    await buildShop(engine, shop);
    const cells = cellsOf(id, facts);
    const states = await ran(cells, facts);
    return (name: string) => rowsOf(cells, states, name);
  };

  it("second orders: those within the days, in months whose customers all had them", async () => {
    const rows = await counted("cohorts");
    expect(rows("second_orders")).toEqual([
      { first_month: "2025-01-01", new_customers: 1, came_back: 1, percent: 100 },
    ]);
    expect(rows("second_order_sum")).toEqual([{ new_customers: 1, came_back: 1, percent: 100 }]);
  });

  it("silence: longer than twice the median of the days between a customer's orders", async () => {
    const rows = await counted("churn-watch");
    expect(rows("silent")).toEqual([
      {
        customer_key: 1,
        customer_id: "ann",
        last_ordered_on: "2025-03-03",
        days_quiet: 106,
        rhythm: 30,
        orders: 3,
        net_amount: 120,
      },
    ]);
    expect(rows("silent_sum")).toEqual([{ customers: 1, net_amount: 120 }]);
    expect(rows("slipping_away")).toEqual([{ customer_key: 1 }]);
  });

  it("months: full ones only, the last against the one before", async () => {
    const rows = await counted("monthly-report");
    expect(rows("months").map(({ month, orders, new_customers }) => [month, orders, new_customers])).toEqual([
      ["2025-05-01", 2, 2],
      ["2025-04-01", 1, 0],
      ["2025-03-01", 1, 0],
      ["2025-02-01", 1, 0],
      ["2025-01-01", 1, 1],
    ]);
    expect(rows("last_month")).toEqual([
      { month: "May 2025", orders: 2, new_customers: 2, net_amount: 30, change_percent: 500 },
    ]);
  });

  it("tiers: what the products of each brought by month", async () => {
    const rows = await counted("abc");
    expect(rows("tier_months").map(({ month, net_amount }) => [month, net_amount])).toEqual([
      ["2025-01-01", 30],
      ["2025-02-01", 40],
      ["2025-03-01", 50],
      ["2025-04-01", 5],
      ["2025-05-01", 30],
      ["2025-06-01", 15],
    ]);
  });

  it("actions: every segment that has customers, with what to do", async () => {
    const rows = await counted("rfm-actions");
    const actions = rows("actions");
    expect(actions.reduce((sum, { customers }) => sum + Number(customers), 0)).toBe(3);
    expect(actions.every(({ action }) => String(action).length > 10)).toBe(true);
  });
});
