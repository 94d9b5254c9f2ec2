/** explain-difference on shops counted by hand. */
import { beforeAll, describe, expect, it } from "vitest";
import { explainDifference } from "../../../src/analyses/explain-difference/analysis.ts";
import type { Analysis } from "../../../src/analyses/analysis.ts";
import type { PartRow } from "../../../src/analyses/explain-difference/result.ts";
import type { Context } from "../../../src/sql/query.ts";
import { newcombeInterval } from "../../../src/stats/newcombe.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const context = contextAt("2025-04-30", "2025-04-30", { observed_from: "2024-01-01" });
const near = (value: number) => expect.closeTo(value, 12) as number;

let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
});

/** The part of both sides alone. */
async function differenceOf(given: object, at: Context) {
  const { parts } = statements(explainDifference as unknown as Analysis, { ...given }, at);
  return (await database.rows(parts["difference"]!))[0]! as unknown as PartRow<"difference">;
}

/** Customers won on a day through a channel, of whom the first `back` order again on another. */
const won = (
  name: string,
  at: string,
  channel: string | undefined,
  customers: number,
  back: number,
  again: string,
): readonly ShopOrder[] =>
  Array.from({ length: customers }, (_, index) => {
    const customer = `${name}${index}`;
    const first: ShopOrder = { customer, at, amount: 10, ...(channel ? { channel } : {}) };
    return index < back ? [first, { customer, at: again, amount: 10 }] : [first];
  }).flat();

/**
 * Cohorts of ten. January: web 6 (3 back), app 4 (2 back): 50 %. February: web 2 (1 back), app 6 (1 back), a new
 * channel 2 (1 back): 30 %.
 */
const cohorts = [
  ...won("a", "2025-01-10", "web", 6, 3, "2025-02-10"),
  ...won("b", "2025-01-12", "app", 4, 2, "2025-02-28"),
  ...won("c", "2025-02-03", "web", 2, 1, "2025-03-01"),
  ...won("d", "2025-02-07", "app", 6, 1, "2025-03-31"),
  ...won("e", "2025-02-09", "fair", 2, 1, "2025-03-09"),
];

