import { describe, expect, it } from "vitest";
import { abc } from "../../../src/analyses/abc/analysis.ts";
import { lorenzPoints } from "../../../src/analyses/abc/chart-lorenz.ts";
import type { AbcResult } from "../../../src/analyses/abc/result.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { abcOf } from "./run.ts";

const context = contextAt("2024-12-31");

/** Customers with these values, through the real SQL. */
async function resultOf(values: Readonly<Record<string, number>>, params = {}): Promise<AbcResult> {
  const orders = Object.entries(values).map(([customer, amount]) => ({ customer, at: "2024-03-01", amount }));
  return abcOf(orders, params, context);
}

const params = (given = {}) => parseParams(abc.params, given);
const shop = { Ann: 80, Bob: 15, Cid: 5, Dee: 0, Eve: -7 };

describe("the headline", () => {
  it("says who brings how much, who brings nothing, and who is below zero", async () => {
    const result = await resultOf(shop);
    expect(abc.headline(result, params(), tellingOf("en", context))).toEqual({
      sentence:
        "1 of 5 customers, 20% of all, brings 80% of the money; the last 2 bring 5%; 1 stands below zero.",
      basis: "n = 5 customers, €100; Gini 0.5; the first fifth brings 80%",
    });
    expect(abc.headline(result, params(), tellingOf("zh-Hans", context))).toEqual({
      sentence: "5 位顾客里，1 位（20%）带来 80% 的净额；最后 2 位只占 5%；另有 1 位为负。",
      basis: "n = 5 位顾客，€100；基尼系数 0.5；前五分之一占 80%",
    });
  });

  it("names what is counted", async () => {
    const given = { by: "orders" };
    const { sentence, basis } = abc.headline(
      await resultOf(shop, given),
      params(given),
      tellingOf("en", context),
    );
    expect(sentence).toBe("4 of 5 customers, 80% of all, bring 80% of the orders.");
    expect(basis).toBe("n = 5 customers, 5 orders; Gini 0; the first fifth brings 20%");
  });

  it("says so where nothing is above zero, and where there is nobody", async () => {
    const sentence = async (values: Readonly<Record<string, number>>, locale: "en" | "zh-Hans") =>
      abc.headline(await resultOf(values), params(), tellingOf(locale, context)).sentence;
    expect(await sentence({ Ann: 0 }, "en")).toBe("1 customer, and nothing above zero.");
    expect(await sentence({}, "en")).toBe("No customer ordered by 31 Dec 2024.");
    expect(await sentence({}, "zh-Hans")).toBe("截至 2024年12月31日，没有顾客下单。");
  });
});

describe("what it cannot answer", () => {
  const facts = { filled: ["net_amount", "order_lines.product_id", "order_lines.net_amount"] };
  const reason = (given: object, more: Partial<OrderFacts> = {}) =>
    abc.check!(params(given), tellingOf("en", context, { ...facts, ...more }))?.reason ?? null;

  it("is refused with the reason", () => {
    expect(reason({})).toBeNull();
    expect(reason({ entity: "product" })).toBeNull();
    expect(reason({ cumulative_cuts: [0.8] })).toBeNull();
    expect(reason({ cumulative_cuts: [] })).toBe(
      "The tiers need one to 8 cuts, such as 0.8 and 0.95, not 0.",
    );
    const nine = Array.from({ length: 9 }, (_, index) => (index + 1) / 10);
    expect(reason({ cut: "headcount", headcount_cuts: nine })).toContain("not 9");
    expect(reason({ entity: "product", xyz_cuts: [1] })).toContain("X and Y need two cuts");
    expect(reason({ by: "quantity" })).toContain("carry no quantity");
    expect(reason({ by: "quantity" }, { filled: ["order_lines.quantity"] })).toBeNull();
    expect(reason({ entity: "product", by: "quantity" })).toContain("carry no quantity");
    expect(reason({ entity: "category" })).toContain("name no categories");
    expect(reason({ entity: "channel" })).toContain("name no channel");
    expect(reason({ entity: "country" })).toContain("name no country");
    expect(reason({ entity: "country" }, { filled: ["country"] })).toContain("No net amount");
    expect(reason({ entity: "country", by: "orders" }, { filled: ["country"] })).toBeNull();
    expect(reason({}, { has_customer_key: false })).toContain("name no customer");
    expect(reason({ entity: "product" }, { filled: [] })).toContain("name no products");
    expect(reason({}, { filled: [] })).toContain("No net amount could be read");
  });

  it("is a profit without any cost, but not with a typed one", () => {
    expect(reason({ by: "profit" })).toContain("No cost of goods is known, and none is typed.");
    expect(reason({ by: "profit", cost_per_order: 2 })).toBeNull();
    expect(reason({ by: "profit", incentive_rate: 0.01 })).toBeNull();
    expect(reason({ by: "profit" }, { filled: ["net_amount", "cost_amount"] })).toBeNull();
    const lines = ["order_lines.product_id", "order_lines.net_amount", "cost_amount"];
    expect(reason({ by: "profit", entity: "product" }, { filled: lines })).toContain("No cost of goods");
  });
});

