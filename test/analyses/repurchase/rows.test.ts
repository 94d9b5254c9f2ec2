import { beforeAll, describe, expect, it } from "vitest";
import { repurchase } from "../../../src/analyses/repurchase/analysis.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = (customer: string | null, at: string, channel = "web"): ShopOrder => ({
  customer,
  at,
  amount: 10,
  channel,
});

/**
 * ann: twice in January, once in February and March. ben: January, March. cid: February, twice on one day. dan: March. A
 * guest in January. Observed to 15 April; April is not over; ann and dan have ordered in it.
 */
const shop = [
  order("ann", "2025-01-05"),
  order("ann", "2025-01-25", "app"),
  order("ben", "2025-01-31 23:59:59"),
  order(null, "2025-01-10"),
  order("ann", "2025-02-03"),
  order("cid", "2025-02-10 08:00:00"),
  order("cid", "2025-02-10 20:00:00"),
  order("ann", "2025-03-01", "app"),
  order("ben", "2025-03-31"),
  order("dan", "2025-03-15"),
  order("ann", "2025-04-02"),
  order("dan", "2025-04-10"),
];
const april = contextAt("2025-04-15", "2025-04-15", { observed_from: "2025-01-01" });

const look = async (params: object, context: Context = april) => {
  await duckdb.build(shop);
  return duckdb.analyse(repurchase, { ...params }, context);
};
type Rows = Awaited<ReturnType<typeof look>>["rows"];
const ofStep = (rows: Rows, of: number) =>
  rows
    .filter(({ step }) => step === of)
    .map((row) => [row.period_start.slice(0, 7), row.n, row.customers, row.rate]);

describe("the repurchase rates of four customers", () => {
  it("within the month are those with two orders or more of those with one", async () => {
    const { rows } = await look({});
    expect(ofStep(rows, 0)).toEqual([
      ["2025-01", 2, 1, 0.5],
      ["2025-02", 2, 1, 0.5],
      ["2025-03", 3, 0, 0],
      ["2025-04", 2, 0, null],
    ]);
    expect(rows.find(({ step, period_start }) => step === 0 && period_start === "2025-03-01")).toMatchObject({
      low: 0,
      complete: true,
      left_truncated: false,
    });
  });

  it("from one month to the next are those of the month before who ordered", async () => {
    const { rows } = await look({});
    expect(ofStep(rows, 1)).toEqual([
      ["2025-02", 2, 1, 0.5],
      ["2025-03", 2, 1, 0.5],
      ["2025-04", 3, 2, null],
    ]);
    const [february] = rows.filter(({ step }) => step === 1);
    // Wilson of 1 in 2.
    expect(february!.low).toBeCloseTo(0.0945312, 6);
    expect(february!.high).toBeCloseTo(0.9054688, 6);
    expect(rows.at(-1)).toMatchObject({ complete: false, rate: null, low: null, high: null });
  });

  it("of the two months before count each customer once", async () => {
    const { rows } = await look({ step: 2 });
    expect(ofStep(rows, 2)).toEqual([
      ["2025-02", 2, 1, 0.5],
      ["2025-03", 3, 2, 2 / 3],
      ["2025-04", 4, 2, null],
    ]);
    expect([...new Set(rows.map(({ step }) => step))]).toEqual([0, 1, 2]);
    expect([...new Set((await look({ step: 4 })).rows.map(({ step }) => step))]).toEqual([0, 1, 2, 3, 4]);
  });

  it("of new customers are of those whose first order is in the base, the others are returning", async () => {
    const fresh = (await look({ customers_from: "new" })).rows;
    expect(ofStep(fresh, 0).slice(0, 3)).toEqual([
      ["2025-01", 2, 1, 0.5],
      ["2025-02", 1, 1, 1],
      ["2025-03", 1, 0, 0],
    ]);
    expect(ofStep(fresh, 1)).toEqual([
      ["2025-02", 2, 1, 0.5],
      ["2025-03", 1, 0, 0],
      ["2025-04", 1, 1, null],
    ]);
    expect(ofStep(fresh, 2)).toEqual([
      ["2025-02", 2, 1, 0.5],
      ["2025-03", 3, 2, 2 / 3],
      ["2025-04", 2, 1, null],
    ]);
    const old = (await look({ customers_from: "returning" })).rows;
    expect(ofStep(old, 0).slice(0, 3)).toEqual([
      ["2025-01", 0, 0, null],
      ["2025-02", 1, 0, 0],
      ["2025-03", 2, 0, 0],
    ]);
    expect(ofStep(old, 1)).toEqual([
      ["2025-02", 0, 0, null],
      ["2025-03", 1, 1, 1],
      ["2025-04", 2, 1, null],
    ]);
  });

  it("by quarter, by year, and by weeks that begin on either day", async () => {
    expect((await look({ period: "quarter" })).rows.filter(({ step }) => step <= 1)).toMatchObject([
      { period_start: "2025-01-01", step: 0, n: 4, customers: 3, rate: 0.75 },
      { period_start: "2025-04-01", step: 0, n: 2, customers: 0, rate: null },
      { period_start: "2025-04-01", step: 1, n: 4, customers: 2, rate: null },
    ]);
    expect((await look({ period: "year" })).rows).toMatchObject([
      { period_start: "2025-01-01", step: 0, n: 4, customers: 4, complete: false },
    ]);
    const first = async (week_start: "monday" | "sunday") =>
      (await look({ period: "week" }, { ...april, week_start })).rows[0]!.period_start;
    expect([await first("monday"), await first("sunday")]).toEqual(["2024-12-30", "2025-01-05"]);
    const days = (await look({ period: "day" })).rows.filter(
      ({ step, customers }) => step === 0 && customers > 0,
    );
    expect(days.map(({ period_start, n }) => [period_start, n])).toEqual([["2025-02-10", 1]]);
  });

  it("are marked where the base reaches back before the orders, or to days on which nobody is known to be new", async () => {
    const untyped = { ...april, observed_from: null };
    const marked = async (params: object) =>
      (await look(params, untyped)).rows
        .filter(({ left_truncated }) => left_truncated)
        .map(({ step, period_start }) => [step, period_start.slice(0, 7)]);
    expect(await marked({})).toEqual([[2, "2025-02"]]);
    // The first order is of 5 January: 90 days later is 5 April.
    expect(await marked({ customers_from: "new" })).toHaveLength(4 + 3 + 3);
    expect((await look({ customers_from: "new" })).rows.some(({ left_truncated }) => left_truncated)).toBe(
      false,
    );
  });

  it("are pooled over the complete periods by their customers", async () => {
    expect((await look({})).parts.pooled).toEqual([
      { step: 0, periods: 3, n: 7, customers: 2, rate: 2 / 7 },
      { step: 1, periods: 2, n: 4, customers: 2, rate: 0.5 },
      { step: 2, periods: 2, n: 5, customers: 3, rate: 0.6 },
    ]);
  });

  it("within days are of those watched that long, also on the same day; the curve counts the others too", async () => {
    // ann 20 days, ben 59, cid 0, dan 26 and watched for 31.
    const { parts } = await look({ windows: [10, 26, 31, 60, 74, 90, 101] });
    expect(
      parts.windows.map(({ days, n, customers, rate, complete, at_risk, returned }) => [
        days,
        n,
        customers,
        rate,
        complete,
        at_risk,
        returned,
      ]),
    ).toEqual([
      [10, 4, 1, 0.25, true, 3, 1],
      [26, 4, 3, 0.75, true, 2, 3],
      [31, 4, 3, 0.75, true, 1, 3],
      [60, 3, 3, 1, false, 0, 4],
      [74, 2, 2, 1, false, 0, 4],
      [90, 1, 1, 1, false, 0, 4],
      [101, 0, 0, null, false, 0, 4],
    ]);
    expect(parts.curve.map(({ days, n, events, survival }) => [days, n, events, survival])).toEqual([
      [0, 4, 1, 0.75],
      [20, 3, 1, 0.5],
      [26, 2, 1, 0.25],
      [59, 1, 1, 0],
    ]);
    expect(parts.windows.map(({ km_rate }) => km_rate)).toEqual([0.25, 0.75, 0.75, 1, 1, 1, 1]);
    expect(parts.median).toMatchObject([{ days: 20, customers: 4, events: 4 }]);
  });
});

