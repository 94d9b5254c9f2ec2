/** purchase-cycle against plain TypeScript on random shops, for every option, and what must hold of any shop. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { purchaseCycle } from "../../../src/analyses/purchase-cycle/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import { cycle, promotionsOf, rounded, type CycleAsk } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const dates = fc.option(fc.integer({ min: 0, max: 119 }).map((day) => addDays(firstDay, day)));
const ranges = fc
  .record({ from: dates, length: fc.option(fc.integer({ min: 0, max: 15 })) })
  .map(({ from, length }) => ({ from, to: from === null || length === null ? null : addDays(from, length) }));
const asks: fc.Arbitrary<CycleAsk> = fc.record({
  level: fc.constantFrom("store", "store", "category", "product"),
  statistic: fc.constantFrom("p75", "median", "mean", "p90"),
  weight: fc.constantFrom("customer", "gap"),
  exclude: fc.array(ranges, { maxLength: 2 }),
  detect_promotions: fc.constantFrom("suggest", "exclude", "off"),
  min_gaps: fc.constantFrom(1, 3, 10),
});
const days = fc.record({ asOf: fc.integer({ min: 60, max: 130 }), unseen: fc.integer({ min: 0, max: 8 }) });
const shops = randomShops({ customers: 4, days: 120, orders: 60 });

it("has the cycles of the definition on every random shop", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asks, days, async (shop, ask, day) => {
      await duckdb.build(shop);
      const asOf = addDays(firstDay, day.asOf);
      const observed = addDays(asOf, -day.unseen);
      const { rows, parts } = await duckdb.analyse(purchaseCycle, { ...ask }, contextAt(asOf, observed));
      expect(rows.map(rounded)).toEqual(cycle(shop, ask, asOf, observed).map(rounded));
      const found = ask.detect_promotions === "off" ? [] : promotionsOf(shop, asOf);
      expect(parts.promotions.map(({ left_out: _, ...each }) => rounded(each))).toEqual(found.map(rounded));
      const [row] = rows;
      const bars = parts.distribution;
      if (ask.level !== "store" || row!.gaps === 0) expect(bars).toEqual([]);
      else {
        expect(bars.reduce((sum, { gaps }) => sum + gaps, 0)).toBe(row!.gaps);
        expect(bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(bars.length).toBeLessThanOrEqual(40);
      }
      expect(parts.totals[0]!.gaps).toBe(rows.reduce((sum, { gaps }) => sum + gaps, 0));
    }),
    { seed: 9, numRuns: 40 },
  );
});

it("is the same from shuffled orders, and at a past date from the orders up to it", async () => {
  await fc.assert(
    fc.asyncProperty(shops, asks, days, async (shop, ask, day) => {
      const asOf = addDays(firstDay, day.asOf);
      const context = contextAt(asOf, addDays(asOf, -day.unseen));
      await duckdb.build(shop);
      const whole = await duckdb.analyse(purchaseCycle, { ...ask }, context);
      await duckdb.build([...shop].reverse());
      expect(await duckdb.analyse(purchaseCycle, { ...ask }, context)).toEqual(whole);
      await duckdb.build(shop.filter(({ at }) => at.slice(0, 10) <= asOf));
      expect(await duckdb.analyse(purchaseCycle, { ...ask }, context)).toEqual(whole);
    }),
    { seed: 10, numRuns: 10 },
  );
});