describe("the charts", () => {
  const frame = (width: number) => ({ ...tellingOf("en", context), width });

  it("give up to 40 entities a row each, and more a curve", async () => {
    const many = (n: number) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, index) => [`c${String(index).padStart(3, "0")}`, n - index]),
      );
    const figures = async (n: number) => abc.chart(await resultOf(many(n)), params(), frame(390)).figures;
    expect((await figures(40)).map(({ id, stops }) => [id, stops.length])).toEqual([
      ["pareto", 40],
      ["lorenz", 10],
    ]);
    expect((await figures(41)).map(({ id, stops }) => [id, stops.length])).toEqual([
      ["curve", 40],
      ["lorenz", 10],
    ]);
  });

  it("speak each row: name, value, rank, cumulative share, tier and flag", async () => {
    const { figures } = abc.chart(await resultOf(shop), params(), frame(1200));
    expect(figures[0]!.summary).toBe(
      "5 customers from the most to the least: tier A: 1, 80%; tier B: 1, 15%; tier C: 2, 5%; tier Loss: 1, −7%.",
    );
    expect(figures[0]!.stops.map(({ lines }) => lines)[1]).toEqual([
      "Bob",
      "Net amount €15",
      "Rank 2 of 5",
      "Up to here 95.0% of the total",
      "Tier B, to promote",
    ]);
  });

  it("keep every stop inside the figure, at every width", async () => {
    const result = await resultOf(shop);
    for (const width of [320, 390, 800, 1200])
      for (const { options, stops } of abc.chart(result, params(), frame(width)).figures) {
        expect(options.width).toBeLessThanOrEqual(width);
        const outside = stops.filter(
          (stop) =>
            stop.x < 0 ||
            stop.y < 0 ||
            stop.x + stop.width > options.width! + 0.01 ||
            stop.y + stop.height > options.height! + 0.01,
        );
        expect(outside).toEqual([]);
      }
  });

  it("list the tiers beside them with what to do", async () => {
    const { table } = abc.chart(await resultOf(shop), params(), frame(1200));
    expect(table).toEqual({
      head: ["Tier", "Customers", "Net amount", "Share"],
      rows: [
        ["A", "1", "€80", "80.0%"],
        ["B", "1", "€15", "15.0%"],
        ["C", "2", "€5", "5.0%"],
        ["Loss", "1", "−€7", "−7.0%"],
        ["All", "5", "€93", "93.0%"],
      ],
      numeric: [1, 2, 3],
      swatches: ["accent", "seq-4", "mark-muted", "ink-3"],
      totalled: true,
      who: [{ tier: "A" }, { tier: "B" }, { tier: "C" }, { tier: "loss" }],
      notes: [
        "A1, the top fifth of A: Ann.",
        "To promote, the top fifth of B: Bob.",
        "To prune, below zero: Eve.",
        "Shares are of the sum of the positive values.",
        "Orders without a known customer belong to nobody here.",
      ],
    });
  });

  it("draw the Lorenz curve of the positive values from nothing to all", async () => {
    const points = lorenzPoints(await resultOf(shop));
    expect(points.map(({ entities, value }) => [entities.toFixed(3), value.toFixed(3)])).toEqual([
      ["0.000", "0.000"],
      ["0.333", "0.050"],
      ["0.667", "0.200"],
      ["1.000", "1.000"],
    ]);
  });

  it("are none without entities", async () => {
    expect(abc.chart(await resultOf({}), params(), frame(800))).toEqual({ figures: [] });
  });
});

