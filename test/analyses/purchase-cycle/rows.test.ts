/** Hand-counted cycles for every option of purchase-cycle. */
import { beforeAll, describe, expect, it } from "vitest";
import { purchaseCycle } from "../../../src/analyses/purchase-cycle/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopLine, ShopOrder } from "../../support/shop.ts";
import { weightedQuantile } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = (customer: string | null, at: string, ...lines: readonly ShopLine[]): ShopOrder => ({
  customer,
  at,
  amount: 10,
  lines,
});

/** Gaps: Ann 10, 20, 30 (twice on one day); Ben 60; Cat and a guest came once. */
const shop: readonly ShopOrder[] = [
  order("ann", "2024-01-01"),
  order("ann", "2024-01-11 09:00:00"),
  order("ann", "2024-01-11 18:00:00"),
  order("ann", "2024-01-31"),
  order("ann", "2024-03-01"),
  order("ben", "2024-01-01"),
  order("ben", "2024-03-01"),
  order("cat", "2024-02-01"),
  order(null, "2024-02-01"),
];
const context = contextAt("2024-03-31");

const ask = async (given: object = {}, at: Context = context, orders: readonly ShopOrder[] = shop) => {
  await duckdb.build(orders);
  return duckdb.analyse(purchaseCycle, { min_gaps: 1, ...given }, at);
};

describe("the gaps of the store", () => {
  it("weigh by gap: 10, 20, 30, 60 with quantiles of type 7", async () => {
    const { rows } = await ask({ weight: "gap" });
    expect(rows).toEqual([
      {
        level_id: "store",
        level_name: "store",
        gaps: 4,
        customers: 2,
        cycle_days: 37.5,
        p25: 17.5,
        p50: 25,
        p75: 37.5,
        p90: 51,
        mean: 30,
        // at risk 7 (4 closed; 30, 30, 59 open): 6/7, × 5/6, × 4/5 at 30, and 0 at 60
        km_median: 60,
        open_gaps: 3,
        complete: true,
      },
    ]);
  });

  it("weigh by customer: Ann's three are a third each, Ben's one is 1", async () => {
    const { rows } = await ask();
    // n* = 2² / (3/9 + 1) = 3: lengths 0.5, 0.5, 0.5, 1.5; the unit from 1 for the median is 0.5 × 30 + 0.5 × 60
    expect(rows[0]).toMatchObject({ gaps: 4, customers: 2, p25: 25, p50: 45, p75: 60, p90: 60, mean: 40 });
    expect(rows[0]!.cycle_days).toBe(60);
    // Wang and Chang: at risk 3 (Cat's open gap is her only one): 8/9, × 7/8, × 6/7 is 2/3 at 30; Cat leaves at 59
    expect(rows[0]!.km_median).toBe(60);
  });

  it.each([
    ["p75", 37.5],
    ["median", 25],
    ["mean", 30],
    ["p90", 51],
  ])("give the cycle by %s", async (statistic, days) => {
    expect((await ask({ weight: "gap", statistic })).rows[0]!.cycle_days).toBe(days);
  });

  it("are too few below min_gaps: no cycle, and the row says so", async () => {
    const few = (await ask({ min_gaps: 5 })).rows[0]!;
    expect([few.cycle_days, few.complete, few.gaps, few.p50]).toEqual([null, false, 4, 45]);
    expect((await ask({ min_gaps: 4 })).rows[0]!.complete).toBe(true);
    // ten unless said
    await duckdb.build(shop);
    expect((await duckdb.analyse(purchaseCycle, {}, context)).rows[0]!.complete).toBe(false);
  });

  it("are one row of zeros without orders", async () => {
    const { rows, parts } = await ask({}, context, []);
    expect(rows).toEqual([
      {
        ...{ level_id: "store", level_name: "store", gaps: 0, customers: 0, cycle_days: null, p25: null },
        ...{ p50: null, p75: null, p90: null, mean: null, km_median: null, open_gaps: 0, complete: false },
      },
    ]);
    expect(parts).toEqual({
      distribution: [],
      promotions: [],
      totals: [{ levels: 1, measured: 0, gaps: 0, left_out: 0 }],
    });
  });

  it("have no Kaplan–Meier median where fewer than half are back", async () => {
    const once = ["dan", "eve", "fay"].map((name) => order(name, "2024-01-01"));
    expect((await ask({}, context, [...shop, ...once])).rows[0]!.km_median).toBeNull();
  });

  it("stay open up to the last day observed", async () => {
    const orders = [order("ann", "2024-01-01"), order("ann", "2024-01-11"), order("cat", "2024-01-01")];
    const median = async (observed: string) =>
      (await ask({}, contextAt("2024-03-31", observed), orders)).rows[0]!.km_median;
    // Cat was away for 9 days when observation ended: at day 10 Ann alone is at risk
    expect(await median("2024-01-10")).toBe(10);
    // she was there on day 10: one half is back
    expect(await median("2024-01-11")).toBe(10);
    const more = [...orders, order("dan", "2024-01-01")];
    const three = async (observed: string) =>
      (await ask({}, contextAt("2024-03-31", observed), more)).rows[0]!.km_median;
    expect([await three("2024-01-10"), await three("2024-01-11")]).toEqual([10, null]);
  });

  it("of the past know no later order", async () => {
    const { rows } = await ask({ weight: "gap" }, contextAt("2024-02-15"));
    expect(rows[0]).toMatchObject({ gaps: 2, customers: 1, p50: 15, open_gaps: 3 });
  });
});

