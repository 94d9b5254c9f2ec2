/** What order-ladder says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { orderLadder } from "../../../src/analyses/order-ladder/analysis.ts";
import type { LadderResult } from "../../../src/analyses/order-ladder/result.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2024-12-31");
const params = (given = {}) => parseParams(orderLadder.params, given);

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** Ten who began by web, of whom five came back and one of these again; ten by app, one came back; two lately. */
const shop: readonly ShopOrder[] = [
  ...Array.from({ length: 20 }, (_, index): ShopOrder[] => {
    const customer = `c${index}`;
    const channel = index < 10 ? "web" : "app";
    const days = [
      "2024-01-01",
      ...(index < 5 || index === 10 ? ["2024-01-21"] : []),
      ...(index === 0 ? ["2024-02-01"] : []),
    ];
    return days.map((at) => ({ customer, at, amount: 40, channel }));
  }).flat(),
  { customer: "x", at: "2024-12-01", amount: 9, channel: "web" },
  { customer: "y", at: "2024-12-01", amount: 9, channel: "web" },
];

/** The same shop, those of web having begun with a pot, those of app with tea. */
const sold = shop.map((order): ShopOrder => ({
  ...order,
  lines: [
    order.channel === "web"
      ? { product: "P1", name: "Blue pot", category: "ware", amount: order.amount }
      : { product: "T1", name: "Tea", amount: order.amount },
  ],
}));

async function resultOf(given = {}, orders: readonly ShopOrder[] = shop): Promise<LadderResult> {
  await duckdb.build(orders);
  return duckdb.analyse(orderLadder, given, context);
}

const said = (result: LadderResult, given: object, locale: Locale) =>
  orderLadder.headline(result, params(given), tellingOf(locale, context));

describe("the headline", () => {
  it("says how many of 100 go on, from which age, and how many are left out", async () => {
    const result = await resultOf();
    expect(said(result, {}, "en")).toEqual({
      sentence:
        "Of 100 customers whose first order is at least 180 days old, 30 have ordered again; of 100 who have, 17 went on to a third.",
      basis:
        "n = 20 customers, 95% interval 14.5%–51.9%; then n = 6, 3.0%–56.4%; left out: 2 whose order is not 180 days old yet",
    });
    expect(said(result, {}, "zh-Hans")).toEqual({
      sentence: "首单满 180 天的顾客，每 100 位有 30 位又下了单；下过两单的，每 100 位有 17 位下了第三单。",
      basis: "n = 20 位，95% 区间 14.5%–51.9%；其次 n = 6 位，3.0%–56.4%；未计入：2 位的订单未满 180 天",
    });
  });

  it("says that everyone counts where no age is asked", async () => {
    const given = { mature_days: 0, max_orders: 1 };
    expect(said(await resultOf(given), given, "en")).toEqual({
      sentence: "Of 100 customers, 27 have ordered again.",
      basis:
        "n = 22 customers, 95% interval 13.2%–48.2%; whatever their orders’ age, so the newest have had little time",
    });
  });

  it("compares the groups, and says whether that is more than chance", async () => {
    const given = { split_by: "channel" };
    const few = said(await resultOf(given), given, "en");
    expect(few.sentence).toBe(
      "Of 100 customers of web whose first order is at least 180 days old, 50 have ordered again; of app, 10.",
    );
    expect(few.basis).toMatch(
      /^web n = 10 customers, 95% .*; app n = 10 customers, 95% .*; the difference is within chance$/,
    );
    const many = [0, 1, 2].flatMap((copy) =>
      shop.map((order) => ({ ...order, customer: `${order.customer}-${copy}` })),
    );
    const told = await resultOf(given, many);
    expect(said(told, given, "en").basis).toMatch(/; the difference is more than chance$/);
    expect(said(told, given, "zh-Hans").basis).toMatch(/；差异超出随机波动$/);
  });

  it("names products, in the headline as in the chart", async () => {
    const given = { split_by: "product" };
    const result = await resultOf(given, sold);
    expect(said(result, given, "en").sentence).toBe(
      "Of 100 customers of Blue pot whose first order is at least 180 days old, 50 have ordered again; of Tea, 10.",
    );
    expect(said(result, given, "en").basis).toMatch(/^Blue pot n = 10 customers, .*; Tea n = 10 customers, /);
    expect(said(result, given, "zh-Hans").sentence).toBe(
      "Blue pot：首单满 180 天的顾客，每 100 位有 50 位又下了单；Tea有 10 位。",
    );
    const figureOf = (locale: Locale) =>
      orderLadder.chart(result, params(given), { ...tellingOf(locale, context), width: 984 }).figures[0]!;
    expect(figureOf("en").stops[0]!.lines[0]).toBe("Blue pot, 1 to 2");
    expect(figureOf("en").stops[0]!.who).toEqual({ split: "P1", x: 1, mature: true, went_on: true });
    expect(figureOf("en").summary).toBe("Share that placed a second order: Blue pot 50% and Tea 10%.");
    expect(figureOf("zh-Hans").stops[0]!.lines[0]).toBe("Blue pot，第 1 → 2 单");
  });

  it("says so where nobody is old enough, and where nobody ordered", async () => {
    const young = await resultOf({}, shop.slice(-2));
    expect(said(young, {}, "en")).toEqual({
      sentence: "No customer’s first order is 180 days old yet.",
      basis:
        "2 customers so far; the data cover 31 Dec 2024 in full. Choose fewer than 180 days, or add later orders.",
    });
    expect(said(young, {}, "zh-Hans").sentence).toBe("还没有顾客的首单满 180 天。");
    expect(said(await resultOf({}, []), {}, "en").sentence).toBe(
      "No known customer had ordered by 31 Dec 2024.",
    );
  });
});

