/** What product-matrix says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { productMatrix } from "../../../src/analyses/product-matrix/analysis.ts";
import { placeLabels } from "../../../src/analyses/product-matrix/chart-labels.ts";
import type { MatrixResult } from "../../../src/analyses/product-matrix/result.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2025-06-30");
const params = (given: object = {}) => parseParams(productMatrix.params, given);

/** 20 customers won by tea, 12 of them back; 20 by the pot, 2 back; regulars buy the tin; the cup is a single sale. */
const shop: readonly ShopOrder[] = [
  ...Array.from({ length: 40 }, (_, index): ShopOrder[] => {
    const product = index < 20 ? "tea" : "pot";
    const customer = `c${String(index).padStart(2, "0")}`;
    const first = {
      customer,
      at: "2025-01-10",
      amount: 10,
      lines: [{ product, name: product === "tea" ? "Green tea" : "Pot", amount: 10, cost: 4 }],
    };
    if (index >= 12 && index < 38) return [first];
    const next = { product: "tin", name: "Tin", amount: 30, cost: 10 };
    return [first, { customer, at: "2025-02-01", amount: 30, lines: [next] }];
  }).flat(),
  {
    customer: null,
    at: "2025-03-01",
    amount: 1,
    lines: [{ product: "cup", name: "Cup", amount: 1, cost: 1 }],
  },
];

let result: MatrixResult;
let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
  await database.build(shop);
  result = await database.analyse(productMatrix, {}, context);
});

describe("the headline", () => {
  it("names the product that wins most, whether its customers return, and how many drag", () => {
    expect(productMatrix.headline(result, params(), tellingOf("en", context))).toEqual({
      sentence:
        "Pot wins the most customers: it is in 50% of first orders, and 10% of these customers order again within 90 days, against 35% of all, more than chance; 1 of 4 products drags.",
      basis: "n = 40 customers observed, of 40 won; average 35.0%, 95% interval 22.1%–50.5%",
    });
    expect(productMatrix.headline(result, params(), tellingOf("zh-Hans", context))).toEqual({
      sentence:
        "Pot 拉新最多：50% 的首单里有它；这些顾客 90 天内再次下单的有 10%，全体为 35%（超出随机波动）。4 款商品里有 1 款拖累。",
      basis: "n = 40 位顾客已观察满期，共拉新 40；平均 35.0%，95% 区间 22.1%–50.5%",
    });
  });

  it("says so where nobody is observed long enough, nobody was won, nothing was sold", async () => {
    const early = contextAt("2025-01-20");
    const open = await database.analyse(productMatrix, {}, early);
    expect(productMatrix.headline(open, params(), tellingOf("en", early)).sentence).toBe(
      "Pot wins the most customers: it is in 50% of first orders; none of them is observed for 90 days yet; none drags.",
    );
    const none = contextAt("2024-12-31");
    const nothing = await database.analyse(productMatrix, {}, none);
    expect(productMatrix.headline(nothing, params(), tellingOf("en", none))).toEqual({
      sentence: "No product was sold by 31 Dec 2024.",
      basis: "n = 0",
    });
    const guests = await NativeDuckDb.open();
    await guests.build(shop.filter(({ customer }) => customer === null));
    const unknown = await guests.analyse(productMatrix, {}, context);
    expect(productMatrix.headline(unknown, params(), tellingOf("en", context)).sentence).toBe(
      "1 product sold, and no known customer’s first order among them.",
    );
  });
});

describe("what it cannot answer", () => {
  const lines = ["order_lines.product_id", "order_lines.net_amount"];
  const reason = (given: object, facts: Partial<OrderFacts>) =>
    productMatrix.check!(params(given), tellingOf("en", context, facts))?.reason ?? null;

  it("is refused with the reason", () => {
    expect(reason({}, { filled: lines })).toBeNull();
    expect(reason({}, { filled: [] })).toContain("name no products");
    expect(reason({ level: "category" }, { filled: lines })).toContain("name no categories");
    expect(reason({}, { filled: ["order_lines.product_id"] })).toContain("carry no amounts");
    expect(reason({}, { filled: lines, customers: 0 })).toContain("name no customer");
    expect(reason({ earns_threshold: 5 }, { filled: lines })).toContain("Choose net amount");
    expect(reason({ earns_threshold: 5, earns_by: "net_amount" }, { filled: lines })).toBeNull();
  });
});

