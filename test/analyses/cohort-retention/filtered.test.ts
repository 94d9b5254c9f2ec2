import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import type { CohortRow } from "../../../src/analyses/cohort-retention/rows.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Filter, FilterClause } from "../../../src/notebook/filter.ts";
import { countedDays } from "../../../src/runtime/filter-sql.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { referenceRows } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

async function rowsOf(params: object, plain: Context, filter: Filter): Promise<readonly CohortRow[]> {
  const days = countedDays(filter);
  const context = { ...plain, counted_from: days.from, counted_through: days.to };
  const { sql } = statements(cohortRetention, params as Record<string, unknown>, context);
  return (await duckdb.rows(filtered(sql, filter, context))) as unknown as readonly CohortRow[];
}

const channel = (reading: "orders" | "first" | "any" | "all", value = "web"): FilterClause => ({
  by: "dimension",
  dimension: "channel",
  values: [value],
  reading,
  not: false,
});

// January: ann (web, then web in February), ben (app, then web in February), cleo (app). February: dora (web).
const shop: readonly ShopOrder[] = [
  { customer: "ann", at: "2025-01-05", amount: 10, channel: "web" },
  { customer: "ann", at: "2025-02-05", amount: 20, channel: "web" },
  { customer: "ben", at: "2025-01-06", amount: 30, channel: "app" },
  { customer: "ben", at: "2025-02-06", amount: 40, channel: "web" },
  { customer: "cleo", at: "2025-01-07", amount: 50, channel: "app" },
  { customer: "dora", at: "2025-02-07", amount: 60, channel: "web" },
];
const march = contextAt("2025-03-31", "2025-03-31", { observed_from: "2024-01-01" });

/** Cohort, k, the customers of the cohort, those at risk, those who ordered. */
const cells = (rows: readonly CohortRow[]) =>
  rows
    .filter(({ cohort, k }) => cohort !== null && k <= 1)
    .map((row) => [row.cohort!.slice(0, 7), row.k, row.cohort_customers, row.n, row.customers]);

describe("the cohorts of a shop of four customers", () => {
  beforeAll(() => duckdb.build(shop));

  it.each([
    { reading: "orders", january: [3, 2], february: [1, 0] },
    { reading: "first", january: [1, 1], february: [1, 0] },
    { reading: "any", january: [2, 2], february: [1, 0] },
    { reading: "all", january: [1, 1], february: [1, 0] },
  ] as const)(
    "under $reading of the web are $january and $february",
    async ({ reading, january, february }) => {
      expect(cells(await rowsOf({}, march, { clauses: [channel(reading)] }))).toEqual([
        ["2025-01", 0, january[0], january[0], january[0]],
        ["2025-01", 1, january[0], january[0], january[1]],
        ["2025-02", 0, february[0], february[0], february[0]],
        ["2025-02", 1, february[0], february[0], february[1]],
      ]);
    },
  );

  it("keep who began in January under a date filter of February, and say nothing of January's orders", async () => {
    const filter: Filter = { clauses: [{ by: "date", from: "2025-02-01", to: "2025-02-28" }] };
    expect(cells(await rowsOf({}, march, filter))).toEqual([
      ["2025-01", 0, 3, 3, 3],
      ["2025-01", 1, 3, 3, 2],
      ["2025-02", 0, 1, 1, 1],
    ]);
  });

  it("leave out a period that the date filter counts in part, rather than to call it empty", async () => {
    const filter: Filter = { clauses: [{ by: "date", from: "2025-02-06", to: null }] };
    const rows = await rowsOf({}, march, filter);
    expect(
      rows
        .filter(({ cohort }) => cohort?.startsWith("2025-01"))
        .map(({ k, n, customers }) => [k, n, customers]),
    ).toEqual([
      [0, 3, 3],
      [2, 3, 0],
    ]);
  });

  it("leave out cohorts of which the beginning is not counted where a figure needs it", async () => {
    const filter: Filter = { clauses: [{ by: "date", from: "2025-02-01", to: null }] };
    for (const params of [{ return: "by" }, { measure: "cumulative_net_amount" }, { measure: "orders" }]) {
      const rows = await rowsOf(params, march, filter);
      expect([...new Set(rows.flatMap(({ cohort }) => cohort ?? []))]).toEqual(["2025-02-01"]);
    }
  });

  it("know the shop's beginning under any filter", async () => {
    const plain = contextAt("2025-03-31");
    const truncated = async (filter: Filter) =>
      (await rowsOf({}, plain, filter)).map(({ left_truncated }) => left_truncated);
    expect(new Set(await truncated({ clauses: [{ by: "date", from: "2025-02-01", to: null }] }))).toEqual(
      new Set([true]),
    );
    expect(new Set(await truncated({ clauses: [channel("first")] }))).toEqual(new Set([true]));
  });
});

