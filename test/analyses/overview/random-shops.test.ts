import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { overview } from "../../../src/analyses/overview/analysis.ts";
import type { OverviewRow } from "../../../src/analyses/overview/rows.ts";
import { addDays, daysBetween } from "../../../src/base/calendar.ts";
import { kaplanMeier, medianSurvival } from "../../../src/stats/kaplan-meier.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const day = (last: number) => fc.integer({ min: 0, max: last }).map((days) => addDays("2023-12-27", days));
const shops = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", null),
    at: day(200),
    amount: fc.integer({ min: 0, max: 500 }),
  }),
  { minLength: 1, maxLength: 40 },
);

/** The figures of one span once more, from the list of orders. */
function figures(shop: readonly ShopOrder[], from: string, to: string, asOf: string) {
  const known = shop.filter(({ at }) => at <= asOf);
  const within = known.filter(({ at }) => at >= from && at <= to);
  const ids = [...new Set(within.map(({ customer }) => customer))].filter((id) => id !== null);
  const daysOf = (id: string | null) =>
    known
      .filter(({ customer }) => customer === id)
      .map(({ at }) => at)
      .toSorted();
  const began = [...new Set(known.map(({ customer }) => customer))].filter(
    (id) => id !== null && daysOf(id)[0]! >= from && daysOf(id)[0]! <= to,
  );
  const lifetimes = began.map((id) => {
    const first = daysOf(id)[0]!;
    const second = daysOf(id).find((at) => at > first);
    return { time: daysBetween(first, second ?? asOf), event: second !== undefined };
  });
  const repeat = ids.filter((id) => within.filter(({ customer }) => customer === id).length >= 2).length;
  return {
    net_amount: within.reduce((sum, { amount }) => sum + amount, 0),
    orders: within.length,
    customers: ids.length,
    new_customers: ids.filter((id) => daysOf(id)[0]! >= from).length,
    returning_customers: ids.filter((id) => daysOf(id)[0]! < from).length,
    repeat_customers: repeat,
    repeat_rate: ids.length === 0 ? null : repeat / ids.length,
    began: began.length,
    returned: lifetimes.filter(({ event }) => event).length,
    median_days_to_second: medianSurvival(kaplanMeier(lifetimes)),
  };
}

describe("the overview of random shops", () => {
  it("equals figures from the list of orders, with the product-limit estimate of src/stats", async () => {
    const options = fc.record({
      range: fc.constantFrom("last_1", "last_3", "all"),
      period: fc.constantFrom("week", "month", "quarter"),
    });
    await fc.assert(
      fc.asyncProperty(shops, options, day(220), async (shop, params, asOf) => {
        await duckdb.build(shop);
        const { sql } = statements(overview, params, contextAt(asOf, addDays(asOf, -1)));
        const rows = (await duckdb.rows(sql)) as unknown as readonly OverviewRow[];
        for (const row of rows) {
          expect(row).toMatchObject(figures(shop, row.starts_on, row.ends_on, asOf));
          const interval = wilsonInterval(row.repeat_customers, row.customers);
          if (interval === null) expect([row.low, row.high]).toEqual([null, null]);
          else {
            expect(row.low).toBeCloseTo(interval.low, 12);
            expect(row.high).toBeCloseTo(interval.high, 12);
          }
        }
      }),
      { seed: 1958, numRuns: 40 },
    );
  });
});
