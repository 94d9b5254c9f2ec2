import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { overview } from "../../../src/analyses/overview/analysis.ts";
import type { OverviewParams, OverviewRow } from "../../../src/analyses/overview/rows.ts";
import { addDays } from "../../../src/base/calendar.ts";
import type { Context } from "../../../src/sql/query.ts";
import { statements } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { contextsWithin, richShops } from "../cohort-retention/shops.ts";
import { referenceRows } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const days = 220;
const day = fc.option(
  fc.integer({ min: -10, max: days + 40 }).map((after) => addDays(firstDay, after)),
  { nil: null, freq: 4 },
);
const options: fc.Arbitrary<Partial<OverviewParams>> = fc.record({
  range: fc.constantFrom("last_1", "last_3", "last_6", "last_12", "all", "custom"),
  period: fc.constantFrom("week", "month", "quarter", "year"),
  from: day,
  to: day,
});

async function rowsOf(
  shop: readonly ShopOrder[],
  params: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<readonly OverviewRow[]> {
  await duckdb.build(shop, { refunds: context.refund_policy as "at_refund_date" });
  const { sql } = statements(overview, params, context);
  return (await duckdb.rows(sql)) as unknown as readonly OverviewRow[];
}

/** Figures that are divided may differ in their last bit. */
const rounded = (rows: readonly OverviewRow[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === "number" ? Number(value.toPrecision(11)) : value,
      ]),
    ),
  );

describe("the overview of random shops", () => {
  it("equals figures from the list of orders, with the product-limit estimate of src/stats", async () => {
    await fc.assert(
      fc.asyncProperty(richShops({ days }), options, contextsWithin(days), async (shop, params, context) => {
        const rows = await rowsOf(shop, params, context);
        expect(rounded(rows)).toEqual(rounded(referenceRows(shop, params, context)));
      }),
      { seed: 1958, numRuns: 40 },
    );
  });

  it("equals them by the day", async () => {
    await fc.assert(
      fc.asyncProperty(
        richShops({ days: 30, orders: 15 }),
        contextsWithin(30),
        fc.constantFrom("last_3", "custom"),
        async (shop, context, range) => {
          const rows = await rowsOf(shop, { range, period: "day" }, context);
          expect(rounded(rows)).toEqual(rounded(referenceRows(shop, { range, period: "day" }, context)));
        },
      ),
      { seed: 2, numRuns: 10 },
    );
  });

  it("has each order, each new customer and each refund in one period, and shares from 0 to 1", async () => {
    await fc.assert(
      fc.asyncProperty(richShops({ days }), contextsWithin(days), async (shop, context) => {
        const rows = await rowsOf(shop, { range: "all" }, context);
        const [range, ...periods] = rows;
        if (!range) return;
        const sum = (of: "orders" | "new_customers" | "net_amount") =>
          periods.reduce((total, row) => total + row[of], 0);
        expect([sum("orders"), sum("new_customers"), sum("net_amount").toFixed(2)]).toEqual([
          range.orders,
          range.new_customers,
          range.net_amount.toFixed(2),
        ]);
        for (const { low, repeat_rate, high } of rows)
          if (repeat_rate !== null) {
            expect(0 <= low! && low! <= repeat_rate && repeat_rate <= high! && high! <= 1).toBe(true);
          }
      }),
      { seed: 3, numRuns: 10 },
    );
  });

  it("as of a past day is that of a shop that has only the orders and dated refunds up to it", async () => {
    await fc.assert(
      fc.asyncProperty(richShops({ days }), options, contextsWithin(days), async (shop, params, context) => {
        const dated = context.refund_policy === "at_refund_date";
        const observed_through = [context.observed_through, context.as_of].toSorted()[0]!;
        const then = shop
          .filter(({ at }) => at.slice(0, 10) <= context.as_of)
          .map((order) => ({
            ...order,
            refunds: (order.refunds ?? []).filter(
              ({ at }) => !dated || at === null || at.slice(0, 10) <= context.as_of,
            ),
          }));
        const rows = await rowsOf(shop, params, context);
        expect(await rowsOf(then, params, { ...context, observed_through })).toEqual(rows);
        expect(await rowsOf(shop.toReversed(), params, context)).toEqual(rows);
      }),
      { seed: 5, numRuns: 10 },
    );
  });
});
