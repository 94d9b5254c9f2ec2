import { describe, expect, it } from "vitest";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import type { RfmResult } from "../../../src/analyses/rfm/result.ts";
import { segmentMap } from "../../../src/analyses/rfm/segment-map.ts";
import { shadesOf } from "../../../src/analyses/rfm/shades.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2024-03-20");
const params = (given = {}) => parseParams(rfm.params, given);
const order = (customer: string, at: string, amount: number): ShopOrder => ({ customer, at, amount });

/** Ann and Bob come often, Cid spent once and left, Dee and Eve came once for little. */
const shop: readonly ShopOrder[] = [
  ...["2024-03-18", "2024-03-10", "2024-03-01", "2024-02-01"].map((day) => order("Ann", day, 100)),
  ...["2024-03-19", "2024-03-12", "2024-03-02"].map((day) => order("Bob", day, 100)),
  order("Cid", "2024-01-05", 250),
  order("Dee", "2024-01-10", 20),
  order("Eve", "2024-03-15", 30),
];

async function resultOf(orders: readonly ShopOrder[], given = {}): Promise<RfmResult> {
  const database = await NativeDuckDb.open();
  await database.build(orders);
  return database.analyse(rfm, given, context);
}

describe("the headline", () => {
  it("of eight says who is high in all three, and who used to spend", async () => {
    const given = { scheme: "eight", method: "mean" };
    const result = await resultOf(shop, given);
    expect(rfm.headline(result, params(given), tellingOf("en", context))).toEqual({
      sentence: "2 customers, 40% of all, bring 70% of the money; 1 who used to spend has gone quiet.",
      basis: "n = 5; means 31 days, 2 orders, €200",
    });
    expect(rfm.headline(result, params(given), tellingOf("zh-Hans", context))).toEqual({
      sentence: "2 位顾客占 40%，带来 70% 的金额；另有 1 位曾经的大客户已经沉寂。",
      basis: "n = 5；均值 31 天、2 次、€200",
    });
  });

  it("of eleven names the segment that brings the most, and states the cuts", async () => {
    const { sentence, basis } = rfm.headline(await resultOf(shop), params(), tellingOf("en", context));
    expect(sentence).toBe(
      "Loyal customers: 1 customer, 20% of all, brings 40% of the money; nobody who used to spend has gone quiet.",
    );
    expect(basis).toMatch(/^n = 5; fifths end at /);
  });

  it("tells the window and what the table of segments covers", async () => {
    const given = { window_days: 30, segments: [{ name: "Best", r: [5, 5], f: [1, 5], m: [1, 5] }] };
    const { basis } = rfm.headline(await resultOf(shop, given), params(given), tellingOf("en", context));
    expect(basis).toMatch(/; orders of the 30 days to 20 Mar 2024; 33% in a segment of the table$/);
  });

  it("says so where nobody ordered, and where money adds up to nothing", async () => {
    const sentence = async (orders: readonly ShopOrder[], given = {}) =>
      rfm.headline(await resultOf(orders, given), params(given), tellingOf("en", context)).sentence;
    expect(await sentence([])).toBe("No customer ordered by 20 Mar 2024.");
    expect(await sentence([order("Ann", "2024-01-01", 5)], { window_days: 30 })).toBe(
      "No customer ordered in the 30 days to 20 Mar 2024.",
    );
    expect(await sentence([order("Ann", "2024-03-01", 0)])).toBe(
      "1 customer ordered; their net amount adds up to nothing.",
    );
  });
});

describe("what it cannot answer", () => {
  const reason = (given: object, more: Partial<OrderFacts> = {}) =>
    rfm.check!(params(given), tellingOf("en", context, more))?.reason ?? null;

  it("is refused with the reason", () => {
    expect(reason({})).toBeNull();
    expect(reason({ scheme: "eight", method: "mean" })).toBeNull();
    expect(reason({ method: "mean" })).toBe(
      "Eleven segments need five classes of each score; by the mean there are two. Choose quintiles, or eight segments.",
    );
    expect(reason({ method: "median" })).toContain("by the median there are two");
    expect(reason({}, { has_customer_key: false })).toContain("name no customer");
    expect(reason({}, { filled: ["ordered_at"] })).toContain("No net amount could be read");
  });
});

