import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import type { CohortRow } from "../../../src/analyses/cohort-retention/rows.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { referenceRows } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

async function rowsOf(
  shop: readonly ShopOrder[],
  params: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<readonly CohortRow[]> {
  await duckdb.build(shop);
  const { sql } = statements(cohortRetention, params, context);
  return (await duckdb.rows(sql)) as unknown as readonly CohortRow[];
}

const day = (last: number) => fc.integer({ min: 0, max: last }).map((days) => addDays("2023-11-27", days));

const shops = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d", "e", "f", null),
    at: day(420),
    amount: fc.integer({ min: -50, max: 500 }),
    channel: fc.constantFrom("web", "app", undefined).map((channel) => channel as string),
  }),
  { minLength: 1, maxLength: 45 },
);

const options = fc.record({
  period: fc.constantFrom("day", "week", "month", "quarter", "year"),
  clock: fc.constantFrom("calendar", "age"),
  return: fc.constantFrom("in", "on_or_after", "by"),
  split_by: fc.constantFrom("none", "channel"),
  min_cohort: fc.constantFrom(0, 0, 2),
});

const contexts = fc
  .record({
    as_of: day(460),
    before: fc.integer({ min: 0, max: 30 }),
    observed_from: fc.constantFrom(null, "2023-01-01"),
    week_start: fc.constantFrom("monday" as const, "sunday" as const),
  })
  .map(({ as_of, before, ...more }) => contextAt(as_of, addDays(as_of, -before), more));

describe("cohort rows of random shops", () => {
  it("equal a reference that asks every customer for every cell", async () => {
    await fc.assert(
      fc.asyncProperty(shops, options, contexts, async (shop, chosen, context) => {
        const params = {
          ...chosen,
          period: chosen.period === "day" && shop.length > 12 ? "week" : chosen.period,
        };
        const rows = await rowsOf(shop, params, context);
        const expected = referenceRows(shop, params as Parameters<typeof referenceRows>[1], context);
        expect(
          rows.map(({ value, low, high, ...counted }) => {
            void [value, low, high];
            return counted;
          }),
        ).toEqual(expected);
        for (const { n, customers, value, low, high } of rows) {
          const interval = wilsonInterval(customers, n);
          expect(value).toBe(n === 0 ? null : customers / n);
          if (interval === null) expect([low, high]).toEqual([null, null]);
          else {
            expect(low).toBeCloseTo(interval.low, 12);
            expect(high).toBeCloseTo(interval.high, 12);
          }
        }
      }),
      { seed: 20240229, numRuns: 60 },
    );
  });

  it("hold everyone in period 0, only rise with `by`, and only fall with `on_or_after`", async () => {
    await fc.assert(
      fc.asyncProperty(shops, contexts, async (shop, context) => {
        const cells = async (way: string) => {
          const rows = await rowsOf(shop, { return: way }, context);
          return rows.filter(({ cohort }) => cohort !== null);
        };
        const [by, later] = [await cells("by"), await cells("on_or_after")];
        for (const rows of [by, later])
          for (const row of rows.filter(({ k }) => k === 0)) expect(row.customers).toBe(row.cohort_customers);
        for (const [index, row] of by.entries()) {
          const next = by[index + 1];
          if (row.k >= 1 && next?.cohort === row.cohort)
            expect(next.customers).toBeGreaterThanOrEqual(row.customers);
        }
        for (const [index, row] of later.entries()) {
          const next = later[index + 1];
          if (next?.cohort === row.cohort) expect(next.customers).toBeLessThanOrEqual(row.customers);
        }
      }),
      { seed: 7, numRuns: 12 },
    );
  });
});
