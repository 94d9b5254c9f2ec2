/** churn-reasons on a shop that is counted by hand: every option. */
import { beforeAll, describe, expect, it } from "vitest";
import { churnReasons } from "../../../src/analyses/churn-reasons/analysis.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopMore, ShopOrder, ShopReason } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = (customer: string | null, at: string, more: Partial<ShopOrder> = {}): ShopOrder => ({
  customer,
  at: `2024-${at}`,
  amount: 10,
  ...more,
});

/** A cycle of 10 days and 3 of them: more than 30 days are churn; at the end of the year the last day is 11-30. */
const shop: readonly ShopOrder[] = [
  order("a", "10-01", { city: "Bonn", discount: 1, lines: [{ product: "tea", name: "Tea", amount: 10 }] }),
  order("a", "11-01", { delivered: "2024-11-12", shipped: "2024-11-10" }),
  order("b", "11-15", {
    city: "Bonn",
    discount: 0,
    delivered: "2024-11-20",
    shipped: "2024-11-16",
    refunds: [{ at: "2024-11-25", amount: 10 }],
    lines: [{ product: "tea", name: "Tea", amount: 10 }],
  }),
  order("c", "11-30", {
    city: "Rome",
    discount: 2,
    delivered: "2024-12-20",
    shipped: "2024-12-01",
    refunds: [{ at: "2024-12-02", amount: 1 }],
  }),
  order("d", "12-01"),
  order("e", "11-02", { city: "Bonn", discount: 0, delivered: "2024-11-03", shipped: "2024-11-02" }),
  order("e", "12-05"),
  order("f", "09-01"),
  order(null, "09-01"),
];
const reasons: readonly ShopReason[] = [
  { customer: "a", reason: "Price", at: "2024-10-15" },
  { customer: "a", reason: "the DELIVERY came late", at: "2024-11-20" },
  { customer: "b", reason: " 价格太贵 " },
  { customer: "d", reason: "price", at: "2024-12-20" },
  { customer: "f", reason: "they moved away", at: "2024-09-05" },
  { customer: "f", reason: "price", at: "2024-09-10" },
  { customer: "f", reason: "price", at: "2025-01-02" },
  { customer: "f", reason: " ", at: "2024-10-10" },
  { customer: "nobody", reason: "price" },
];
const context = contextAt("2024-12-31");
const typed = { cycle_days: 10, min_group: 1 };

async function asked(given: object = {}, more: ShopMore = { reasons }, orders = shop, at = context) {
  await duckdb.build(orders, more);
  return duckdb.analyse(churnReasons, { ...typed, ...given }, at);
}
const short = (rows: Awaited<ReturnType<typeof asked>>["rows"], dimension: string) =>
  rows
    .filter((row) => row.dimension === dimension)
    .map(({ value, kind, reason, n, customers }) => [value, kind, reason, n, customers]);

