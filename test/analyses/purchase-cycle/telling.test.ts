/** What purchase-cycle says and draws, in both languages. */
import { beforeAll, describe, expect, it } from "vitest";
import { purchaseCycle } from "../../../src/analyses/purchase-cycle/analysis.ts";
import type { CycleResult } from "../../../src/analyses/purchase-cycle/result.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2024-12-31");
const params = (given = {}) => parseParams(purchaseCycle.params, given);

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** Ten customers come back after 10, 20 … 100 days for tea; `once` further ones do not. */
const shop = (once: number): readonly ShopOrder[] => [
  ...Array.from({ length: 10 }, (_, index) =>
    [0, 10 * (index + 1)].map((day) => order(`c${index}`, addDays("2024-03-01", day), "TEA")),
  ).flat(),
  ...Array.from({ length: once }, (_, index) => order(`o${index}`, "2024-03-01", "POT")),
];

function order(customer: string, at: string, product: string): ShopOrder {
  return { customer, at, amount: 5, lines: [{ product, name: product.toLowerCase(), amount: 5 }] };
}

async function resultOf(given: object = {}, orders: readonly ShopOrder[] = shop(5)): Promise<CycleResult> {
  await duckdb.build(orders);
  return duckdb.analyse(purchaseCycle, { ...given }, context);
}

const said = (result: CycleResult, given: object, locale: Locale) =>
  purchaseCycle.headline(result, params(given), tellingOf(locale, context));

describe("the headline", () => {
  it("says the cycle, and when half are back, open waits counted", async () => {
    const result = await resultOf();
    expect(said(result, {}, "en")).toEqual({
      sentence:
        "Three in four returns come within 78 days: one cycle. Counting the waits still open, half end within 80 days.",
      basis:
        "n = 10 gaps of 10 customers, 95% interval 53–100 days; each customer weighs the same; 15 waits since a last order are still open",
    });
    expect(said(result, {}, "zh-Hans")).toEqual({
      sentence: "四分之三的再次下单在 78 天之内：这是一个周期。算上尚未结束的等待，半数在 80 天之内结束。",
      basis: "n = 10 位顾客的 10 个间隔，95% 区间 53–100 天；每位顾客权重相同；另有 15 段等待尚未结束",
    });
  });

  it.each([
    ["median", "Half of all returns come within 55 days: one cycle."],
    ["mean", "A return comes after 55 days on average: one cycle."],
    ["p90", "Nine in ten returns come within 91 days: one cycle."],
  ])("says the %s as such", async (statistic, sentence) => {
    expect(said(await resultOf({ statistic }), { statistic }, "en").sentence).toContain(sentence);
  });

  it("says that fewer than half are back, and which gaps are left out", async () => {
    const given = { min_gaps: 5, weight: "gap", exclude: [{ from: "2024-03-11", to: "2024-03-31" }] };
    expect(said(await resultOf(given, shop(40)), given, "en")).toEqual({
      sentence:
        "Three in four returns come within 85 days: one cycle. Counting the waits still open, fewer than half have ended so far.",
      basis:
        "n = 7 gaps of 7 customers, 95% interval 66–100 days; each gap weighs the same; 47 waits since a last order are still open; 3 gaps left out for their days",
    });
  });

  it("says what is missing where gaps are too few", async () => {
    const given = { min_gaps: 11 };
    const result = await resultOf(given);
    expect(said(result, given, "en")).toEqual({
      sentence: "Not enough returns for a cycle: 10 gaps, and it takes 11.",
      basis: "n = 10 gaps. Add orders, or ask for fewer than 11.",
    });
    expect(said(result, given, "zh-Hans").sentence).toBe(
      "再次下单太少，还算不出周期：只有 10 个间隔，至少需要 11 个。",
    );
    const products = { level: "product", min_gaps: 11 };
    expect(said(await resultOf(products), products, "en").sentence).toBe(
      "None has been bought again often enough for a cycle: it takes 11 gaps.",
    );
  });

  it("names the level with the shortest and the longest cycle", async () => {
    const given = { level: "product", min_gaps: 1 };
    const one = await resultOf(given);
    expect(said(one, given, "en")).toEqual({
      sentence: "tea is bought again after 78 days: one cycle.",
      basis: "n = 10 gaps; 1 of 2 have at least 1; each customer weighs the same",
    });
    const two = await resultOf(given, [...shop(5), order("o1", "2024-03-04", "POT")]);
    expect(said(two, given, "en").sentence).toBe(
      "pot is bought again soonest, its cycle is 3 days; tea latest, 78 days.",
    );
    expect(said(two, given, "zh-Hans").sentence).toBe("pot的周期最短，3 天；tea最长，78 天。");
  });
});