describe("what it cannot answer", () => {
  const reason = (given: object, facts: Partial<OrderFacts> = {}) =>
    orderLadder.check!(params(given), tellingOf("en", context, facts))?.reason ?? null;

  it("is refused with the reason", () => {
    expect(reason({})).toBeNull();
    expect(reason({}, { customers: 0 })).toContain("name no customer");
    expect(reason({ split_by: "channel" })).toBe(
      "These orders have no channel. Choose another split, or none.",
    );
    expect(reason({ split_by: "channel" }, { filled: ["channel"] })).toBeNull();
    expect(reason({ split_by: "product" }, { filled: ["channel"] })).toBe(
      "These orders have no product. Choose another split, or none.",
    );
    expect(reason({ split_by: "product" }, { filled: ["order_lines.product_id"] })).toBeNull();
    expect(reason({ split_by: "category" }, { filled: ["order_lines.product_id"] })).toContain("no category");
    expect(reason({ split_by: "category" }, { filled: ["order_lines.category"] })).toBeNull();
  });
});

describe("the chart", () => {
  const view = (result: LadderResult, given: object, width: number, locale: Locale = "en") =>
    orderLadder.chart(result, params(given), { ...tellingOf(locale, context), width });

  it("has a stop for each figure of a rung, inside the figure, and opens who is behind it", async () => {
    const result = await resultOf();
    for (const [width, stops] of [
      [360, 2],
      [984, 4],
    ] as const) {
      const [figure] = view(result, {}, width).figures;
      expect(figure!.stops).toHaveLength(3 * stops);
      for (const { x, y, width: w, height } of figure!.stops)
        expect(x >= 0 && y >= 0 && x + w <= width && y + height <= figure!.options.height!).toBe(true);
    }
    const [figure] = view(result, {}, 984).figures;
    expect(figure!.stops.slice(0, 4).map(({ lines, who }) => [lines, who])).toEqual([
      [
        [
          "1 to 2",
          "30% placed the next order",
          "6 of 20 customers",
          "95% interval 14.5%–51.9%",
          "half within 20 days, a quarter within 20, three quarters within 20",
          "€40.00 per order",
        ],
        { split: null, x: 1, mature: true, went_on: true },
      ],
      [
        ["1 to 2", "half within 20 days, a quarter within 20, three quarters within 20"],
        { split: null, x: 1, mature: true, went_on: true },
      ],
      [
        ["1 to 2", "20 customers placed order 1 and count here", "2 whose order is not 180 days old yet"],
        { split: null, x: 1, mature: true },
      ],
      [
        ["1 to 2", "14 customers have stopped at order 1 so far"],
        { split: null, x: 1, mature: true, went_on: false },
      ],
    ]);
    expect(figure!.summary).toBe("Share that placed the next order: 1 to 2 30%, 2 to 3 17% and 3 to 4 0%.");
  });

  it("hatches a rung that nobody is old enough for", async () => {
    const [figure] = view(await resultOf({}, shop.slice(-2)), {}, 984, "zh-Hans").figures;
    expect(figure!.legend).toEqual([{ label: "订单都未满天数", token: "hatch", hatched: true }]);
    expect(figure!.stops.map(({ lines, who }) => [lines, who])).toEqual([
      [["第 1 → 2 单", "未满期", "2 位的订单未满 180 天"], { split: null, x: 1, mature: false }],
    ]);
  });

  it("draws a line for each of six groups and counts the others", async () => {
    const orders = ["a", "b", "c", "d", "e", "f", "g"].flatMap((channel) =>
      ["2024-01-01", "2024-02-01"].map((at): ShopOrder => ({ customer: channel, at, amount: 1, channel })),
    );
    const given = { split_by: "channel" };
    const [figure] = view(await resultOf(given, orders), given, 984).figures;
    expect(new Set(figure!.stops.map(({ row }) => row)).size).toBe(6);
    expect(figure!.subtitle).toBe("Share that placed the next order, %. 1 smaller group is in the table.");
    expect(figure!.stops[0]!.lines[0]).toBe("a, 1 to 2");
    expect(figure!.stops[0]!.who).toEqual({ split: "a", x: 1, mature: true, went_on: true });
  });

  it("is none without a customer", async () => {
    expect(view(await resultOf({}, []), {}, 984).figures).toEqual([]);
  });
});