describe("reasons given", () => {
  it("are those of churned customers from their last order on, the latest of each", async () => {
    const { rows, parts } = await asked();
    expect(parts.frame).toEqual([
      {
        day: "2024-12-31",
        cycle_days: 10,
        patience_days: 30,
        last_day: "2024-11-30",
        customers: 6,
        churned: 4,
        at_risk: 4,
        has_left: 3,
        groups: 6,
        complete: true,
      },
    ]);
    expect(short(rows, "all")).toEqual([
      [null, "any", null, 4, 3],
      [null, "reason", "price", 3, 2],
      [null, "reason", "logistics", 3, 1],
    ]);
    const [any, price] = rows;
    expect(any!.share).toBe(0.75);
    // Wilson by hand: (2/3 + zz/2 -+ sqrt(zz (2/9 + zz/4))) / (1 + zz), zz = 3.841459 / 3.
    expect([price!.share, price!.low, price!.high, price!.article_share, price!.complete]).toEqual([
      2 / 3,
      expect.closeTo(0.20766, 5),
      expect.closeTo(0.938508, 6),
      0.2,
      true,
    ]);
    expect(rows[2]!.article_share).toBeNull();
  });

  it("stand by orders made, by segment and by tier", async () => {
    const { rows } = await asked();
    expect(short(rows, "orders")).toEqual([
      ["1", "any", null, 3, 2],
      ["1", "reason", "price", 2, 2],
      ["1", "reason", "logistics", 2, 0],
      ["2", "any", null, 1, 1],
      ["2", "reason", "price", 1, 0],
      ["2", "reason", "logistics", 1, 1],
    ]);
    for (const dimension of ["segment", "tier"])
      expect([
        dimension,
        short(rows, dimension)
          .filter(([, kind]) => kind === "any")
          .reduce((sum, [, , , n]) => sum + (n as number), 0),
      ]).toEqual([dimension, 4]);
  });

  it("can be each that a customer gave, and few with a row of their own", async () => {
    expect(short((await asked({ per_customer: "every" })).rows, "all")).toEqual([
      [null, "any", null, 4, 3],
      [null, "reason", "price", 3, 2],
      [null, "reason", "logistics", 3, 1],
      [null, "reason", "they moved away", 3, 1],
    ]);
    expect(short((await asked({ per_customer: "every", max_reasons: 1 })).rows, "all")).toEqual([
      [null, "any", null, 4, 3],
      [null, "reason", "price", 3, 2],
      [null, "others", null, 3, 2],
    ]);
  });

  it("mean what the table says, its first row that holds; without a table they are as they stand", async () => {
    const mapping = [
      { text: " CAME ", category: "service" },
      { text: "delivery", category: "logistics" },
      { text: "", category: "habit" },
    ];
    expect(short((await asked({ mapping })).rows, "all").slice(1)).toEqual([
      [null, "reason", "price", 3, 1],
      [null, "reason", "service", 3, 1],
      [null, "reason", "价格太贵", 3, 1],
    ]);
    expect(short((await asked({ mapping: [] })).rows, "all").slice(1)).toEqual([
      [null, "reason", "price", 3, 1],
      [null, "reason", "the DELIVERY came late", 3, 1],
      [null, "reason", "价格太贵", 3, 1],
    ]);
  });

  it("follow the rule: short-term churn too, other multiples, another day, an unseen end", async () => {
    const { rows, parts } = await asked({ churned: "short_or_long", short: 2.5 });
    expect([parts.frame[0]!.patience_days, parts.frame[0]!.churned]).toEqual([25, 6]);
    expect(short(rows, "all")[0]).toEqual([null, "any", null, 6, 4]);
    expect((await asked({ long: 11 })).parts.frame[0]!.churned).toBe(1);
    const past = await asked({}, { reasons }, shop, contextAt("2024-11-16"));
    expect(short(past.rows, "all")).toEqual([
      [null, "any", null, 1, 1],
      [null, "reason", "price", 1, 1],
    ]);
    const unseen = await asked({}, { reasons }, shop, contextAt("2025-03-31", "2024-12-30"));
    expect(unseen.parts.frame[0]!.day).toBe("2024-12-31");
  });

  it("are none where nobody can have been seen to leave, or no cycle is known", async () => {
    const early = await asked({ long: 13 });
    expect(early.rows).toEqual([
      expect.objectContaining({ dimension: "all", kind: "any", n: 0, share: null, complete: false }),
    ]);
    expect(early.parts.precursors).toEqual([]);
    expect([early.parts.frame[0]!.churned, early.parts.frame[0]!.complete]).toEqual([null, false]);
    const none = await asked({ cycle_days: null });
    expect([none.parts.frame[0]!.cycle_days, none.parts.frame[0]!.patience_days]).toEqual([null, null]);
    expect(none.rows).toHaveLength(1);
  });
});

