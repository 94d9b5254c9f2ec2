/** What cross-sell says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { crossSell } from "../../../src/analyses/cross-sell/analysis.ts";
import type { CrossResult } from "../../../src/analyses/cross-sell/result.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2025-06-30");
const params = (given: object = {}) => parseParams(crossSell.params, given);
const names: Readonly<Record<string, string>> = { tea: "Green tea", pot: "Pot", cup: "Cup" };
const order = (customer: string | null, at: string, ...products: readonly string[]): ShopOrder => ({
  customer,
  at,
  amount: 10,
  lines: products.map((product) => ({ product, name: names[product]!, amount: 5 })),
});

/** Of 40 orders 12 with tea and pot, 4 with tea alone, 2 with pot and cup, 22 with the cup; six buy the cup next. */
const shop: readonly ShopOrder[] = [
  ...Array.from({ length: 12 }, (_, index) => order(`a${index}`, "2025-01-10", "tea", "pot")),
  ...Array.from({ length: 4 }, (_, index) => order(`b${index}`, "2025-01-10", "tea")),
  ...Array.from({ length: 2 }, (_, index) => order(`c${index}`, "2025-01-10", "pot", "cup")),
  ...Array.from({ length: 16 }, () => order(null, "2025-01-12", "cup")),
  ...Array.from({ length: 6 }, (_, index) => order(`a${index}`, "2025-01-20", "cup")),
];

let database: NativeDuckDb;
let result: CrossResult;
let followed: CrossResult;
beforeAll(async () => {
  database = await NativeDuckDb.open();
  await database.build(shop);
  result = await database.analyse(crossSell, { min_orders: 2 }, context);
  followed = await database.analyse(crossSell, { min_orders: 2, within: "days" }, context);
});

describe("the headline", () => {
  it("names the surest pair, against all orders, with n and interval", () => {
    expect(crossSell.headline(result, params(), tellingOf("en", context))).toEqual({
      sentence:
        "Of the orders with Pot, 86% also hold Green tea: 2.1 times its share of all orders (40%), more than chance.",
      basis: "n = 14 orders with Pot, of 40 orders; 95% interval 60.1%–96.0%; of 4 pairs, 2 beyond chance",
    });
    expect(crossSell.headline(result, params(), tellingOf("zh-Hans", context))).toEqual({
      sentence: "含 Pot 的订单，86% 也有 Green tea，是全部订单（40%）的 2.1 倍，超出随机波动。",
      basis: "n = 14 笔订单（含 Pot），共 40 笔订单；95% 区间 60.1%–96.0%；4 对中 2 对超出随机波动",
    });
  });

  it("says what follows within days", () => {
    const asked = params({ within: "days" });
    expect(crossSell.headline(followed, asked, tellingOf("en", context))).toEqual({
      sentence:
        "Of the orders with Pot, 86% hold Green tea or are followed by it within 30 days: 1.29 times its share after any order (67%), within chance.",
      basis: "n = 14 orders with Pot, of 24 orders; 95% interval 60.1%–96.0%; of 5 pairs, 0 beyond chance",
    });
    expect(crossSell.headline(followed, asked, tellingOf("zh-Hans", context))).toEqual({
      sentence:
        "含 Pot 的订单，86% 在 30 天内（含当单）买了 Green tea，是任意订单之后（67%）的 1.29 倍，在随机波动之内。",
      basis: "n = 14 笔订单（含 Pot），共 24 笔订单；95% 区间 60.1%–96.0%；5 对中 0 对超出随机波动",
    });
  });

  it("says so where no pair is in enough orders, nothing is observed, nothing was sold", async () => {
    const said = async (given: object, at = context) => {
      const got = await database.analyse(crossSell, { ...given }, at);
      return crossSell.headline(got, params(given), tellingOf("en", at));
    };
    expect(await said({ min_orders: 13 })).toEqual({
      sentence: "No two products are together in 13 orders or more.",
      basis: "n = 40 orders",
    });
    expect(await said({ within: "days" }, contextAt("2025-01-15"))).toEqual({
      sentence: "No order with a product is observed for 30 days by 15 Jan 2025.",
      basis: "n = 0 orders",
    });
    expect(await said({}, contextAt("2024-12-31"))).toEqual({
      sentence: "No order names a product by 31 Dec 2024.",
      basis: "n = 0 orders",
    });
  });

  it("counts the orders that hold too many products", async () => {
    const own = await NativeDuckDb.open();
    await own.build([...shop, order("z", "2025-01-01", "tea", "pot", "cup")]);
    const given = { min_orders: 2, max_basket: 2 };
    const got = await own.analyse(crossSell, given, context);
    expect(crossSell.headline(got, params(given), tellingOf("en", context)).basis).toContain(
      "1 order of more than 2 products left out",
    );
  });
});

