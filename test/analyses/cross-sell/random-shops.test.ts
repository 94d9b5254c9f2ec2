/** Cross-sell against a plain reference on random shops. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { crossSell } from "../../../src/analyses/cross-sell/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopLine, ShopOrder } from "../../support/shop.ts";
import { reference, type Asked } from "./reference.ts";

const customers = [..."abcdefghijklmnop"];
const ofProducts = (...products: readonly string[]): readonly ShopLine[] =>
  products.map((product) => ({ product, quantity: 1, amount: 5 }));
// Bundles, so that some pairs are beyond chance, among lines by chance and returns.
const lines: fc.Arbitrary<readonly ShopLine[]> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ofProducts("cup", "pot"),
      ofProducts("cup", "pot", "tea"),
      ofProducts("cup"),
      ofProducts("mat"),
      ofProducts("mat"),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({
        product: fc.constantFrom("tea", "tea", "pot", "tin", "mat"),
        quantity: fc.constantFrom(1, 2, 2, 3, -1),
        amount: fc.integer({ min: 1, max: 50 }),
      }),
      { maxLength: 4, size: "max" },
    ),
  },
);
const shops = fc
  .array(
    fc.record({
      customer: fc.constantFrom(...customers, null),
      day: fc.integer({ min: 0, max: 200 }),
      lines,
    }),
    { minLength: 40, maxLength: 60, size: "max" },
  )
  .map((orders) =>
    orders.map(({ day, customer, lines }, index): ShopOrder => ({
      id: `o${String(index).padStart(3, "0")}`,
      customer,
      at: addDays("2024-01-01", day),
      amount: 10,
      lines: lines.map((line) => ({
        ...line,
        ...(line.product !== "mat" && { category: line.product === "tea" ? "drinks" : line.product }),
      })),
    })),
  );
const asked: fc.Arbitrary<Asked> = fc.record({
  level: fc.constantFrom("product", "category"),
  within: fc.constantFrom("order", "days"),
  days: fc.constantFrom(5, 40),
  sort: fc.constantFrom("lift", "confidence", "orders_both"),
  min_orders: fc.constantFrom(1, 2, 4),
  min_support: fc.constantFrom(0, 0, 0.05),
  max_basket: fc.constantFrom(2, 100, 100, 100),
});

const round = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === "number" ? Number(each.toFixed(9)) : each,
    ),
  );

it("says what a plain count says, of pairs, next orders and offers", async () => {
  const database = await NativeDuckDb.open();
  const met = { rows: 0, next: 0, offers: 0, wide: 0, open: 0, guests: 0 };
  await fc.assert(
    fc.asyncProperty(shops, asked, async (shop, given) => {
      await database.build(shop);
      const context = contextAt("2024-06-20", "2024-06-10");
      const result = await database.analyse(crossSell, { ...given }, context);
      const expected = reference(shop, "2024-06-20", "2024-06-10", given);
      const nameless = (rows: readonly Record<string, unknown>[]) =>
        rows.map((row) =>
          Object.fromEntries(Object.entries(row).filter(([name]) => !name.endsWith("_name"))),
        );
      expect(round(nameless(result.rows))).toEqual(round(expected.rows));
      expect(round(nameless(result.parts.next))).toEqual(round(expected.next));
      expect(nameless(result.parts.offers)).toEqual(expected.offers);
      expect(result.parts.totals[0]).toMatchObject(expected.totals);
      met.rows += expected.rows.length;
      met.next += expected.next.length;
      met.offers += expected.offers.length;
      met.wide += expected.totals.wide_orders;
      met.open += expected.totals.open_orders;
      met.guests += expected.totals.guest_orders;
    }),
    { seed: 14, numRuns: 20 },
  );
  for (const [name, times] of Object.entries(met)) expect([name, times > 9]).toEqual([name, true]);
}, 60_000);