describe("the charts", () => {
  const frame = (width: number, locale: "en" | "zh-Hans" = "en") => ({
    ...tellingOf(locale, context),
    width,
  });

  it("are the discs, the map and the scores, each with a stop for every mark inside the figure", async () => {
    const result = await resultOf(shop);
    for (const width of [320, 390, 800, 1200]) {
      const { figures } = rfm.chart(result, params(), frame(width));
      expect(figures.map(({ id, stops }) => [id, stops.length])).toEqual([
        ["discs", result.parts.discs.length],
        ["map", result.parts.segments.filter(({ customers }) => customers > 0).length],
        ["grid", 25],
      ]);
      for (const { options, stops } of figures)
        expect(stops.filter((stop) => stop.y < 0 || stop.y + stop.height > options.height! + 0.01)).toEqual(
          [],
        );
    }
  });

  it("speak a field: its segment, how many, their money, their medians, what to do", async () => {
    const given = { scheme: "eight", method: "mean" };
    const { figures } = rfm.chart(await resultOf(shop, given), params(given), frame(1200));
    expect(figures[1]!.stops[0]!.lines).toEqual([
      "Important value",
      "2 customers",
      "40.0% of all",
      "70% of money, €350 each",
      "Medians: 1.5 days, 3.5 orders, M €350",
      "Long-term benefits and VIP service.",
    ]);
  });

  it("name the built-in segments in Chinese, and a user's as they are", async () => {
    const names = async (given: object) =>
      rfm
        .chart(await resultOf(shop, given), params(given), frame(1200, "zh-Hans"))
        .table!.rows.map(([name]) => name);
    expect(await names({ scheme: "eight", method: "mean" })).toEqual([
      "重要价值",
      "重要发展",
      "重要保持",
      "重要挽留",
      "一般价值",
      "一般发展",
      "一般保持",
      "一般挽留",
    ]);
    expect(await names({ segments: [{ name: "Freunde", r: [1, 5], f: [1, 5], m: [1, 5] }] })).toEqual([
      "Freunde",
    ]);
  });

  it("name the eight as the seed does where asked to, and advise by the merchant's own notes", async () => {
    const table = async (given: object, locale: "en" | "zh-Hans") =>
      rfm.chart(await resultOf(shop, given), params(given), frame(1200, locale)).table!.rows;
    const given = { scheme: "eight", method: "mean", names: "seed_taobao" };
    expect((await table(given, "zh-Hans")).map(([name]) => name)).toEqual([
      "重要价值",
      "重要开发",
      "重要维护",
      "重要留存",
      "一般重要",
      "一般客户",
      "一般留存",
      "无价值",
    ]);
    const notes = [
      { segment: "Important value", note: "Call them." },
      { segment: "重要开发", note: "寄样品。" },
      { segment: "General win-back", note: "" },
    ];
    const actions = (await table({ ...given, notes }, "zh-Hans")).map((row) => row.at(-1));
    expect([actions[0], actions[1], actions[2], actions[7]]).toEqual([
      "Call them.",
      "寄样品。",
      "限时优惠唤醒。",
      "",
    ]);
    const { figures } = rfm.chart(await resultOf(shop, given), params({ ...given, notes }), frame(1200));
    expect(figures[1]!.stops[0]!.lines.at(-1)).toBe("Call them.");
  });

  it("of four fields are also R, F and M two by two, every field once", async () => {
    const given = { scheme: "quadrants", method: "mean", pair: "frequency_monetary" };
    const result = await resultOf(shop, given);
    for (const width of [390, 1200]) {
      const { figures } = rfm.chart(result, params(given), frame(width));
      expect(figures.map(({ id }) => id)).toEqual(["discs", "map", "quadrants", "grid"]);
      const { stops, summary } = figures[2]!;
      expect(stops).toHaveLength(12);
      expect(new Set(stops.map(({ row, column }) => `${row} ${column}`)).size).toBe(12);
      expect(stops[0]!.lines).toEqual(["Recent, often", "2 customers", "40.0% of all", "70% of money"]);
      expect(summary).toContain("F and M: Often, high spend: 2 customers, 70% of money");
    }
  });

  it("show how firm the segments are where asked to, and say it in the basis and the table", async () => {
    const given = { method: "custom", stability: true };
    const result = await resultOf(shop, given);
    const { figures, table } = rfm.chart(result, params(given), frame(1200));
    const { stops, title } = figures.at(-1)!;
    expect(title).toBe("How firm the segments are");
    expect(stops.map(({ lines: [name] }) => name)).toEqual([
      "Seen 7 days earlier",
      "Seen 7 days later, no further order",
      "Every cut a step lower",
      "Every cut a step higher",
      "Another draw of the same shop",
      "Fragile",
    ]);
    expect(stops[0]!.lines).toEqual([
      "Seen 7 days earlier",
      "0.0% change segment",
      "0 of 4 customers",
      "95% interval 0.0%–49.0%",
      "Only now 1, only then 0",
    ]);
    const fragile = table!.head.indexOf("Fragile");
    expect(fragile).toBeGreaterThan(0);
    // Every share of the column has the same decimals.
    for (const row of table!.rows) expect(row[fragile]).toMatch(/^\d+\.\d%$/);
    expect(table!.notes.at(-1)).toMatch(/^Fragile: \d of 5 customers, /);
    expect(rfm.headline(result, params(given), tellingOf("en", context)).basis).toMatch(
      /; fragile \d+\.\d%$/,
    );
  });

  it("are none without customers", async () => {
    expect(rfm.chart(await resultOf([]), params(), frame(800))).toEqual({ figures: [] });
  });
});