describe("days left out", () => {
  const left = async (...exclude: readonly { from: string | null; to: string | null }[]) => {
    const { rows, parts } = await ask({ weight: "gap", exclude });
    return [rows[0]!.gaps, rows[0]!.mean, rows[0]!.open_gaps, parts.totals[0]!.left_out];
  };

  it("take the gaps with them that start or end there, and join none", async () => {
    // 11 January: Ann's 10 ends and her 20 starts there
    expect(await left({ from: "2024-01-11", to: "2024-01-11" })).toEqual([2, 45, 3, 2]);
    // both ends belong to the range
    expect(await left({ from: "2024-01-02", to: "2024-01-11" })).toEqual([2, 45, 3, 2]);
    expect(await left({ from: "2024-01-02", to: "2024-01-10" })).toEqual([4, 30, 3, 0]);
  });

  it("take open gaps with them, too", async () => {
    // Ann's 30 and Ben's 60 end, and both their open gaps start, on 1 March
    expect(await left({ from: "2024-03-01", to: "2024-12-31" })).toEqual([2, 15, 1, 2]);
  });

  it("are one day where only one end is typed, and none where neither is", async () => {
    expect(await left({ from: "2024-01-11", to: null })).toEqual([2, 45, 3, 2]);
    expect(await left({ from: null, to: "2024-01-11" })).toEqual([2, 45, 3, 2]);
    expect(await left({ from: null, to: null })).toEqual([4, 30, 3, 0]);
  });

  it("may overlap", async () => {
    expect(
      await left({ from: "2024-01-11", to: "2024-02-20" }, { from: "2024-01-31", to: "2024-01-31" }),
    ).toEqual([1, 60, 2, 3]);
  });
});

describe("days that stand out", () => {
  const day = (index: number) => addDays("2024-01-01", index);
  const orders = (index: number, count: number) =>
    Array.from({ length: count }, (_, number) =>
      order(number === 0 ? null : `${index}-${number}`, day(index)),
    );
  /** 28 days of 2 and 4 orders in turn (median 3, deviation 1), then days of the counts. */
  const months = (...counts: readonly number[]) => [
    ...Array.from({ length: 28 }, (_, index) => orders(index, index % 2 === 0 ? 2 : 4)).flat(),
    ...counts.flatMap((count, index) => orders(28 + index, count)),
  ];
  const found = async (all: readonly ShopOrder[], given: object = {}) =>
    (await ask(given, contextAt("2024-12-31"), all)).parts.promotions;

  it("exceed the median of the 28 days before by 3 × 1.4826 deviations: 8 do, 7 do not", async () => {
    expect(await found(months(7))).toEqual([]);
    expect(await found(months(8))).toEqual([
      { day: day(28), orders: 8, median: 3, mad: 1, threshold: 3 + 3 * 1.4826, left_out: false },
    ]);
  });

  it("are not judged in the first 28 days", async () => {
    const early = [...orders(0, 1), ...orders(27, 50)];
    expect(await found(early)).toEqual([]);
    expect(await found([...orders(0, 1), ...orders(28, 50)])).toHaveLength(1);
  });

  it("exceed a steady month by more than one order", async () => {
    const steady = (last: number) => [
      ...Array.from({ length: 28 }, (_, index) => orders(index, 3)).flat(),
      ...orders(28, last),
    ];
    expect(await found(steady(4))).toEqual([]);
    expect((await found(steady(5))).map(({ threshold, mad }) => [threshold, mad])).toEqual([[4, 0]]);
  });

  it("are left out where that is asked, and not looked for where it is not", async () => {
    const returns = [
      ...months(8),
      order("ann", day(0)),
      order("ann", day(28)),
      order("ben", day(0)),
      order("ben", day(20)),
    ];
    const counted = async (detect_promotions: string) => {
      const { rows, parts } = await ask({ detect_promotions }, contextAt("2024-12-31"), returns);
      return [rows[0]!.gaps, parts.totals[0]!.left_out, parts.promotions.map(({ left_out }) => left_out)];
    };
    expect(await counted("suggest")).toEqual([2, 0, [false]]);
    expect(await counted("exclude")).toEqual([1, 1, [true]]);
    expect(await counted("off")).toEqual([2, 0, []]);
  });

  it("say so where they are left out by hand", async () => {
    const typed = { exclude: [{ from: day(28), to: day(28) }] };
    expect((await found(months(8), typed)).map(({ left_out }) => left_out)).toEqual([true]);
  });
});

