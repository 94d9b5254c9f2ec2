/** churn-status on a small shop, counted by hand. */
import { beforeAll, describe, expect, it } from "vitest";
import { churnStatus } from "../../../src/analyses/churn-status/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { handShop, typed } from "./hand-shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const context = contextAt("2024-06-30");
const ask = async (given = {}, at = context) => {
  await duckdb.build(handShop);
  return duckdb.analyse(churnStatus, { ...typed, ...given }, at);
};
const counts = (rows: readonly { status: string; customers: number }[]) =>
  rows.map(({ status, customers }) => [status, customers]);

describe("the rule of one and three cycles", () => {
  it("puts each customer in one status: 30 days are active, 31 short-term, 90 still, 91 long-term", async () => {
    const { rows } = await ask();
    expect(rows.map((row) => Object.values(row).slice(0, 7))).toEqual([
      ["active", 2, 2 / 7, 50, 50 / 150, 23.5, 7],
      ["new", 1, 1 / 7, 10, 10 / 150, 10, 7],
      ["reactivated", 1, 1 / 7, 10, 10 / 150, 30, 7],
      ["short_term_churned", 2, 2 / 7, 68, 68 / 150, 60.5, 7],
      ["long_term_churned", 1, 1 / 7, 12, 12 / 150, 91, 7],
    ]);
    // at_risk: more than 24 days, gus with 25 and cid with 30.
    expect(rows.map((row) => (row as unknown as { at_risk: number }).at_risk)).toEqual([1, 0, 1, 0, 0]);
    const { low, high } = rows[0] as unknown as { low: number; high: number };
    expect([low.toFixed(6), high.toFixed(6)]).toEqual(["0.082219", "0.641066"]);
  });

  it("moves with its multiples", async () => {
    const { rows } = await ask({ short: 2, long: 3 });
    // Up to 60 days: bob is active again; gus (60 days) and ann are new; cid came back.
    expect(counts(rows as never)).toEqual([
      ["active", 2],
      ["new", 2],
      ["reactivated", 1],
      ["short_term_churned", 1],
      ["long_term_churned", 1],
    ]);
    const wide = await ask({ long: 2, at_risk_from: 0.5 });
    expect(counts(wide.rows as never)).toEqual([
      ["active", 1],
      ["new", 1],
      ["reactivated", 2],
      ["short_term_churned", 1],
      ["long_term_churned", 2],
    ]);
    // More than 15 days: gus, dan and cid.
    expect(wide.rows.reduce((sum, row) => sum + (row as unknown as { at_risk: number }).at_risk, 0)).toBe(3);
  });

  it("is null where three cycles are longer than the orders go back", async () => {
    // The first order is 177 days old: 59 days fit three times, 59.1 do not.
    const fits = await ask({ cycle_days: 59 });
    expect(fits.parts.statuses[4]!.complete).toBe(true);
    const { parts } = await ask({ cycle_days: 59.1 });
    expect(parts.statuses[4]).toEqual({
      status: "long_term_churned",
      customers: 0,
      share: null,
      net_amount: 0,
      share_of_net_amount: null,
      median_days_since: null,
      n: 7,
      low: null,
      high: null,
      at_risk: 0,
      complete: false,
    });
    expect(parts.statuses[3]!.complete).toBe(true);
    const young = await ask({ cycle_days: 200 });
    expect(young.parts.statuses.map(({ complete }) => complete)).toEqual([true, true, true, false, false]);
    expect(young.parts.groups.every(({ rate }) => rate === null)).toBe(true);
  });

  it("knows no share where the orders end before the date", async () => {
    const { parts } = await ask({}, contextAt("2024-07-31", "2024-06-30"));
    expect(parts.statuses.map(({ share, complete }) => [share, complete])).toEqual(
      Array.from({ length: 5 }, () => [null, false]),
    );
  });
});

describe("the cycle", () => {
  const gaps = (count: number) =>
    Array.from({ length: count }, (_, index) => [
      { customer: `c${index}`, at: "2024-01-01", amount: 1 },
      { customer: `c${index}`, at: addDays("2024-01-01", 10 * (index + 1)), amount: 1 },
    ]).flat();

  it("is the 75th percentile of ten gaps of 10 to 100 days: 77.5", async () => {
    await duckdb.build(gaps(10));
    const { parts } = await duckdb.analyse(churnStatus, {}, context);
    expect(parts.cycle[0]).toMatchObject({ cycle_days: 77.5, gaps: 10, informants: 10, long_days: 232.5 });
    // Known on 31 May: two gaps fewer would not be enough.
    expect(parts.error[0]).toMatchObject({ cycle_days: null, n: 0, share: null });
  });

  it("is none with nine gaps, and then nobody has a status", async () => {
    await duckdb.build(gaps(9));
    const { rows, parts } = await duckdb.analyse(churnStatus, {}, context);
    expect(parts.cycle[0]).toMatchObject({ cycle_days: null, gaps: 9 });
    expect(rows.map((row) => Object.values(row).slice(0, 3))).toEqual(
      ["active", "new", "reactivated", "short_term_churned", "long_term_churned"].map((id) => [id, 0, null]),
    );
    expect((await duckdb.analyse(churnStatus, { rows: "customers" }, context)).rows).toEqual([]);
  });
});