describe("two cohorts", () => {
  const analyse = (given: object, at = context) =>
    database.analyse(
      explainDifference,
      { cohort_0: "2025-01-01", cohort_1: "2025-02-01", min_group: 0, ...given },
      at,
    );
  beforeAll(() => database.build(cohorts));

  it("are split by Kitagawa's formula, and a group of one side is all mix", async () => {
    const { rows, parts } = await analyse({});
    expect(rows).toEqual([
      {
        dimension: "channel",
        group_name: "app",
        label: "app",
        share_0: 0.4,
        share_1: 0.6,
        rate_0: 0.5,
        rate_1: near(1 / 6),
        n_0: 4,
        n_1: 6,
        mix: near(0.2 * (1 / 3)),
        rate_effect: near((-1 / 3) * 0.5),
        total: near(-0.1),
        pooled: false,
        mix_against_mean: near(0.2 * (1 / 3 - 0.4)),
      },
      {
        dimension: "channel",
        group_name: "web",
        label: "web",
        share_0: 0.6,
        share_1: 0.2,
        rate_0: 0.5,
        rate_1: 0.5,
        n_0: 6,
        n_1: 2,
        mix: near(-0.4 * 0.5),
        rate_effect: 0,
        total: near(-0.2),
        pooled: false,
        mix_against_mean: near(-0.4 * 0.1),
      },
      {
        dimension: "channel",
        group_name: "fair",
        label: "fair",
        share_0: 0,
        share_1: 0.2,
        rate_0: null,
        rate_1: 0.5,
        n_0: 0,
        n_1: 2,
        mix: near(0.2 * 0.5),
        rate_effect: 0,
        total: near(0.1),
        pooled: false,
        mix_against_mean: near(0.2 * 0.1),
      },
    ]);
    expect(parts.difference).toEqual([
      {
        starts_on_0: "2025-01-01",
        ends_on_0: "2025-01-31",
        starts_on_1: "2025-02-01",
        ends_on_1: "2025-02-28",
        n_0: 10,
        n_1: 10,
        rate_0: 0.5,
        rate_1: near(0.3),
        difference: near(-0.2),
        // Newcombe's limits of 3/10 less 5/10.
        low: near(newcombeInterval(5, 10, 3, 10)!.low),
        high: near(newcombeInterval(5, 10, 3, 10)!.high),
        left_truncated_0: false,
        left_truncated_1: false,
      },
    ]);
    expect(parts.dimensions).toEqual([
      {
        dimension: "channel",
        groups: 3,
        mix: near(0.2 / 3 - 0.1),
        rate_effect: near(-1 / 6),
        total: near(-0.2),
        explained: near(1 / 6),
        leads: true,
      },
    ]);
  });

  it("pool the groups that are small on both sides together", async () => {
    const { rows } = await analyse({ min_group: 9 });
    expect(rows.map(({ group_name, pooled, n_0, n_1 }) => [group_name, pooled, n_0, n_1])).toEqual([
      ["app", false, 4, 6],
      [null, true, 6, 4],
    ]);
  });

  it("come back in the period, by it, or then and later", async () => {
    const rate = async (given: object) =>
      (await differenceOf({ cohort_0: "2025-01-01", cohort_1: "2025-02-01", ...given }, context)).rate_0;
    expect(await rate({ k: 1 })).toBe(0.5);
    expect(await rate({ k: 2 })).toBe(0);
    expect(await rate({ k: 2, return: "by" })).toBe(0.5);
    expect(await rate({ k: 1, return: "on_or_after" })).toBe(0.5);
    // On each one's own clock 10 February is day 31, 28 February is day 47: both in window 1.
    expect(await rate({ k: 1, clock: "age" })).toBe(0.5);
    expect(await rate({ k: 1, clock: "age", period: "week", cohort_0: "2025-01-10" })).toBe(0);
  });

  it("are the last two complete ones that hold new customers only, unless typed", async () => {
    const chosen = async (given: object, at = context) => {
      const row = await differenceOf(given, at);
      return [row.starts_on_0, row.starts_on_1, row.n_0, row.n_1];
    };
    expect(await chosen({})).toEqual(["2025-01-01", "2025-02-01", 10, 10]);
    expect(await chosen({ cohort_0: "2025-02-17" })).toEqual(["2025-02-01", "2025-01-01", 10, 10]);
    // On 30 March the month after February is not over.
    expect(await chosen({}, { ...context, as_of: "2025-03-30" })).toEqual([null, "2025-01-01", 0, 10]);
    // Without a typed beginning, all are within 90 days of the first order.
    expect(await chosen({}, { ...context, observed_from: null })).toEqual([null, null, 0, 0]);
    expect(
      await chosen({ cohort_0: "2025-01-01", cohort_1: "2025-02-01" }, { ...context, as_of: "2025-03-30" }),
    ).toEqual(["2025-01-01", "2025-02-01", 10, 0]);
  });

  it("have no rows while one is not over", async () => {
    const { rows, parts } = await analyse({}, { ...context, as_of: "2025-03-30" });
    expect(rows).toEqual([]);
    expect(parts.difference[0]).toMatchObject({ rate_0: 0.5, rate_1: null, difference: null, low: null });
  });
});

/** February: ann (twice, new through web), ben (back, web in 2024). March: ann, cleo (new, app, twice) and a guest. */
const ranges: readonly ShopOrder[] = [
  { customer: "ben", at: "2024-11-01", amount: 99, channel: "web" },
  { customer: "ann", at: "2025-02-01", amount: 20, cost: 5, channel: "web" },
  { customer: "ann", at: "2025-02-28", amount: 40, shipping: 4, tax: 6, cost: 10, channel: "app" },
  { customer: "ben", at: "2025-02-03", amount: 60, channel: "app" },
  { customer: "ann", at: "2025-03-05", amount: 30, cost: 10, channel: "web" },
  { customer: "cleo", at: "2025-03-06", amount: 10, channel: "app", cost: 4 },
  { customer: "cleo", at: "2025-03-07", amount: 20, channel: "app" },
  { customer: null, at: "2025-03-31", amount: 100 },
];

