/** replenishment against plain TypeScript on random shops, beside purchase-cycle, and what must hold of any shop. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { purchaseCycle } from "../../../src/analyses/purchase-cycle/analysis.ts";
import { replenishment } from "../../../src/analyses/replenishment/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { remind, type ReplenishmentAsk } from "./reference.ts";

fc.configureGlobal({ baseSize: "medium" });

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const asks: fc.Arbitrary<ReplenishmentAsk> = fc.record({
  lead_max: fc.integer({ min: 3, max: 9 }),
  lead_min: fc.integer({ min: 0, max: 3 }),
  lasts: fc.constantFrom([], [], [{ product: "TEA", units_per_pack: 10, units_per_day: 0.5 }]),
  cycle_of: fc.constantFrom("returning", "everyone"),
  due_share: fc.constantFrom(0.25, 0.5, 0.75),
  per_unit: fc.constantFrom("where_it_matters", "always", "never"),
  min_gaps: fc.constantFrom(1, 3, 8),
  lapsed_after: fc.constantFrom(1, 1.5, 3),
});
const days = fc.record({ asOf: fc.integer({ min: 100, max: 170 }), unseen: fc.integer({ min: 0, max: 8 }) });
const shops = randomShops({ customers: 5, days: 160, orders: 70 });

/** Some lines take back what was bought. */
const withReturns = (shop: readonly ShopOrder[]): readonly ShopOrder[] =>
  shop.map((order, index) =>
    index % 9 === 4
      ? { ...order, lines: order.lines?.map((line) => ({ ...line, quantity: -1 })) ?? [] }
      : order,
  );

it("reminds as the definition says on every random shop", async () => {
  const met: Record<string, number> = { now: 0, overdue: 0, upcoming: 0, lapsed: 0, by_unit: 0, missing: 0 };
  await fc.assert(
    fc.asyncProperty(shops, asks, days, async (random, ask, day) => {
      const shop = withReturns(random);
      await duckdb.build(shop);
      const asOf = addDays(firstDay, day.asOf);
      const observed = addDays(asOf, -day.unseen);
      const { rows, parts } = await duckdb.analyse(replenishment, { ...ask }, contextAt(asOf, observed));
      const expected = remind(shop, ask, asOf, observed);
      expect(rows.map(({ product_name: _name, cycle_low: _low, cycle_high: _high, ...row }) => row)).toEqual(
        expected.rows,
      );
      expect(parts.totals[0]).toMatchObject(expected.missing);
      expect(parts.states.map(({ state, reminders }) => [state, reminders])).toEqual(
        ["now", "overdue", "upcoming", "lapsed"].map((state) => [
          state,
          expected.rows.filter((row) => row.state === state).length,
        ]),
      );
      for (const row of rows) {
        met[row.state]!++;
        met["by_unit"]! += row.by_unit && row.gaps !== null ? 1 : 0;
        if (row.cycle_low !== null) expect(row.cycle_low).toBeLessThanOrEqual(row.cycle_days);
        if (row.cycle_high !== null) expect(row.cycle_high).toBeGreaterThanOrEqual(row.cycle_days);
      }
      met["missing"]! += Object.values(expected.missing).reduce((sum, n) => sum + n, 0);
    }),
    { seed: 13, numRuns: 20 },
  );
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(3);
});

it("counts the same waits as purchase-cycle, and has its median where every buyer counts", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(shops, async (shop) => {
      await duckdb.build(shop);
      const context = contextAt("2024-06-30", "2024-06-28");
      const cycles = await duckdb.analyse(
        purchaseCycle,
        { level: "product", weight: "gap", detect_promotions: "off", min_gaps: 1 },
        context,
      );
      const ask = { cycle_of: "everyone", per_unit: "never", min_gaps: 1 };
      const { rows } = await duckdb.analyse(replenishment, ask, context);
      for (const row of rows) {
        const cycle = cycles.rows.find(({ level_id }) => level_id === row.product_id)!;
        expect([row.gaps, row.cycle_days]).toEqual([cycle.gaps, cycle.km_median]);
      }
      compared += rows.length;
    }),
    { seed: 14, numRuns: 8 },
  );
  expect(compared).toBeGreaterThan(5);
});

it("is the same from shuffled orders, and at a past date from the orders up to it", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asks, days, async (shop, ask, day) => {
      const asOf = addDays(firstDay, day.asOf);
      const context = contextAt(asOf, addDays(asOf, -day.unseen));
      await duckdb.build(shop);
      const whole = await duckdb.analyse(replenishment, { ...ask }, context);
      await duckdb.build([...shop].reverse().filter(({ at }) => at.slice(0, 10) <= asOf));
      expect(await duckdb.analyse(replenishment, { ...ask }, context)).toEqual(whole);
    }),
    { seed: 15, numRuns: 3 },
  );
});
