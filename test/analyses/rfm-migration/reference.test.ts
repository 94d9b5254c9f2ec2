/** RFM and its migration against the plain reference, on random shops with refunds, in native DuckDB. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import { rfmMigration } from "../../../src/analyses/rfm-migration/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { scoresOf, boundsOf, seenOn, segmentOf, segmentsOn, type Ask } from "../rfm/reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const cuts = [
  { r: 20, f: 1, m: 30 },
  { r: 60, f: 2, m: 99.99 },
  { r: 120, f: 3, m: 250 },
  { r: 200, f: 5, m: 700 },
];
const asks = fc.record({
  ask: fc.constantFrom<Ask>(
    {},
    { scheme: "eight" },
    { scheme: "eight", method: "mean", monetary: "average_order_value" },
    { scheme: "quadrants", pair: "recency_monetary", method: "median" },
    { scheme: "quadrants", pair: "frequency_monetary" },
    { method: "rfm_package", frequency: "days" },
    { method: "custom", cuts },
    { scheme: "eight", method: "custom", cuts: cuts.slice(1, 2) },
  ),
  window_days: fc.constantFrom(null, null, 90),
  from: fc.constantFrom("2024-03-01", "2024-06-30", null),
  asOf: fc.constantFrom("2024-08-31", "2024-11-20"),
  isBookedByDate: fc.boolean(),
});

const shops = fc
  .tuple(
    randomShops({ customers: 9, days: 330 }),
    fc.array(fc.integer({ min: -1, max: 60 }), { maxLength: 12 }),
  )
  .map(([shop, waits]): readonly ShopOrder[] =>
    shop.map((order, index) => {
      const wait = waits[index];
      if (wait === undefined || wait % 3 === 0) return order;
      const at = wait < 0 ? null : addDays(order.at.slice(0, 10), wait);
      return { ...order, refunds: [{ at, amount: 2.5 + wait }] };
    }),
  );

it("every random shop has the scores, moves and sizes of the definition, and what came later changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asks, async (shop, { ask: plain, window_days, from, asOf, isBookedByDate }) => {
      const ask = { ...plain, window_days };
      const refunds = isBookedByDate ? "at_refund_date" : "reduce_original";
      const context = contextAt(asOf, asOf, { refund_policy: refunds });
      await duckdb.build(shop, { refunds });
      const scored = await duckdb.rows(statements(rfm as never, { ...ask }, context).sql);
      const seen = seenOn(shop, asOf, asOf, ask, isBookedByDate);
      const bounds = boundsOf(seen, ask);
      expect(scored).toEqual(
        seen.map((each) => {
          const scores = scoresOf(each, bounds);
          return {
            customer_id: each.id,
            recency_days: each.r,
            frequency: each.f,
            monetary: each.m / 10_000,
            ...scores,
            segment: segmentOf(scores, ask),
          };
        }),
      );

      const asked = { ...ask, from, dates: 3 };
      const { rows, parts } = await duckdb.analyse(rfmMigration, asked, context);
      const first = from ?? addDays(asOf, -90);
      const [was, is] = [first, asOf].map((day) => segmentsOn(shop, day, asOf, ask, isBookedByDate));
      const moves = new Map<string, { customers: number; change: number }>();
      const begun = (id: string) =>
        shop.some(({ customer, at }) => customer === id && at.slice(0, 10) <= first);
      for (const id of new Set([...was!.keys(), ...is!.keys()])) {
        const [a, b] = [was!.get(id), is!.get(id)];
        const key = `${a?.segment ?? (begun(id) ? "outside" : "new")} → ${b?.segment ?? "outside"}`;
        const { customers, change } = moves.get(key) ?? { customers: 0, change: 0 };
        moves.set(key, {
          customers: customers + 1,
          change: change + (b?.seen.net ?? 0) - (a?.seen.net ?? 0),
        });
      }
      const held = rows.filter(({ customers }) => customers > 0);
      expect(
        Object.fromEntries(
          held.map((row) => [
            `${row.from_segment} → ${row.to_segment}`,
            { customers: row.customers, change: Math.round(row.net_amount_change * 10_000) },
          ]),
        ),
      ).toEqual(Object.fromEntries(moves));
      for (const row of held) {
        const all = held.reduce(
          (sum, each) => sum + (each.from_segment === row.from_segment ? each.customers : 0),
          0,
        );
        expect([row.n, row.share]).toEqual([all, row.customers / all]);
      }

      for (const row of parts.sizes) {
        const then = [...segmentsOn(shop, row.date, asOf, ask, isBookedByDate).values()];
        const own = then.filter(({ segment }) => segment === row.segment).length;
        expect([row.date, row.customers, row.share]).toEqual([
          row.date,
          own,
          then.length === 0 ? null : own / then.length,
        ]);
      }

      // The same orders up to as_of, alone; refunds that are dated later are not known yet.
      const known = shop.filter(({ at }) => at.slice(0, 10) <= asOf);
      await duckdb.build(known, { refunds });
      expect(await duckdb.rows(statements(rfmMigration as never, asked, context).sql)).toEqual(rows);
    }),
    { seed: 21, numRuns: 16 },
  );
});