describe("profit, XYZ and stability", () => {
  const sale = (product: string, month: number, quantity: number, cost?: number): ShopOrder => ({
    customer: `c${month % 2}`,
    at: `2024-0${month}-15`,
    amount: 10,
    lines: [{ product, quantity, amount: 10 * quantity, ...(cost !== undefined && { cost }) }],
  });
  const sales = [
    ...[1, 2, 3, 4].map((month) => sale("tea", month, 4, 10)),
    sale("cup", 2, 1),
    sale("new", 5, 2, 25),
  ];
  const given = { entity: "product", by: "profit", cost_per_order: 1, stability: true };
  const at = contextAt("2024-05-20", "2024-05-20");
  const view = async (locale: "en" | "zh-Hans", width = 1200) => {
    const result = await abcOf(sales, given, at);
    const telling = tellingOf(locale, at);
    return {
      headline: abc.headline(result, params(given), telling),
      chart: abc.chart(result, params(given), { ...telling, width }),
    };
  };

  it("say how much of the net amount has a known cost, and how much is fragile", async () => {
    const { headline } = await view("en");
    // tea: 160 - 40 - 4; cup: 10 - 1; new: 20 - 25 - 1. Known: 180 of 190.
    expect(headline.sentence).toBe(
      "1 of 3 products, 33% of all, brings 93% of the profit; 1 stands below zero.",
    );
    expect(headline.basis).toBe(
      "n = 3 products, €125; Gini 0.43; the first fifth brings 93%; cost of goods known for 95% of the net amount; fragile 33%",
    );
    expect((await view("zh-Hans")).headline.basis).toBe(
      "n = 3 款商品，€125；基尼系数 0.43；前五分之一占 93%；商品成本已知的净额占 95%；不稳 33%",
    );
  });

  it("speak each product with margin, return and steadiness", async () => {
    const { chart } = await view("en");
    expect(chart.figures.map(({ id }) => id)).toEqual(["pareto", "lorenz", "matrix", "stability"]);
    expect(chart.figures[0]!.stops[0]!.lines.slice(-3)).toEqual([
      "Margin 72.5%",
      "Return on all costs 263.6%",
      "X, steady: coefficient of variation 0 over 4 periods",
    ]);
    const { chart: chinese } = await view("zh-Hans");
    expect(chinese.figures[0]!.stops[0]!.lines.slice(-3)).toEqual([
      "利润率 72.5%",
      "全部成本的回报 263.6%",
      "X 平稳：4 期的变异系数 0",
    ]);
  });

  it("draw ABC by XYZ with a field for every pair, and the new apart", async () => {
    const { chart } = await view("en");
    const matrix = chart.figures.find(({ id }) => id === "matrix")!;
    expect(matrix.summary).toBe("Tiers by steadiness: most products, 1 product, are A and X, steady.");
    expect(matrix.stops.map(({ lines }) => lines.slice(0, 2))).toContainEqual([
      "Tier A, X, steady",
      "1 product",
    ]);
    expect(matrix.stops.map(({ who }) => who)).toContainEqual({ tier: "loss", xyz: null });
  });

  it("give the line of stability its intervals, and leave out the week that moves nobody", async () => {
    const lines = async (locale: "en" | "zh-Hans") =>
      (await view(locale)).chart.figures.at(-1)!.stops.map((stop) => stop.lines);
    const english = await lines("en");
    expect(english.slice(0, 1)).toEqual([
      ["Seen 7 days earlier", "0.0% change tier", "0 of 2 products", "95% interval 0.0%–65.8%"],
    ]);
    expect(english.map(([name]) => name)).not.toContain("Seen 7 days later, no further order");
    expect(english[3]!.slice(0, 1)).toEqual(["Another draw of the same shop"]);
    expect((await lines("zh-Hans")).map(([name]) => name)[0]).toBe("早看 7 天");
    const { chart } = await view("en");
    expect(chart.table!.head.at(-1)).toBe("Fragile");
    expect(chart.table!.notes.join(" ")).toContain("Cost of goods is known for 5 of 6 lines");
  });

  it("stay inside their figures at every width", async () => {
    for (const width of [320, 390, 900, 1200]) {
      const { chart } = await view("zh-Hans", width);
      for (const { options, stops } of chart.figures)
        expect(
          stops.filter(
            (stop) =>
              stop.x < 0 ||
              stop.x + stop.width > options.width! + 0.01 ||
              stop.y + stop.height > options.height! + 0.01,
          ),
        ).toEqual([]);
    }
  });
});

describe("entities without a name", () => {
  it("are worded", async () => {
    const orders = [
      { customer: "Ann", at: "2024-03-01", amount: 80 },
      { customer: "Ann", at: "2024-03-01", amount: 20, channel: "web" },
    ];
    const given = { entity: "channel" };
    const result = await abcOf(orders, given, context);
    const names = (locale: "en" | "zh-Hans") =>
      abc
        .chart(result, params(given), { ...tellingOf(locale, context), width: 800 })
        .figures[0]!.stops.map(({ lines }) => lines[0]);
    expect([names("en"), names("zh-Hans")]).toEqual([
      ["(no channel)", "web"],
      ["（无渠道）", "web"],
    ]);
  });
});

describe("the explanation", () => {
  it("has the same sections in both languages", () => {
    const sections = (text: string) => [...text.matchAll(/^## /gm)].length;
    expect([sections(abc.explain.en), sections(abc.explain["zh-Hans"])]).toEqual([5, 5]);
  });
});