describe("two ranges", () => {
  const march = contextAt("2025-04-05", "2025-04-04");
  const analyse = (given: object) =>
    database.analyse(explainDifference, { what: "range", min_group: 0, ...given }, march);
  const sides = async (given: object, at = march) => {
    const row = await differenceOf({ what: "range", ...given }, at);
    return [row.n_0, row.n_1, row.rate_0, row.rate_1];
  };
  beforeAll(() => database.build(ranges));

  it("are the last full period and the one before, unless typed", async () => {
    const days = async (given: object) => {
      const row = await differenceOf({ what: "range", ...given }, march);
      return [row.starts_on_0, row.ends_on_0, row.starts_on_1, row.ends_on_1];
    };
    expect(await days({})).toEqual(["2025-02-01", "2025-02-28", "2025-03-01", "2025-03-31"]);
    expect(await days({ from_1: "2025-03-01", to_1: "2025-03-10" })).toEqual([
      "2025-02-19",
      "2025-02-28",
      "2025-03-01",
      "2025-03-10",
    ]);
    expect(await days({ from_0: "2024-11-01", to_0: "2024-11-30", period: "quarter" })).toEqual([
      "2024-11-01",
      "2024-11-30",
      "2025-01-01",
      "2025-03-31",
    ]);
  });

  it("are compared by each measure", async () => {
    expect(await sides({})).toEqual([2, 2, 0.5, 0.5]);
    expect(await sides({ measure: "orders_per_customer" })).toEqual([2, 2, 1.5, 1.5]);
    expect(await sides({ measure: "net_amount_per_customer" })).toEqual([2, 2, 60, 30]);
    // The guest is in, and Ann's two orders are two.
    expect(await sides({ measure: "average_order_value" })).toEqual([3, 4, 40, 40]);
    // Ann: 20 - 5 and 40 - 4 - 6 - 10; Ben's cost is not known. March: Ann 30 - 10, Cleo 10 - 4.
    expect(await sides({ measure: "margin_per_customer" })).toEqual([1, 2, 35, 13]);
  });

  it("tell customers apart by their first order, new from returning, and orders by themselves", async () => {
    const groups = async (given: object) =>
      (await analyse(given)).rows.map((row) => [row.group_name, row.n_0, row.n_1, row.rate_0, row.rate_1]);
    expect(await groups({ measure: "orders_per_customer", dimension: "channel" })).toEqual([
      ["web", 2, 1, 1.5, 1],
      ["app", 0, 1, null, 2],
    ]);
    expect(await groups({ measure: "orders_per_customer", dimension: "customer_kind" })).toEqual([
      ["new", 1, 1, 2, 2],
      ["returning", 1, 1, 1, 1],
    ]);
    expect(await groups({ measure: "average_order_value", dimension: "channel" })).toEqual([
      ["app", 2, 2, 50, 15],
      ["web", 1, 1, 20, 30],
      [null, 0, 1, null, 100],
    ]);
    expect(await groups({ measure: "average_order_value", dimension: "customer_kind" })).toEqual([
      ["new", 2, 2, 30, 15],
      ["returning", 1, 1, 60, 30],
      [null, 0, 1, null, 100],
    ]);
  });

  it("have no rows while one is not over, or is not counted from its first day", async () => {
    expect(await sides({}, contextAt("2025-04-05", "2025-04-04", { counted_from: "2025-02-02" }))).toEqual([
      0,
      2,
      null,
      0.5,
    ]);
    expect(
      await sides({ from_1: "2025-03-01", to_1: "2025-03-31" }, contextAt("2025-04-05", "2025-03-30")),
    ).toEqual([2, 0, 0.5, null]);
  });

  it("take refunds by their own day where the rules book them so", async () => {
    const booked = await NativeDuckDb.open();
    await booked.build(
      [
        {
          customer: "ann",
          at: "2025-02-01",
          amount: 50,
          channel: "web",
          refunds: [{ at: "2025-03-02", amount: 20 }],
        },
        { customer: "ann", at: "2025-03-05", amount: 30, channel: "app" },
        { customer: "ben", at: "2025-02-01", amount: 10, channel: "web", refunds: [{ at: null, amount: 4 }] },
        { customer: "cleo", at: "2025-03-05", amount: 40, channel: "app" },
      ],
      { refunds: "at_refund_date" },
    );
    const at = { ...march, refund_policy: "at_refund_date" };
    const given = { what: "range", min_group: 0, dimension: "channel" };
    const money = async (measure: string) =>
      (await booked.analyse(explainDifference, { ...given, measure }, at)).parts.difference[0]!;
    // March: 70 less the 20 of the February order; February: 60 less 4 without a day.
    expect(await money("net_amount_per_customer")).toMatchObject({ rate_0: 28, rate_1: 25 });
    expect(await money("average_order_value")).toMatchObject({ n_0: 2, n_1: 2, rate_0: 28, rate_1: 25 });
    const { rows } = await booked.analyse(
      explainDifference,
      { ...given, measure: "average_order_value" },
      at,
    );
    // Web has no order in March: its -20 / 2 is no mix, and nothing is lost.
    expect(rows.map((row) => [row.group_name, row.rate_1, row.mix, row.rate_effect])).toEqual([
      ["app", 35, 35, 0],
      ["web", null, -28, -10],
    ]);
    expect(rows.reduce((sum, { total }) => sum + total, 0)).toBe(-3);
  });
});