describe("precursors", () => {
  const plain = (rows: Awaited<ReturnType<typeof asked>>["parts"]["precursors"]) =>
    rows.map(({ factor, value, n, customers, n_others, customers_others }) => [
      factor,
      value,
      n,
      customers,
      n_others,
      customers_others,
    ]);

  it("are what was known on the last day of those who had not left by then", async () => {
    const { parts } = await asked();
    // c's delivery and refund were not known on 11-30; b's refund was.
    expect(plain(parts.precursors)).toEqual([
      ["late_delivery", "yes", 1, 1, 2, 1],
      ["refund", "yes", 1, 1, 3, 2],
      ["first_discount", "yes", 2, 2, 2, 1],
      ["city", "Bonn", 3, 2, 1, 1],
      ["city", "Rome", 1, 1, 3, 2],
    ]);
    const [late] = parts.precursors;
    const spread = Math.exp(1.959963984540054 * Math.sqrt(0.5));
    expect(late!.risk_ratio).toBe(2);
    expect(late!.ratio_low).toBeCloseTo(2 / spread, 12);
    expect(late!.ratio_high).toBeCloseTo(2 * spread, 12);
    // z = 0.5 / sqrt(2/3 · 1/3 · 3/2) = 0.8660, beyond which lie 38.65 % on both sides.
    expect(late!.p_value).toBeCloseTo(0.386476, 6);
    // Of five p-values (0.386, 0.248, 0.505, 0.505, 0.505) all step up to the largest.
    expect(
      parts.precursors.every(({ q_value }) => Math.abs(q_value! - parts.precursors[1]!.q_value!) < 1e-6),
    ).toBe(true);
  });

  it("are late by the days that are asked for, from the order or from shipping, and need groups of a size", async () => {
    expect(plain((await asked({ late_days: 4 })).parts.precursors)[0]).toEqual([
      "late_delivery",
      "yes",
      2,
      2,
      1,
      0,
    ]);
    expect(plain((await asked({ late_days: 3, late_from: "shipped" })).parts.precursors)[0]).toEqual([
      "late_delivery",
      "yes",
      1,
      1,
      2,
      1,
    ]);
    expect(plain((await asked({ min_group: 2 })).parts.precursors)).toEqual([
      ["first_discount", "yes", 2, 2, 2, 1],
    ]);
    const { parts } = await asked({ min_group: 5 });
    expect([parts.precursors, parts.frame[0]!.groups]).toEqual([[], 6]);
  });

  it("of products need lines, and carry their names", async () => {
    const lines = shop.map((each) =>
      each.customer === "c" || each.customer === "e"
        ? { ...each, lines: [{ product: "pot", name: "Pot", amount: 1 }] }
        : each,
    );
    const { parts } = await asked({}, {}, lines);
    expect(
      parts.precursors
        .filter(({ factor }) => factor === "first_product")
        .map(({ value, name, n, customers, n_others }) => [value, name, n, customers, n_others]),
    ).toEqual([
      ["pot", "Pot", 2, 1, 2],
      ["tea", "Tea", 2, 2, 2],
    ]);
  });

  it("of feedback are how long the latest was handled, how severe it was and how content it left", async () => {
    const feedback: readonly ShopReason[] = [
      { customer: "a", reason: null, opened: "2024-10-01", closed: "2024-10-01", severity: "low" },
      {
        customer: "a",
        reason: null,
        opened: "2024-11-05",
        closed: "2024-11-20",
        severity: "high",
        satisfaction: 1.5,
      },
      {
        customer: "b",
        reason: null,
        opened: "2024-11-20",
        closed: "2024-12-02",
        severity: "high",
        satisfaction: 1,
      },
      { customer: "c", reason: null, at: "2024-11-30", severity: "low", satisfaction: 5 },
      {
        customer: "e",
        reason: null,
        opened: "2024-11-20",
        closed: "2024-11-23",
        severity: "low",
        satisfaction: 5,
      },
      { customer: "e", reason: null, opened: "2024-12-20", closed: "2024-12-20", severity: "high" },
    ];
    const { parts } = await asked({}, { reasons: feedback });
    expect(
      plain(parts.precursors).filter(([factor]) =>
        ["handling_time", "severity", "satisfaction"].includes(factor as string),
      ),
    ).toEqual([
      ["handling_time", "to_3", 1, 0, 2, 2],
      ["handling_time", "open", 1, 1, 2, 1],
      ["handling_time", "over_7", 1, 1, 2, 1],
      ["severity", "high", 2, 2, 2, 1],
      ["severity", "low", 2, 1, 2, 2],
      ["satisfaction", "5", 2, 1, 1, 1],
      ["satisfaction", "1", 1, 1, 2, 1],
    ]);
  });
});