describe("the segment map", () => {
  const row = (segment: string, customers: number) => ({
    segment,
    customers,
    share: null,
    net_amount: 0,
    share_of_net_amount: null,
    median_recency_days: null,
    median_frequency: null,
    median_monetary: null,
  });
  const place = { width: 502, height: 402, top: 20 };

  it("gives each segment an area in the proportion of its customers, in columns by recency", () => {
    const rows = [row("Important value", 100), row("General development", 300), row("General win-back", 100)];
    const { fields, columns } = segmentMap(rows, params({ scheme: "eight" }), place);
    expect(columns.map(({ group, customers, x1, x2 }) => [group, customers, x1, x2])).toEqual([
      ["recent", 400, 0, 400],
      ["quiet", 100, 402, 502],
    ]);
    expect(fields.map(({ row: { segment }, y1, y2 }) => [segment, y1, y2])).toEqual([
      ["Important value", 20, 120],
      ["General development", 122, 422],
      ["General win-back", 20, 422],
    ]);
  });

  it("keeps 3 pixels for the smallest and leaves out segments without customers", () => {
    const rows = [row("Champions", 1), row("Potential loyalists", 9999), row("Lost", 0)];
    const { fields } = segmentMap(rows, params(), place);
    expect(fields.map(({ row: { segment }, y1, y2 }) => [segment, y2 - y1])).toEqual([
      ["Champions", 3],
      ["Potential loyalists", 397],
    ]);
  });
});

describe("the shades", () => {
  it("are cut at 1, 2, 5 and tens where figures differ by a factor of ten", () => {
    const shades = shadesOf([30, 250, 4000]);
    expect(shades.bounds).toEqual([100, 200, 500, 1000, 2000]);
    expect([30, 100, 250, 4000].map(shades.classOf)).toEqual([1, 2, 3, 6]);
  });

  it("are cut evenly where figures are close, and there is one class for nothing or equals", () => {
    expect(shadesOf([150, 250, 400]).bounds).toEqual([200, 250, 300, 350, 400]);
    expect(shadesOf([]).bounds).toEqual([]);
    expect(shadesOf([0, -5]).classOf(-5)).toBe(1);
    expect(shadesOf([7, 7]).classOf(7)).toBeLessThanOrEqual(6);
  });
});

describe("the explanation", () => {
  it("has the same sections in both languages", () => {
    const sections = (text: string) => [...text.matchAll(/^## /gm)].length;
    expect([sections(rfm.explain.en), sections(rfm.explain["zh-Hans"])]).toEqual([5, 5]);
  });
});