describe("the chart", () => {
  const view = (locale: "en" | "zh-Hans", width: number, of = result, given: object = {}) =>
    productMatrix.chart(of, params(given), { ...tellingOf(locale, context), width });

  it("speaks each dot: what, where, rate, count, interval, comparison, money", () => {
    const { figures } = view("en", 1200);
    expect(figures[0]!.summary).toBe("4 products: Brings in 1, Brings back 1, Earns 1 and Drags 1.");
    expect(figures[0]!.stops.map(({ lines }) => lines)).toEqual([
      [
        "Pot",
        "Brings in",
        "In 50.0% of first orders: 20 customers won",
        "10.0% came back within 90 days",
        "2 of 20 customers",
        "95% interval 2.8%–30.1%",
        "All customers 35.0%: 25 points below, more than chance",
        "Net amount €200, profit €120, margin 60.0%",
      ],
      [
        "Green tea",
        "Brings back",
        "In 50.0% of first orders: 20 customers won",
        "60.0% came back within 90 days",
        "12 of 20 customers",
        "95% interval 38.7%–78.1%",
        "All customers 35.0%: 25 points above, more than chance",
        "Net amount €200, profit €120, margin 60.0%",
      ],
      [
        "Tin",
        "Earns",
        "In 0.0% of first orders: 0 customers won",
        "Net amount €420, profit €280, margin 66.7%",
      ],
      [
        "Cup",
        "Drags",
        "In 0.0% of first orders: 0 customers won",
        "Net amount €1.00, profit €0.00, margin 0.0%",
      ],
    ]);
    expect(figures[0]!.stops.map(({ who }) => who)).toEqual([
      { field: "product/pot" },
      { field: "product/tea" },
      undefined,
      undefined,
    ]);
    expect(view("zh-Hans", 1200).figures[0]!.stops[0]!.lines.slice(1, 4)).toEqual([
      "拉新",
      "占首单的 50.0%：拉来 20 位顾客",
      "90 天内再次下单：10.0%",
    ]);
  });

  it("gives the quadrants as a table, with the rule and its thresholds", () => {
    const { table } = view("en", 1200);
    expect(table!.rows).toEqual([
      ["Brings in", "1", "20", "24%", "€120"],
      ["Brings back", "1", "20", "24%", "€120"],
      ["Earns", "1", "0", "51%", "€280"],
      ["Drags", "1", "0", "0.1%", "€0"],
    ]);
    expect(table!.who).toEqual([
      { quadrant: "brings_in" },
      { quadrant: "brings_back" },
      undefined,
      undefined,
    ]);
    expect(table!.notes).toContain(
      "The first that holds: brings back at 35.0% or more (from 10 customers), brings in at 25.0% of first orders or more, earns at €130 of profit or more; else drags.",
    );
    expect(view("en", 1200).table!.notes.slice(0, 2)).toEqual(["Brings in: Pot.", "Brings back: Green tea."]);
  });

  it("keeps every stop inside the figure, at every width", () => {
    for (const width of [320, 390, 800, 1200])
      for (const { options, stops } of view("en", width).figures)
        for (const stop of stops) {
          expect(stop.x).toBeGreaterThanOrEqual(-1);
          expect(stop.y).toBeGreaterThanOrEqual(-1);
          expect(stop.x + stop.width).toBeLessThanOrEqual(options.width! + 1);
          expect(stop.y + stop.height).toBeLessThanOrEqual(options.height! + 1);
        }
  });

  it("puts names beside their dots, and never one on another", () => {
    const frame = { left: 0, right: 300, top: 0, bottom: 100 };
    const disc = (x: number, name: string | null) => ({ x, y: 50, r: 5, name });
    const placed = (discs: readonly ReturnType<typeof disc>[], most = 9) =>
      placeLabels(discs, most, frame).map(({ text, anchor }) => [text, anchor]);
    expect(placed([disc(20, "Tea"), disc(280, "Long teapot")])).toEqual([
      ["Tea", "start"],
      ["Long teapot", "end"],
    ]);
    expect(placed([disc(20, "Tea"), disc(24, "Pot")])).toHaveLength(1);
    expect(placed([disc(20, "Tea"), disc(150, "Pot"), disc(280, null)], 1)).toEqual([["Tea", "start"]]);
  });
});
