/** order-ladder against plain TypeScript on random shops, for every option, and what must hold of any shop. */
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { orderLadder } from "../../../src/analyses/order-ladder/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { ladder, rounded } from "./reference.ts";

// By its own size fast-check gives a dozen orders: too few customers for several groups.
fc.configureGlobal({ baseSize: "medium" });

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const asks = fc.record({
  mature_days: fc.constantFrom(null, 0, 30, 180),
  max_orders: fc.constantFrom(1, 3, 10),
  split_by: fc.constantFrom("none", "channel", "product", "category"),
});
const days = fc.record({ asOf: fc.integer({ min: 100, max: 420 }), unseen: fc.integer({ min: 0, max: 20 }) });
const refunds = fc.array(
  fc.option(
    fc.record({ late: fc.option(fc.integer({ min: 0, max: 200 })), cents: fc.integer({ min: 1, max: 900 }) }),
  ),
  { minLength: 40, maxLength: 40 },
);

const withRefunds = (
  shop: readonly ShopOrder[],
  each: readonly ({ late: number | null; cents: number } | null)[],
) =>
  shop.map((order, index): ShopOrder => {
    const refund = each[index];
    if (!refund) return order;
    const at = refund.late === null ? null : `${addDays(order.at.slice(0, 10), refund.late)} 10:00:00`;
    return { ...order, refunds: [{ at, amount: refund.cents / 100 }] };
  });

/** Cups are of no category, so that a first line may have none and a later one may. */
const withoutSome = (shop: readonly ShopOrder[]) =>
  shop.map((order): ShopOrder => ({
    ...order,
    lines: (order.lines ?? []).map(({ category, ...line }) =>
      line.product === "cup" || category === undefined ? line : { ...line, category },
    ),
  }));

it("has the rungs of the definition on every random shop", async () => {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      randomShops({ customers: 5 }),
      asks,
      days,
      refunds,
      fc.boolean(),
      async (plain, ask, day, given, dated) => {
        const shop = withoutSome(withRefunds(plain, given));
        await duckdb.build(shop, { refunds: dated ? "at_refund_date" : "reduce_original" });
        const asOf = addDays(firstDay, day.asOf);
        const observed = addDays(asOf, -day.unseen);
        const context = contextAt(asOf, observed, {
          refund_policy: dated ? "at_refund_date" : "reduce_original",
        });
        const { rows } = await duckdb.analyse(orderLadder, ask, context);
        expect(rows.map(rounded)).toEqual(ladder(shop, ask, asOf, observed, dated).map(rounded));
        const groups = new Set(rows.map(({ split }) => split)).size;
        met.set(ask.split_by, Math.max(groups, met.get(ask.split_by) ?? 0));
      },
    ),
    { seed: 5, numRuns: 40 },
  );
  expect(met.get("none")).toBe(1);
  for (const split of ["channel", "product", "category"]) expect(met.get(split)).toBeGreaterThanOrEqual(3);
});

it("is the same from shuffled orders, and at a past date from the orders up to it", async () => {
  await fc.assert(
    fc.asyncProperty(randomShops({ customers: 5 }), asks, days, async (shop, ask, day) => {
      const asOf = addDays(firstDay, day.asOf);
      const context = contextAt(asOf, addDays(asOf, -day.unseen));
      await duckdb.build(shop);
      const whole = await duckdb.analyse(orderLadder, ask, context);
      await duckdb.build([...shop].reverse());
      expect(await duckdb.analyse(orderLadder, ask, context)).toEqual(whole);
      await duckdb.build(shop.filter(({ at }) => at.slice(0, 10) <= asOf));
      expect(await duckdb.analyse(orderLadder, ask, context)).toEqual(whole);
    }),
    { seed: 6, numRuns: 12 },
  );
});

it("never grows from rung to rung, and who went on stands on the next", async () => {
  await fc.assert(
    fc.asyncProperty(randomShops({ customers: 4 }), async (shop) => {
      await duckdb.build(shop);
      const { rows } = await duckdb.analyse(orderLadder, { mature_days: 0 }, contextAt("2025-03-01"));
      rows.forEach((row, index) => {
        const next = rows[index + 1];
        if (next) expect([next.n, next.reached]).toEqual([row.customers, row.customers]);
        expect(row.low! <= row.rate! && row.rate! <= row.high! && row.low! >= 0 && row.high! <= 1).toBe(true);
      });
    }),
    { seed: 7, numRuns: 12 },
  );
});
