/** campaign-plan against a plain reference on random shops, and what must hold of any. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { campaignPlan } from "../../../src/analyses/campaign-plan/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import { reference } from "./reference.ts";
import { paramsOf } from "./support.ts";

fc.configureGlobal({ baseSize: "medium" });

const everyone = [..."abcdefghijklmn"];
const near = (value: number | null) => (value === null ? null : (expect.closeTo(value, 7) as number));

const shops = randomShops({ orders: 90, days: 120, customers: everyone.length }).map((orders) =>
  orders.map((each, at) =>
    at % 4 === 0
      ? {
          ...each,
          refunds: [
            { at: at % 8 === 0 ? null : addDays(each.at.slice(0, 10), at % 40), amount: 2.5 },
            { at: addDays(each.at.slice(0, 10), 3), amount: 1 },
          ],
        }
      : each,
  ),
);

const asks = fc.record({
  day: fc.integer({ min: 70, max: 119 }),
  lag: fc.constantFrom(0, 0, 3),
  isBooked: fc.boolean(),
  // Some of the list, addresses that two share, and customers without one.
  list: fc.option(fc.subarray(everyone), { nil: null }),
  emails: fc.array(fc.constantFrom("x@y.example", "X@y.example", "z@y.example", null), {
    minLength: everyone.length,
    maxLength: everyone.length,
  }),
  params: fc.record({
    window_days: fc.constantFrom(1, 7, 20, 45),
    windows_back: fc.constantFrom(1, 1, 2, 5),
    incentive: fc.constantFrom(0, 2, 60),
    margin: fc.constantFrom(0.5, 1),
    control_share: fc.constantFrom(0, 0.1, 0.5, 0.9),
    response_rate: fc.constantFrom(0, 0.02, 0.8),
    channels: fc.constant([
      { channel: "email", unit_cost: 0.002 },
      { channel: "phone", unit_cost: 1 },
      { channel: "other", unit_cost: 0.3 },
    ]),
  }),
});

it("agrees with plain arrays", async () => {
  const duckdb = await NativeDuckDb.open();
  const met = { rate: 0, none: 0, even: 0, never: 0, listed: 0, shared: 0, large: 0 };
  await fc.assert(
    fc.asyncProperty(shops, asks, async (orders, asked) => {
      const { day, lag, isBooked, emails } = asked;
      const list = asked.list && new Set(asked.list);
      const refund_policy = isBooked ? ("at_refund_date" as const) : ("reduce_original" as const);
      await duckdb.build(orders, { refunds: refund_policy });
      const addresses = new Map(everyone.map((id, at) => [id, [emails[at]!, null] as const]));
      for (const [id, [email]] of addresses)
        if (email) await duckdb.run(`update customers set email = '${email}' where customer_id = '${id}'`);
      await duckdb.run(
        `create or replace table chosen as select customer_key from customers
        where customer_id in (${[...(list ?? []), ""].map((id) => `'${id}'`).join(", ")})`,
      );
      const given = { ...asked.params, ...(list && { list: { list: "chosen" } }) };
      const asOf = addDays(firstDay, day);
      const observed = addDays(asOf, -lag);
      const context = contextAt(asOf, observed, { refund_policy });
      const params = paramsOf(given);
      const { rows, parts } = await duckdb.analyse(campaignPlan, params, context);
      const meant = reference(orders, params, { asOf, observed, isBooked, list, addresses });
      expect(parts.windows.map(({ k, n, ordered }) => ({ k, n, ordered }))).toEqual(meant.windows);
      expect(parts.totals[0]).toMatchObject({
        customers: meant.customers,
        n: meant.base.n,
        ordered: meant.base.ordered,
        base_rate: near(meant.rate),
        average_order_value: near(meant.average),
      });
      expect(rows).toMatchObject(
        meant.rows.map((row) => ({
          ...row,
          cost: near(row.cost),
          break_even: near(row.break_even),
          expected_orders: near(row.expected_orders),
          expected_net_amount: near(row.expected_net_amount),
          expected_profit: near(row.expected_profit),
        })),
      );
      const interval = wilsonInterval(meant.base.ordered, meant.base.n);
      for (const row of rows) {
        expect([row.low, row.high]).toEqual([near(interval?.low ?? null), near(interval?.high ?? null)]);
        expect(row.control + row.contacted).toBe(row.reachable ?? row.customers);
        expect(row.complete).toBe(row.base_rate !== null);
        if (row.break_even !== null && row.break_even_low !== null) {
          expect(row.break_even_low).toBeLessThanOrEqual(row.break_even + 1e-12);
          expect(row.break_even_high!).toBeGreaterThanOrEqual(row.break_even - 1e-12);
        }
      }
      met[meant.rate === null ? "none" : "rate"]++;
      met[meant.rows[0]!.break_even === null ? "never" : "even"]++;
      if (list) met.listed++;
      if (meant.rows[0]!.reachable !== null && meant.rows[0]!.reachable > 1) met.shared++;
      if (orders.length > 40) met.large++;
    }),
    { seed: 15, numRuns: 30, endOnFailure: true },
  );
  for (const [what, times] of Object.entries(met)) expect([what, times > 2]).toEqual([what, true]);
}, 120_000);

it("answers a date in the past as the same orders up to it do", async () => {
  const duckdb = await NativeDuckDb.open();
  await fc.assert(
    fc.asyncProperty(shops, fc.integer({ min: 50, max: 110 }), async (orders, day) => {
      const asOf = addDays(firstDay, day);
      const context = contextAt(asOf, asOf);
      const params = paramsOf({ window_days: 20, control_share: 0.5, margin: null });
      await duckdb.build(orders);
      const now = await duckdb.analyse(campaignPlan, params, context);
      const before = orders.filter(({ at }) => at.slice(0, 10) <= asOf);
      if (before.length === 0) return;
      await duckdb.build(before.toReversed());
      expect(await duckdb.analyse(campaignPlan, params, context)).toEqual(now);
    }),
    { seed: 16, numRuns: 12, endOnFailure: true },
  );
}, 60_000);
