import { beforeAll, describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import type { CohortRow } from "../../../src/analyses/cohort-retention/rows.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build(shop);
});

const order = (customer: string | null, at: string, amount: number): ShopOrder => ({ customer, at, amount });

/** January: Ann on the 1st, Bob on the 10th, Cid on the 25th. February: Dee on the 1st. */
const shop: readonly ShopOrder[] = [
  order("Ann", "2024-01-01 09:00:00", 10),
  order("Ann", "2024-01-01 20:00:00", 5),
  order("Ann", "2024-01-02 08:00:00", 20),
  order("Ann", "2024-01-08", 40),
  order("Ann", "2024-01-31", 80),
  order("Bob", "2024-01-10", 100),
  order("Bob", "2024-01-13", 200),
  order("Cid", "2024-01-25", 50),
  order("Dee", "2024-02-01", 60),
  order("Dee", "2024-02-02", 6),
  order(null, "2024-02-02", 999),
];
/** The last day that is over is 5 February: Ann is 35 days old, Bob 26, Cid 11, Dee 4. */
const open = contextAt("2024-02-06", "2024-02-05", { observed_from: "2024-01-01" });

async function run(params: Readonly<Record<string, unknown>>, context: Context = open) {
  const { sql } = statements(cohortRetention, params, context);
  return (await duckdb.rows(sql)) as unknown as readonly CohortRow[];
}

/** Cohort, k, its days, those at risk, those who ordered, complete. */
const cells = (rows: readonly CohortRow[]) =>
  rows.map((row) => [row.cohort, row.k, row.from_day, row.to_day, row.n, row.customers, row.complete]);

const brackets = [
  { from_day: 1, to_day: 2 },
  { from_day: 3, to_day: 11 },
];

describe("day ranges of each customer's own clock", () => {
  it("count who ordered on a day of the range, of those whose range is over", async () => {
    expect(cells(await run({ brackets }))).toEqual([
      ["2024-01-01", 0, 0, 1, 3, 3, true],
      // Ann on day 1.
      ["2024-01-01", 1, 1, 2, 3, 1, true],
      // Ann on day 7, Bob on day 3.
      ["2024-01-01", 2, 3, 11, 3, 2, true],
      ["2024-02-01", 0, 0, 1, 1, 1, true],
      ["2024-02-01", 1, 1, 2, 1, 1, true],
      // Dee is 4 days old: days 3 to 10 have begun and are not over.
      ["2024-02-01", 2, 3, 11, 0, 0, false],
      [null, 0, 0, 1, 4, 4, true],
      [null, 1, 1, 2, 4, 2, true],
      [null, 2, 3, 11, 3, 2, true],
    ]);
  });

  it("are days 1, 3, 7 and 30 by one choice, and have no row before they begin", async () => {
    const rows = await run({ clock: "days" });
    expect(cells(rows).filter(([cohort]) => cohort === "2024-01-01")).toEqual([
      ["2024-01-01", 0, 0, 1, 3, 3, true],
      ["2024-01-01", 1, 1, 2, 3, 1, true],
      ["2024-01-01", 2, 3, 4, 3, 1, true],
      ["2024-01-01", 3, 7, 8, 3, 1, true],
      // Day 30 is over for Ann only, who ordered on it.
      ["2024-01-01", 4, 30, 31, 1, 1, false],
    ]);
    expect(rows.filter(({ cohort }) => cohort === "2024-02-01").map(({ k }) => k)).toEqual([0, 1, 2]);
  });

  it("hold under every clock once they are typed", async () => {
    const typed = await run({ brackets });
    for (const clock of ["age", "days"]) expect(await run({ clock, brackets })).toEqual(typed);
  });

  it("count from the first of its days on, and from day 1 up to its last", async () => {
    const january = async (way: string) =>
      (await run({ brackets, return: way }))
        .filter(({ cohort }) => cohort === "2024-01-01")
        .map(({ customers, orders, net_amount }) => [customers, orders, net_amount]);
    expect(await january("in")).toEqual([
      [3, 4, 165],
      [1, 1, 20],
      [2, 2, 240],
    ]);
    expect(await january("on_or_after")).toEqual([
      [3, 4, 165],
      [2, 4, 340],
      [2, 3, 320],
    ]);
    expect(await january("by")).toEqual([
      [3, 4, 165],
      [1, 1, 20],
      [2, 3, 260],
    ]);
  });

  it("measure money per starting customer, since the beginning, and against the first day", async () => {
    const january = async (params: object) =>
      (await run({ brackets, ...params }))
        .filter(({ cohort }) => cohort === "2024-01-01")
        .map(({ value }) => value);
    expect(await january({ measure: "net_amount", show: "value" })).toEqual([55, 20 / 3, 80]);
    expect(await january({ measure: "cumulative_net_amount", show: "value" })).toEqual([
      55,
      185 / 3,
      425 / 3,
    ]);
    expect(await january({ measure: "net_amount" })).toEqual([1, 20 / 165, 240 / 165]);
    expect(await january({ measure: "orders" })).toEqual([1, 1 / 4, 2 / 4]);
    expect(await january({ measure: "average_order_value", show: "value" })).toEqual([165 / 4, 20, 120]);
  });

  it("may overlap, and k is the place in the list", async () => {
    const rows = await run({
      brackets: [
        { from_day: 1, to_day: 31 },
        { from_day: 1, to_day: 2 },
        { from_day: 1, to_day: 8 },
      ],
    });
    expect(cells(rows).filter(([cohort]) => cohort === null)).toEqual([
      [null, 0, 0, 1, 4, 4, true],
      [null, 2, 1, 2, 4, 2, true],
      [null, 3, 1, 8, 3, 2, true],
    ]);
  });

  it("begin on the customer's day, not at midnight of another: a second order of the first day is day 0", async () => {
    const [first] = await run({ clock: "days", measure: "orders", show: "value" });
    expect(first).toMatchObject({ k: 0, orders: 4, value: 4 / 3 });
  });

  it("leave out what a date filter does not count", async () => {
    const counted = { ...open, counted_from: "2024-01-09" };
    const rows = await run({ brackets }, counted);
    // Ann was 8 days old when the counted days began: neither of her ranges is counted whole.
    expect(cells(rows).filter(([cohort]) => cohort === "2024-01-01")).toEqual([
      ["2024-01-01", 0, 0, 1, 3, 3, true],
      ["2024-01-01", 1, 1, 2, 2, 0, false],
      ["2024-01-01", 2, 3, 11, 2, 1, false],
    ]);
  });
});