describe("the parts", () => {
  it("sees every month end with the cycle of the as-of date, and who moved", async () => {
    const { parts } = await ask();
    const at = (date: string) =>
      parts.series.filter((row) => row.date === date).map(({ customers }) => customers);
    expect(at("2024-04-30")).toEqual([1, 2, 0, 1, 1]);
    expect(at("2024-05-31")).toEqual([1, 1, 1, 3, 0]);
    expect(at("2024-06-30")).toEqual([2, 1, 1, 2, 1]);
    expect(
      parts.flows.map((row) => [
        row.date_to.slice(5, 7),
        row.from_status,
        row.to_status,
        row.customers,
        row.n,
      ]),
    ).toEqual([
      ["05", "none", "new", 1, 1],
      ["05", "active", "active", 1, 1],
      ["05", "new", "short_term_churned", 2, 2],
      ["05", "short_term_churned", "short_term_churned", 1, 1],
      ["05", "long_term_churned", "reactivated", 1, 1],
      ["06", "none", "new", 1, 1],
      ["06", "active", "short_term_churned", 1, 1],
      ["06", "new", "active", 1, 1],
      ["06", "reactivated", "reactivated", 1, 1],
      ["06", "short_term_churned", "active", 1, 3],
      ["06", "short_term_churned", "short_term_churned", 1, 3],
      ["06", "short_term_churned", "long_term_churned", 1, 3],
    ]);
    expect(parts.rates.map(({ n, churned, churn_rate }) => [n, churned, churn_rate])).toEqual([
      [4, 0, 0],
      [6, 1, 1 / 6],
    ]);
  });

  it("ends the series at the as-of date, open where that ends no period", async () => {
    const { parts } = await ask({ period: "quarter", dates: 2 }, contextAt("2024-06-15"));
    const days = [...new Set(parts.series.map(({ date }) => date))];
    expect(days).toEqual(["2024-03-31", "2024-06-15"]);
    expect(parts.series.filter(({ complete }) => complete).map(({ date }) => date)).not.toContain(
      "2024-06-15",
    );
    expect(parts.rates).toMatchObject([{ churn_rate: null, complete: false }]);
  });

  it("starts weeks where the notebook does", async () => {
    const weeks = async (week_start: "monday" | "sunday") =>
      (await ask({ period: "week", dates: 2 }, contextAt("2024-06-27", "2024-06-27", { week_start }))).parts
        .series[0]!.date;
    expect([await weeks("monday"), await weeks("sunday")]).toEqual(["2024-06-23", "2024-06-22"]);
  });

  it("counts the churned by orders made and by how they began", async () => {
    const { parts } = await ask({ split_by: "channel" });
    expect(
      parts.groups.map(({ dimension, label, n, churned, long_term_churned }) => [
        dimension,
        label,
        n,
        churned,
        long_term_churned,
      ]),
    ).toEqual([
      ["orders", "1", 3, 2, 1],
      ["orders", "2", 3, 0, 0],
      ["orders", "3+", 1, 1, 0],
      ["split", "web", 4, 2, 1],
      ["split", "app", 2, 0, 0],
      ["split", null, 1, 1, 0],
    ]);
  });

  it("measures the rule: of five called lost 40 days before, three have ordered since", async () => {
    const { parts } = await ask();
    expect(
      parts.error.map(({ status, flagged_on, n, returned, share }) => [
        status,
        flagged_on,
        n,
        returned,
        share,
      ]),
    ).toEqual([
      ["churned", "2024-05-21", 5, 3, 0.6],
      ["long_term_churned", "2024-05-21", 1, 1, 1],
      ["short_term_churned", "2024-05-21", 4, 2, 0.5],
    ]);
    // Nobody had ordered by 2 January.
    const early = await ask({ horizon_days: 180 });
    expect(early.parts.error[0]).toMatchObject({ flagged_on: "2024-01-02", n: 0, share: null });
  });

  it("lists each customer", async () => {
    const { rows } = await ask({ rows: "customers" });
    expect(rows).toHaveLength(7);
    expect(rows[1]).toEqual({
      customer_id: "bob",
      status: "short_term_churned",
      last_ordered_at: "2024-05-30 00:00:00",
      days_since: 31,
      own_median_gap: 45,
      last_gap: 59,
      cycles_since: 31 / 30,
      slowing: false,
      stage: "slowing",
      at_risk: false,
      orders: 3,
      net_amount: 60,
    });
    const column = (name: string) => rows.map((row) => (row as unknown as Record<string, unknown>)[name]);
    expect(column("stage")).toEqual(["first", "slowing", "first", "first", "first", "lost", "first"]);
    expect(column("own_median_gap")).toEqual([null, 45, 147, 90, null, null, 35]);
  });
});
