/** product-matrix against plain TypeScript on random shops, and what must hold of any shop. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { productMatrix } from "../../../src/analyses/product-matrix/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { reference, type Asked } from "./reference.ts";

let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
});

const asked: fc.Arbitrary<Asked> = fc.record({
  level: fc.constantFrom("product", "category"),
  window_days: fc.constantFrom(null, 30, 90),
  min_customers: fc.constantFrom(1, 2),
  earns_by: fc.constantFrom("profit", "margin", "net_amount"),
  share_threshold: fc.constantFrom(null, null, 0.3, 0.5),
  rate_threshold: fc.constantFrom(null, null, 0.25, 0.5),
  earns_threshold: fc.constantFrom(null, null, 0.4, 20),
});
const dates = fc.record({
  as_of: fc.integer({ min: 60, max: 420 }).map((days) => addDays(firstDay, days)),
  before: fc.integer({ min: 0, max: 20 }),
});

const shares = ["margin", "first_order_share", "rate", "low", "high"] as const;
const rounded = (row: object) =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== "name")
      .map(([name, value]) => [
        name,
        (shares as readonly string[]).includes(name) && value !== null ? Number(value).toFixed(10) : value,
      ]),
  );

it("every random shop has the rows of the definition", async () => {
  await fc.assert(
    fc.asyncProperty(randomShops(), asked, dates, async (shop, params, { as_of, before }) => {
      await database.build(shop);
      const observed = addDays(as_of, -before);
      const want = reference(shop, as_of, observed, params);
      const got = await database.analyse(productMatrix, { ...params }, contextAt(as_of, observed));
      expect(got.rows.map(rounded)).toEqual(want.rows.map(rounded));
      const [all] = got.parts.thresholds;
      expect([all!.won, all!.n, all!.customers]).toEqual([want.base.won, want.base.n, want.base.back]);
      expect(all!.products).toBe(want.rows.length);
    }),
    { seed: 23, numRuns: 25 },
  );
});

it("quadrants partition the products, and the picture holds them all", async () => {
  await fc.assert(
    fc.asyncProperty(randomShops(), asked, async (shop, params) => {
      await database.build(shop);
      const { rows, parts } = await database.analyse(productMatrix, { ...params }, contextAt("2025-03-01"));
      const of = (quadrant: string) => rows.filter((row) => row.quadrant === quadrant).length;
      expect(parts.quadrants.map(({ quadrant, products }) => [quadrant, products])).toEqual(
        ["brings_in", "brings_back", "earns", "drags"].map((quadrant) => [quadrant, of(quadrant)]),
      );
      expect(parts.dots.reduce((sum, { products }) => sum + products, 0)).toBe(rows.length);
      for (const row of rows) {
        expect(row.customers).toBeLessThanOrEqual(row.n);
        expect(row.n).toBeLessThanOrEqual(row.won);
        if (row.rate !== null) {
          expect(row.low!).toBeLessThanOrEqual(row.rate);
          expect(row.rate).toBeLessThanOrEqual(row.high!);
        }
      }
    }),
    { seed: 24, numRuns: 6 },
  );
});

it("a day in the past gives what the orders up to it give", async () => {
  await fc.assert(
    fc.asyncProperty(randomShops(), asked, dates, async (shop, params, { as_of, before }) => {
      const context = contextAt(as_of, addDays(as_of, -before));
      await database.build(shop);
      const past = await database.analyse(productMatrix, { ...params }, context);
      await database.build(shop.filter(({ at }) => at.slice(0, 10) <= as_of));
      expect(await database.analyse(productMatrix, { ...params }, context)).toEqual(past);
    }),
    { seed: 25, numRuns: 8 },
  );
});

it("shuffling the orders changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(randomShops(), asked, async (shop, params) => {
      const context = contextAt("2024-12-01");
      await database.build(shop);
      const plain = await database.analyse(productMatrix, { ...params }, context);
      await database.build(shop.toReversed() as readonly ShopOrder[]);
      expect(await database.analyse(productMatrix, { ...params }, context)).toEqual(plain);
    }),
    { seed: 26, numRuns: 6 },
  );
});
