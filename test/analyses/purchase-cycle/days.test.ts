/** Days that purchase-cycle leaves out, typed or found, counted by hand. */
import { beforeAll, describe, expect, it } from "vitest";
import { purchaseCycle } from "../../../src/analyses/purchase-cycle/analysis.ts";
import type { CycleResult, CycleRow } from "../../../src/analyses/purchase-cycle/result.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopLine, ShopOrder } from "../../support/shop.ts";

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

const statementsAt = (given: object, at: Context) =>
  statements(purchaseCycle as never, { min_gaps: 1, ...given }, at);

/** The rows of the contract. */
const ask = async (given: object = {}, at: Context = context, orders: readonly ShopOrder[] = shop) => {
  await duckdb.build(orders);
  return (await duckdb.rows(statementsAt(given, at).sql)) as unknown as readonly CycleRow[];
};

type PartName = keyof CycleResult["parts"];

/** The rows of a part, of the shop asked last unless one is given. */
const part = async <K extends PartName>(
  name: K,
  given: object = {},
  at: Context = context,
  orders?: readonly ShopOrder[],
) => {
  if (orders) await duckdb.build(orders);
  return (await duckdb.rows(statementsAt(given, at).parts[name]!)) as unknown as CycleResult["parts"][K];
};

describe("days left out", () => {
  const left = async (...exclude: readonly { from: string | null; to: string | null }[]) => {
    const [row] = await ask({ weight: "gap", exclude });
    const [total] = await part("totals", { weight: "gap", exclude });
    return [row!.gaps, row!.mean, row!.open_gaps, total!.left_out];
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
  const found = (all: readonly ShopOrder[], given: object = {}) =>
    part("promotions", given, contextAt("2024-12-31"), all);

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
      const at = contextAt("2024-12-31");
      const [row] = await ask({ detect_promotions }, at, returns);
      const [total] = await part("totals", { detect_promotions }, at);
      const days = await part("promotions", { detect_promotions }, at);
      return [row!.gaps, total!.left_out, days.map(({ left_out }) => left_out)];
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