describe("the repurchase rates under a filter", () => {
  const rowsUnder = async (filter: Filter, params: object = {}) => {
    await duckdb.build(shop);
    const clause = filter.clauses.find(({ by }) => by === "date") as
      { from?: string; to?: string } | undefined;
    const context = { ...april, counted_from: clause?.from ?? null, counted_through: clause?.to ?? null };
    const { sql } = statements(repurchase as never, params as Record<string, unknown>, context);
    return (await duckdb.rows(filtered(sql, filter, context))) as unknown as Rows;
  };
  const dates = (from: string, to: string): Filter => ({ clauses: [{ by: "date", from, to }] });

  it("of days leave out periods and bases that are counted in part, and end with the last counted day", async () => {
    const rows = await rowsUnder(dates("2025-01-20", "2025-03-31"));
    expect(ofStep(rows, 0).map(([month]) => month)).toEqual(["2025-02", "2025-03"]);
    expect(ofStep(rows, 1)).toEqual([["2025-03", 2, 1, 0.5]]);
    expect(ofStep(rows, 2)).toEqual([]);
  });

  it("take who is new from all orders", async () => {
    const rows = await rowsUnder(dates("2025-02-01", "2025-04-15"), { customers_from: "new" });
    expect(ofStep(rows, 0)).toEqual([
      ["2025-02", 1, 1, 1],
      ["2025-03", 1, 0, 0],
      ["2025-04", 0, 0, null],
    ]);
  });

  it("of a channel count its orders", async () => {
    const app: Filter = {
      clauses: [{ by: "dimension", dimension: "channel", values: ["app"], reading: "orders", not: false }],
    };
    expect(ofStep(await rowsUnder(app), 1)).toEqual([
      ["2025-02", 1, 0, 0],
      ["2025-03", 0, 0, null],
      ["2025-04", 1, 0, null],
    ]);
  });
});