describe("what it cannot answer", () => {
  const reason = (given: object, facts: Partial<OrderFacts> = {}) =>
    purchaseCycle.check!(params(given), tellingOf("en", context, facts))?.reason ?? null;

  it("is refused with the reason", () => {
    expect(reason({})).toBeNull();
    expect(reason({}, { customers: 0 })).toContain("name no customer");
    expect(reason({ level: "product" })).toContain("no lines with a product");
    expect(reason({ level: "category" }, { filled: ["order_lines.product_id"] })).toContain("category");
    expect(reason({ level: "product" }, { filled: ["order_lines.product_id"] })).toBeNull();
    expect(reason({ exclude: [{ from: "2024-05-02", to: "2024-05-01" }] })).toBe(
      "A range of days to leave out ends before it begins: 2 May 2024 to 1 May 2024.",
    );
  });
});

describe("the chart", () => {
  const view = (result: CycleResult, given: object, width: number, locale: Locale = "en") =>
    purchaseCycle.chart(result, params(given), { ...tellingOf(locale, context), width });

  it("has a stop for each bar and one for those who are not back, inside the figure", async () => {
    const result = await resultOf();
    const bars = result.parts.distribution;
    for (const width of [360, 984]) {
      const [figure] = view(result, {}, width).figures;
      expect(figure!.stops).toHaveLength(bars.length + 1);
      for (const { x, y, width: w, height } of figure!.stops)
        expect(x >= 0 && y >= 0 && x + w <= width + 0.01 && y + height <= figure!.options.height!).toBe(true);
    }
    const [figure] = view(result, {}, 984).figures;
    const last = bars.length - 1;
    expect(figure!.stops[last]!.lines).toEqual([
      "99–105 days",
      "10% of gaps",
      "1 gap of 1 customer",
      "100% up to here",
    ]);
    expect(figure!.stops[last]!.who).toEqual({ level_id: "store", still_open: false, bin_from: 99 });
    expect(figure!.stops.at(-1)!.lines).toEqual([
      "still open: the wait of 15 customers since the last order",
    ]);
    expect(figure!.stops.at(-1)!.who).toEqual({ level_id: "store", still_open: true });
    expect(figure!.summary).toBe(
      "10 gaps: most often 8–14 days, half within 55 days, nine tenths within 91 days.",
    );
  });

  it("lists the days that stand out, and whether they count", async () => {
    const rush = Array.from({ length: 4 }, (_, index) => order(`r${index}`, "2024-06-15", "POT"));
    const given = { detect_promotions: "exclude" };
    const { table } = view(await resultOf(given, [...shop(5), ...rush]), given, 984, "zh-Hans");
    expect(table!.rows).toEqual([["2024年6月15日", "4", "0", "已排除"]]);
  });

  it("draws a range for each level with enough gaps, the shortest cycle first", async () => {
    const given = { level: "product", min_gaps: 1 };
    const result = await resultOf(given, [...shop(5), order("o1", "2024-03-04", "POT")]);
    const [figure] = view(result, given, 984).figures;
    expect(figure!.stops.map(({ lines: [name], who }) => [name, who])).toEqual([
      ["pot", { level_id: "POT", still_open: false }],
      ["tea", { level_id: "TEA", still_open: false }],
    ]);
    expect(figure!.stops[1]!.lines).toEqual([
      "tea",
      "Cycle 78 days (three quarters of gaps)",
      "95% interval 53–100 days",
      "10 gaps of 10 customers",
      "middle half 33–78 days",
      "counting the waits still open, half within 50 days",
    ]);
    const few = { level: "product" };
    const [alone] = view(
      await resultOf(few, [...shop(5), order("o1", "2024-03-04", "POT")]),
      few,
      360,
    ).figures;
    expect(alone!.stops).toHaveLength(1);
    expect(alone!.subtitle).toContain("1 has fewer than 10 gaps and no cycle.");
  });

  it("is none without a gap, or without a level that has enough", async () => {
    expect(view(await resultOf({}, shop(3).slice(-3)), {}, 984).figures).toEqual([]);
    const given = { level: "product", min_gaps: 11 };
    expect(view(await resultOf(given), given, 984).figures).toEqual([]);
  });
});