const day = (last: number) => fc.integer({ min: 0, max: last }).map((days) => addDays("2024-01-01", days));
const shops = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d", "e", null),
    at: day(200),
    amount: fc.integer({ min: 1, max: 500 }),
    channel: fc.constantFrom("web", "app"),
  }),
  { minLength: 1, maxLength: 30 },
);
const counted = ({
  cohort,
  split,
  k,
  cohort_customers,
  n,
  customers,
}: Omit<CohortRow, "value" | "low" | "high" | "net_amount" | "orders" | "complete" | "left_truncated">) => ({
  cohort,
  split,
  k,
  cohort_customers,
  n,
  customers,
});

describe("cohorts of random shops", () => {
  const params = fc.record({
    period: fc.constantFrom("week", "month"),
    clock: fc.constantFrom("calendar", "age"),
    return: fc.constantFrom("in", "on_or_after", "by"),
    split_by: fc.constant("none"),
    min_cohort: fc.constant(0),
  });

  it("under a filter of whole customers are those of a shop that has only them", async () => {
    await fc.assert(
      fc.asyncProperty(
        shops,
        params,
        fc.constantFrom("first", "any", "all"),
        async (orders, chosen, reading) => {
          const as_of = "2024-06-30";
          const context = contextAt(as_of, as_of, { observed_from: "2023-01-01" });
          await duckdb.build(orders);
          const rows = await rowsOf(chosen, context, { clauses: [channel(reading as "first")] });
          const known = orders
            .map((order, index) => ({ ...order, index }))
            .toSorted((a, b) => (a.at === b.at ? a.index - b.index : a.at < b.at ? -1 : 1))
            .filter(({ at }) => at <= as_of);
          const matches = {
            first: (own: typeof known) => own[0]?.channel === "web",
            any: (own: typeof known) => own.some((each) => each.channel === "web"),
            all: (own: typeof known) => own.length > 0 && own.every((each) => each.channel === "web"),
          };
          const kept = orders.filter(({ customer }) =>
            matches[reading as "first"](known.filter((each) => each.customer === customer)),
          );
          const reference = referenceRows(
            kept.filter(({ customer }) => customer !== null),
            chosen as never,
            context,
          );
          expect(rows.map(counted)).toEqual(reference.map(counted as never));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("under a date filter are the unfiltered ones at its end, from its first whole period on", async () => {
    await fc.assert(
      fc.asyncProperty(shops, fc.constantFrom("week", "month"), day(150), async (orders, period, from) => {
        await duckdb.build(orders);
        const to = "2024-07-10";
        const filter: Filter = { clauses: [{ by: "date", from, to }] };
        const context = contextAt("2024-08-31", "2024-08-31", { observed_from: "2023-01-01" });
        const rows = await rowsOf({ period }, context, filter);
        const plain = await rowsOf(
          { period },
          { ...context, as_of: to, observed_through: to },
          { clauses: [] },
        );
        const starts = new Map(
          (
            await duckdb.rows(`select cast(d as date) as d, cast(date_trunc('${period}', d) as date) as start
            from generate_series(timestamp '2023-12-01', timestamp '2024-12-31', interval 1 day) as t(d)`)
          ).map((row) => [row["d"], row["start"]]),
        );
        const later = (cohort: string, k: number) => {
          let start = cohort;
          for (let step = 0; step < k; step++)
            start = [...starts.values()].find((each) => String(each) > start) as string;
          return start;
        };
        const expected = plain.filter(
          ({ cohort, k }) => cohort !== null && (k === 0 || later(cohort, k) >= from),
        );
        expect(rows.filter(({ cohort }) => cohort !== null).map(counted)).toEqual(expected.map(counted));
      }),
      { numRuns: 25 },
    );
  });
});
