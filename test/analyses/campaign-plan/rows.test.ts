/** campaign-plan by hand, against its formula on random shops, and in words. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { campaignPlan } from "../../../src/analyses/campaign-plan/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { membersSql } from "../../../src/runtime/members-sql.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { detectableRise } from "../../../src/stats/two-proportions.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { firstDay, randomShops } from "../../support/random-shop.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = (
  customer: string | null,
  at: string,
  amount: number,
  more: Partial<ShopOrder> = {},
): ShopOrder => ({
  customer,
  at,
  amount,
  ...more,
});

/** The last 10 days that are over are 22 to 31 March: of a, b, c and d, who had ordered before, a and b order. */
const shop: readonly ShopOrder[] = [
  order("a", "2025-01-05", 30),
  order("a", "2025-03-22", 50),
  order("a", "2025-03-31 23:00:00", 40),
  order("b", "2025-03-21", 20),
  order("b", "2025-03-25", 60),
  order("c", "2025-03-12", 40),
  order("d", "2025-02-01", 40),
  order("e", "2025-03-30", 40),
  order("f", "2025-04-02", 500),
  order(null, "2025-03-26", 1000),
];
const context = contextAt("2025-03-31");
const channels = [
  { channel: "sms", unit_cost: 0.5 },
  { channel: "Pigeon", unit_cost: 30 },
];
const given = {
  channels,
  window_days: 10,
  margin: 0.5,
  incentive: 2,
  control_share: 0.4,
  response_rate: 0.1,
};
const params = (more: object = {}) => parseParams(campaignPlan.params, { ...given, ...more });
const planOf = async (more: object = {}, at = context) => {
  await duckdb.build(shop);
  return duckdb.analyse(campaignPlan, { ...given, ...more }, at);
};

describe("a plan", () => {
  it("is that of the formula", async () => {
    const { rows, parts } = await planOf();
    // Five customers, two held back; 320 in eight orders: 40 an order, 20 of it left, 18 with the incentive.
    expect(rows).toEqual([
      {
        channel: "sms",
        unit_cost: 0.5,
        customers: 5,
        contacted: 3,
        cost: 1.5,
        base_rate: 0.5,
        break_even: expect.closeTo((0.5 + 0.5 * 2) / (40 * 0.5 - 2), 12) as number,
        expected_orders: expect.closeTo(0.3, 12) as number,
        expected_net_amount: expect.closeTo(12, 12) as number,
        expected_profit: expect.closeTo(3 * (0.1 * 18 - 0.5 - 1), 12) as number,
        detectable: null,
        complete: true,
      },
      expect.objectContaining({
        channel: "Pigeon",
        cost: 90,
        break_even: expect.closeTo(31 / 18, 12) as number,
      }),
    ]);
    const { low, high } = wilsonInterval(2, 4)!;
    expect(parts.totals).toEqual([
      {
        customers: 5,
        control: 2,
        base_from: "2025-03-22",
        base_to: "2025-03-31",
        base_n: 4,
        base_ordered: 2,
        base_rate: 0.5,
        low: expect.closeTo(low, 12) as number,
        high: expect.closeTo(high, 12) as number,
        orders: 8,
        average_order_value: 40,
        margin: 0.5,
        margin_measured: false,
      },
    ]);
  });

  it("measures the base in an earlier window, within the days of the orders", async () => {
    // 12 to 21 March: of a and d, nobody.
    expect((await planOf({ windows_back: 2 })).parts.totals[0]).toMatchObject({
      base_from: "2025-03-12",
      base_n: 2,
      base_rate: 0,
    });
    const early = await planOf({ windows_back: 9 });
    expect(early.rows[0]).toMatchObject({ base_rate: null, break_even: null, complete: false, cost: 1.5 });
    // Nothing after as_of, nor after the last day covered in full.
    expect((await planOf({}, contextAt("2025-03-30", "2025-03-29"))).parts.totals[0]).toMatchObject({
      customers: 5,
      base_to: "2025-03-29",
      base_n: 3,
      orders: 7,
    });
  });

  it("is of the list alone", async () => {
    await duckdb.build(shop);
    await duckdb.run(
      "create or replace table chosen as select customer_key from customers where customer_id in ('b', 'c', 'f')",
    );
    const { parts } = await duckdb.analyse(campaignPlan, { ...given, list: { list: "chosen" } }, context);
    expect(parts.totals[0]).toMatchObject({
      customers: 2,
      base_n: 2,
      base_ordered: 1,
      average_order_value: 40,
    });
  });

  it("has no break-even where an order leaves no more than the incentive", async () => {
    const { rows } = await planOf({ incentive: 20 });
    expect(rows.map(({ break_even }) => break_even)).toEqual([null, null]);
  });

  it("finds what R's power.prop.test finds, and its twin in the house", async () => {
    // 100 customers of whom 50 order anyway, half of them held back: 0.5 of 50 against 50.
    const many = Array.from({ length: 100 }, (_, at) => [
      order(`c${at}`, "2025-02-01", 10),
      ...(at < 50 ? [order(`c${at}`, "2025-03-25", 10)] : []),
    ]).flat();
    await duckdb.build(many);
    for (const control_share of [0.5, 0.1]) {
      const { rows } = await duckdb.analyse(campaignPlan, { ...given, control_share }, context);
      const held = 100 * control_share;
      expect(rows[0]!.detectable).toBeCloseTo(detectableRise(0.5, held, 100 - held)!, 9);
    }
    const { rows } = await duckdb.analyse(campaignPlan, { ...given, control_share: 0 }, context);
    expect(rows[0]!.detectable).toBeNull();
  });
});

