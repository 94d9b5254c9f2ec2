/** Random shops with everything that cohorts can measure: shipping, tax, dated and undated refunds, first products. */
import fc from "fast-check";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { firstDay, randomShops, type ShopSize } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";

const cents = (max: number) => fc.integer({ min: 1, max }).map((amount) => amount / 100);

const extras = fc.record({
  shipping: fc.option(cents(900), { nil: undefined }),
  tax: fc.option(cents(2000), { nil: undefined }),
  refunds: fc.array(
    fc.record({ amount: cents(9000), after: fc.option(fc.integer({ min: -3, max: 90 }), { nil: null }) }),
    { maxLength: 2 },
  ),
});

/** Shops whose orders have refunds up to 90 days later, some of no date, and some dated before their order by mistake. */
export function richShops(size: ShopSize = {}): fc.Arbitrary<readonly ShopOrder[]> {
  return randomShops(size).chain((shop) =>
    fc
      .array(fc.option(extras, { nil: null }), { minLength: shop.length, maxLength: shop.length })
      .map((more) =>
        shop.map((order, index) => {
          const extra = more[index];
          if (!extra) return order;
          const refunds = extra.refunds.map(({ amount, after }) => ({
            amount,
            at: after === null ? null : `${addDays(order.at.slice(0, 10), after)} 12:00:00`,
          }));
          return {
            ...order,
            ...(extra.shipping === undefined ? {} : { shipping: extra.shipping }),
            ...(extra.tax === undefined ? {} : { tax: extra.tax }),
            refunds,
          };
        }),
      ),
  );
}

/** Days to look back from within, and a little after, the first `days` days of a random shop. */
export const contextsWithin = (days: number) =>
  fc
    .record({
      after: fc.integer({ min: 0, max: days + 40 }),
      before: fc.integer({ min: 0, max: 30 }),
      observed_from: fc.constantFrom(null, "2023-01-01"),
      week_start: fc.constantFrom("monday" as const, "sunday" as const),
      refund_policy: fc.constantFrom("reduce_original", "at_refund_date"),
    })
    .map(({ after, before, ...more }) => {
      const as_of = addDays(firstDay, after);
      return contextAt(as_of, addDays(as_of, -before), more);
    });