describe("what it cannot answer", () => {
  const reason = (given: object, facts: Partial<OrderFacts>) =>
    crossSell.check!(params(given), tellingOf("en", context, facts))?.reason ?? null;

  it("is refused with the reason", () => {
    const filled = ["order_lines.product_id"];
    expect(reason({}, { filled })).toBeNull();
    expect(reason({}, { filled: [] })).toContain("name no products");
    expect(reason({ level: "category" }, { filled })).toContain("name no categories");
    expect(reason({ within: "days" }, { filled, customers: 0 })).toContain("name no customer");
    expect(reason({}, { filled, customers: 0 })).toBeNull();
  });
});

describe("the chart", () => {
  const view = (locale: "en" | "zh-Hans", width: number, of = result, given: object = {}) =>
    crossSell.chart(of, params(given), { ...tellingOf(locale, context), width });

  it("speaks each pair: share, count, interval, comparison, whom to offer", () => {
    const [pairs, next] = view("en", 1200).figures;
    expect(pairs!.stops.map(({ lines }) => lines)).toEqual([
      [
        "Pot → Green tea",
        "85.7% of the orders with Pot",
        "12 of 14 orders",
        "95% interval 60.1%–96.0%",
        "All orders 40%: 2.1 times, more than chance",
        "2 customers bought the first and never the second",
      ],
      [
        "Pot → Cup",
        "14.3% of the orders with Pot",
        "2 of 14 orders",
        "95% interval 4.0%–39.9%",
        "All orders 60%: 0.24 times, more than chance",
        "6 customers bought the first and never the second",
      ],
    ]);
    expect(next!.stops.map(({ lines }) => lines[0])).toEqual(["Pot → Cup", "Green tea → Cup"]);
    expect(next!.stops[0]!.lines).toContain("All next orders 100%: 1 times, within chance");
    expect([pairs!.summary, next!.summary]).toEqual([
      "2 of 4 pairs; the first: Pot → Green tea, 86% against 40%.",
      "2 of 2 pairs; the first: Pot → Cup, 100% against 100%.",
    ]);
    expect(pairs!.stops.map(({ who }) => who)).toEqual([
      { antecedent: "pot", consequent: "tea", is_best: false },
      { antecedent: "pot", consequent: "cup", is_best: false },
    ]);
    expect(view("zh-Hans", 1200).figures[0]!.stops[0]!.lines).toEqual([
      "Pot → Green tea",
      "含 Pot 的订单中占 85.7%",
      "14 笔订单中的 12",
      "95% 区间 60.1%–96.0%",
      "全部订单 40%：2.1 倍，超出随机波动",
      "2 位顾客买过前者，从未买过后者",
    ]);
  });

  it("lists the best offers, with whom they are for and what is left out", () => {
    expect(view("en", 1200).table).toEqual({
      head: ["Best offer", "Customers"],
      rows: [
        ["Pot", "4"],
        ["Green tea", "2"],
      ],
      numeric: [1],
      who: [
        { consequent: "pot", is_best: true },
        { consequent: "tea", is_best: true },
      ],
      notes: [
        "Each customer counts once, at the product that those who bought the same buy most often and that they never bought; only pairs beyond chance.",
      ],
    });
    expect(view("zh-Hans", 1200, followed, { within: "days" }).table!.notes).toEqual([
      "超出随机波动的各对里，没有人买过前者而从未买过后者。",
      "16 笔订单来自散客，不知道之后买了什么，不计入。",
    ]);
  });

  it("keeps every stop inside the figure, at every width", () => {
    for (const width of [320, 390, 800, 1200])
      for (const { options, stops } of view("en", width).figures) {
        expect(stops.length).toBeGreaterThan(0);
        for (const stop of stops) {
          expect(stop.x + stop.width).toBeLessThanOrEqual(options.width! + 1);
          expect(stop.y + stop.height).toBeLessThanOrEqual(options.height! + 1);
        }
      }
  });
});
