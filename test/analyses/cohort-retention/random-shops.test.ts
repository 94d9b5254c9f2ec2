import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import { measures, type CohortParams, type CohortRow } from "../../../src/analyses/cohort-retention/rows.ts";
import { firstOrderSplits } from "../../../src/analyses/first-order.ts";
import type { Context } from "../../../src/sql/query.ts";
import { statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { referenceRows } from "./reference.ts";
import { contextsWithin, richShops } from "./shops.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

async function rowsOf(
  shop: readonly ShopOrder[],
  params: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<readonly CohortRow[]> {
  await duckdb.build(shop, { refunds: context.refund_policy as "at_refund_date" });
  const { sql } = statements(cohortRetention, params, context);
  return (await duckdb.rows(sql)) as unknown as readonly CohortRow[];
}

const days = 300;
const bracket = fc
  .record({ from: fc.integer({ min: 1, max: 60 }), length: fc.integer({ min: 1, max: 40 }) })
  .map(({ from, length }) => ({ from_day: from, to_day: from + length }));

const options: fc.Arbitrary<Partial<CohortParams>> = fc.record({
  period: fc.constantFrom("week", "month", "quarter", "year"),
  clock: fc.constantFrom("calendar", "age", "days"),
  return: fc.constantFrom("in", "on_or_after", "by"),
  measure: fc.constantFrom(...measures),
  show: fc.constantFrom("rate", "value"),
  split_by: fc.constantFrom<CohortParams["split_by"]>("none", "none", ...firstOrderSplits),
  min_cohort: fc.constantFrom(0, 0, 2),
  brackets: fc.option(fc.array(bracket, { minLength: 1, maxLength: 4 }), { nil: null, freq: 2 }),
});

/** Figures that are divided may differ in their last bit. */
const rounded = (rows: readonly CohortRow[]) =>
  rows.map((row) => {
    const near = (figure: number | null) => (figure === null ? null : Number(figure.toPrecision(10)));
    return { ...row, value: near(row.value), low: near(row.low), high: near(row.high) };
  });

describe("cohort rows of random shops", () => {
  it("equal a reference that asks every customer for every cell", async () => {
    await fc.assert(
      fc.asyncProperty(richShops({ days }), options, contextsWithin(days), async (shop, params, context) => {
        const rows = await rowsOf(shop, params, context);
        expect(rounded(rows)).toEqual(rounded(referenceRows(shop, params, context)));
      }),
      { seed: 20240229, numRuns: 50 },
    );
  });

  it("equal it by the day", async () => {
    await fc.assert(
      fc.asyncProperty(
        richShops({ days: 40, orders: 12 }),
        options,
        contextsWithin(40),
        async (shop, params, context) => {
          const daily = { ...params, period: "day" } as const;
          const rows = await rowsOf(shop, daily, context);
          expect(rounded(rows)).toEqual(rounded(referenceRows(shop, daily, context)));
        },
      ),
      { seed: 1, numRuns: 10 },
    );
  });

  it("hold everyone in period 0, only rise with `by`, and only fall with `on_or_after`", async () => {
    await fc.assert(
      fc.asyncProperty(richShops({ days }), contextsWithin(days), async (shop, context) => {
        const cells = async (way: string) => {
          const rows = await rowsOf(shop, { return: way }, context);
          return rows.filter(({ cohort }) => cohort !== null);
        };
        const [by, later] = [await cells("by"), await cells("on_or_after")];
        const known = new Set(
          shop.flatMap(({ customer, at }) =>
            at.slice(0, 10) <= context.as_of && customer ? [customer] : [],
          ),
        );
        const starts = by.filter(({ k }) => k === 0);
        expect(starts.reduce((sum, row) => sum + row.cohort_customers, 0)).toBe(known.size);
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
      { seed: 7, numRuns: 10 },
    );
  });

  it("are the same whatever the order of the rows that were read", async () => {
    await fc.assert(
      fc.asyncProperty(richShops({ days }), options, contextsWithin(days), async (shop, params, context) => {
        const rows = await rowsOf(shop, params, context);
        expect(await rowsOf(shop.toReversed(), params, context)).toEqual(rows);
      }),
      { seed: 3, numRuns: 8 },
    );
  });

  it("as of a past day are those of a shop that has only the orders and dated refunds up to it", async () => {
    const past = fc.record({ params: options, context: contextsWithin(days) });
    await fc.assert(
      fc.asyncProperty(richShops({ days }), past, async (shop, { params, context }) => {
        const rows = await rowsOf(shop, params, context);
        const dated = context.refund_policy === "at_refund_date";
        const then = shop
          .filter(({ at }) => at.slice(0, 10) <= context.as_of)
          .map((order) => ({
            ...order,
            refunds: (order.refunds ?? []).filter(
              ({ at }) => !dated || at === null || at.slice(0, 10) <= context.as_of,
            ),
          }));
        const observed = context.observed_through < context.as_of ? context.observed_through : context.as_of;
        expect(await rowsOf(then, params, { ...context, observed_through: observed })).toEqual(rows);
      }),
      { seed: 5, numRuns: 12 },
    );
  });
});