it("agrees with plain arrays on random shops", async () => {
  let known = 0;
  await fc.assert(
    fc.asyncProperty(
      randomShops({ orders: 80, days: 120, customers: 14 }).filter(({ length }) => length > 20),
      fc.integer({ min: 60, max: 119 }),
      fc.constantFrom(1, 2),
      fc.boolean(),
      async (orders, day, windows_back, booked) => {
        const sold = orders.map((each, at) =>
          at % 5 === 0
            ? { ...each, refunds: [{ at: addDays(each.at.slice(0, 10), 15), amount: 2.5 }] }
            : each,
        );
        const asOf = addDays(firstDay, day);
        const refund_policy = booked ? ("at_refund_date" as const) : ("reduce_original" as const);
        await duckdb.build(sold, { refunds: refund_policy });
        const at = contextAt(asOf, asOf, { refund_policy });
        const { parts, rows } = await duckdb.analyse(
          campaignPlan,
          { ...given, window_days: 20, windows_back },
          at,
        );
        const own = sold.filter((each) => each.customer !== null && each.at.slice(0, 10) <= asOf);
        const from = addDays(asOf, 1 - 20 * windows_back);
        const to = addDays(from, 19);
        const on = (each: ShopOrder) => each.at.slice(0, 10);
        const first = sold.map(on).toSorted()[0]!;
        const before = new Set(own.filter((each) => on(each) < from).map(({ customer }) => customer));
        const within = new Set(
          own.filter((each) => on(each) >= from && on(each) <= to).map(({ customer }) => customer),
        );
        const again = [...before].filter((id) => within.has(id)).length;
        const money = own.reduce((sum, each) => {
          const back = (each.refunds ?? []).filter((refund) => !booked || refund.at! <= asOf);
          return sum + each.amount - back.reduce((total, { amount }) => total + amount, 0);
        }, 0);
        const isKnown = from >= first && before.size > 0;
        if (isKnown) known++;
        const average = own.length === 0 ? null : money / own.length;
        const rate = isKnown ? again / before.size : null;
        expect(parts.totals[0]).toMatchObject({
          customers: new Set(own.map(({ customer }) => customer)).size,
          base_n: isKnown ? before.size : 0,
          base_ordered: isKnown ? again : 0,
          base_rate: rate,
          average_order_value: average === null ? null : expect.closeTo(average, 8),
        });
        const kept = average === null ? null : average * 0.5 - 2;
        expect(rows[0]!.break_even).toEqual(
          rate === null || kept === null || kept <= 0 ? null : expect.closeTo((0.5 + rate * 2) / kept, 9),
        );
      },
    ),
    { seed: 15, numRuns: 20, endOnFailure: true },
  );
  expect(known).toBeGreaterThan(8);
}, 120_000);

describe("in words", () => {
  const said = async (locale: "en" | "zh-Hans", more: object = {}) =>
    campaignPlan.headline(await planOf(more), params(more), tellingOf(locale, context));

  it("says what pays, or why nothing does", async () => {
    expect(await said("en")).toEqual({
      sentence: "50% order within 10 days anyway; SMS pays once another 8.3% do.",
      basis:
        "n = 5 customers; order anyway: 4 customers from 22 Mar 2025 to 31 Mar 2025, 95% interval 15.0% to 85.0%",
    });
    expect((await said("zh-Hans")).sentence).toBe("10 天内本来就有 50% 会下单；短信再多 8.3% 下单就划算。");
    expect((await said("en", { incentive: 20 })).sentence).toBe(
      "No response pays: an order of €40.00 leaves €20.00, no more than the incentive of €20.00.",
    );
    expect((await said("en", { margin: null })).sentence).toBe(
      "50% order within 10 days anyway; type the margin to see when a campaign pays.",
    );
    expect((await said("en", { channels: [{ channel: "Pigeon", unit_cost: 30 }] })).sentence).toBe(
      "No channel pays, whoever responds: an order of €40.00 leaves €20.00.",
    );
  });

  it("draws a bar a channel, and opens who ordered anyway", async () => {
    const result = await planOf();
    for (const locale of ["en", "zh-Hans"] as const)
      for (const width of [360, 984]) {
        const view = campaignPlan.chart(result, params(), { ...tellingOf(locale, context), width });
        expect(view.figures.map(({ id, stops }) => [id, stops.length])).toEqual([["break-even", 2]]);
      }
    const view = campaignPlan.chart(result, params(), { ...tellingOf("en", context), width: 984 });
    expect(view.figures[0]!.stops[0]!.lines).toEqual([
      "SMS",
      "pays at 8.3% more",
      "3 customers contacted",
      "cost €1.50, €0.50 a contact",
      "at 10% more: profit +€0.90",
    ]);
    const who = view.table!.who![2]!;
    expect(await duckdb.rows(membersSql(campaignPlan, params(), context, who))).toHaveLength(2);
  });
});