describe("categories and products", () => {
  const tea = { product: "T1", name: "Green tea", category: "tea", amount: 5 };
  const cup = { product: "C1", name: "Cup", category: "ware", amount: 5 };
  const pot = { product: "P1", name: "Pot", category: "ware", amount: 5 };
  const loose = { product: "L1", amount: 1 };
  const bought = [
    order("ann", "2024-01-01", tea, cup),
    order("ann", "2024-01-15", cup, cup),
    order("ann", "2024-01-31", { ...tea, name: "Green tea, new" }, loose),
    order("ben", "2024-01-01", pot),
    order("ben", "2024-01-21", cup),
    order(null, "2024-01-02", tea),
  ];
  const short = async (level: string) =>
    (await ask({ level }, context, bought)).rows.map((row) => [
      row.level_id,
      row.level_name,
      row.gaps,
      row.customers,
      row.cycle_days,
      row.open_gaps,
    ]);

  it("count consecutive orders that contain the product, under its last name", async () => {
    expect(await short("product")).toEqual([
      ["C1", "Cup", 1, 1, 14, 2],
      ["T1", "Green tea, new", 1, 1, 30, 1],
      ["L1", "L1", 0, 0, null, 1],
      ["P1", "Pot", 0, 0, null, 1],
    ]);
  });

  it("count consecutive orders with anything of the category; lines without one are in no row", async () => {
    expect(await short("category")).toEqual([
      // Ann 14, Ben 20 from pot to cup
      ["ware", "ware", 2, 2, 18.5, 2],
      ["tea", "tea", 1, 1, 30, 1],
    ]);
  });
});

describe("the distribution", () => {
  it("has a bar for each day where that is enough, empty ones too", async () => {
    const orders = ["2024-01-01", "2024-01-02", "2024-01-05"].map((at) => order("ann", at));
    const { parts } = await ask({ weight: "gap" }, context, orders);
    expect(parts.distribution).toEqual([
      { bin_from: 1, bin_to: 1, gaps: 1, customers: 1, share: 0.5 },
      { bin_from: 2, bin_to: 2, gaps: 0, customers: 0, share: 0 },
      { bin_from: 3, bin_to: 3, gaps: 1, customers: 1, share: 0.5 },
    ]);
  });

  it("weighs as asked, in bars of two days", async () => {
    const { parts } = await ask();
    const bars = parts.distribution.filter(({ gaps }) => gaps > 0);
    expect(bars.map(({ bin_from, bin_to, gaps, customers }) => [bin_from, bin_to, gaps, customers])).toEqual([
      [9, 10, 1, 1],
      [19, 20, 1, 1],
      [29, 30, 1, 1],
      [59, 60, 1, 1],
    ]);
    [1 / 6, 1 / 6, 1 / 6, 1 / 2].forEach((share, index) => expect(bars[index]!.share).toBeCloseTo(share, 12));
  });

  it("gathers the rarest gaps in the last bar", async () => {
    const orders = [
      ...Array.from({ length: 100 }, (_, index) => order("ann", addDays("2020-01-01", index * 2))),
      order("ann", "2024-01-01"),
    ];
    const { parts } = await ask({ weight: "gap" }, context, orders);
    expect(parts.distribution.map(({ bin_from, bin_to, gaps }) => [bin_from, bin_to, gaps])).toEqual([
      [1, 1, 0],
      [2, 2, 99],
      [3, 3, 0],
      [4, 4, 0],
      [5, 5, 0],
      [6, null, 1],
    ]);
  });
});

it("the weighted quantile of equal weights is type 7, whatever they are", () => {
  const values = [3, 8, 9, 40, 41, 70];
  const at = (p: number, weight: number) =>
    weightedQuantile(
      values.map((value) => [value, weight]),
      p,
    );
  for (const weight of [1, 0.25])
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => Number(at(p, weight)!.toFixed(9)))).toEqual([
      3, 8.25, 24.5, 55.5, 70,
    ]);
});

it("under a filter counts gaps between the orders it keeps", async () => {
  await duckdb.build(shop);
  const under = async (filter: Filter, days: Partial<Context>) => {
    const at = { ...context, ...days };
    const { sql } = statements(purchaseCycle as never, { weight: "gap", min_gaps: 1 }, at);
    const [row] = await duckdb.rows(filtered(sql, filter, at));
    return [row!["gaps"], row!["mean"], row!["open_gaps"], row!["km_median"]];
  };
  // open: 30, 30 and 59 days; of 5 at risk 4/5 at 20, × 3/4 at 30 is 3/5
  const from = "2024-01-05";
  expect(await under({ clauses: [{ by: "date", from, to: null }] }, { counted_from: from })).toEqual([
    2, 25, 3, null,
  ]);
  const to = "2024-02-05";
  // open: Ann 5, Ben 35, Cat 4 days; of 3 at risk 2/3 at 10, × 1/2 at 20 is 1/3
  expect(await under({ clauses: [{ by: "date", from: null, to }] }, { counted_through: to })).toEqual([
    2, 15, 3, 20,
  ]);
});
