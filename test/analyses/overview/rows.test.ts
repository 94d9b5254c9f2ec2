import { beforeAll, describe, expect, it } from "vitest";
import { overview } from "../../../src/analyses/overview/analysis.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import type { Context } from "../../../src/sql/query.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { analyse, contextAt, dropShop } from "../../support/analyse.ts";
import { openTestEngine } from "../../support/engine.ts";
import { buildShop, type ShopOrder } from "../../support/shop.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const order = (customer: string | null, at: string, amount: number): ShopOrder => ({ customer, at, amount });

const shop: readonly ShopOrder[] = [
  order("Ann", "2024-01-05", 10),
  order("Ann", "2024-01-25", 20),
  order("Bob", "2024-01-31", 30),
  order(null, "2024-02-02", 5),
  order("Ann", "2024-02-10", 40),
  order("Cid", "2024-02-29", 50),
  order("Bob", "2024-03-01", 60),
  order("Bob", "2024-03-31", 70),
  order("Dee", "2024-03-15", 80),
  order("Cid", "2024-04-02", 90),
];
const context = contextAt("2024-04-10", "2024-04-09", { observed_from: "2024-01-01" });

async function run(
  orders: readonly ShopOrder[],
  params: Readonly<Record<string, unknown>> = {},
  at: Context = context,
) {
  await dropShop(engine);
  await buildShop(engine, orders);
  return (await analyse(engine, overview, params, at)).rows;
}

type Rows = Awaited<ReturnType<typeof run>>;
const spans = (rows: Rows) => rows.map(({ span, starts_on, ends_on }) => [span, starts_on, ends_on]);

describe("the spans of the overview", () => {
  it("are the last full periods, as many before, and every period so far", async () => {
    expect(spans(await run(shop, { range: "last_1" }))).toEqual([
      ["range", "2024-03-01", "2024-03-31"],
      ["before", "2024-02-01", "2024-02-29"],
      ["period", "2024-01-01", "2024-01-31"],
      ["period", "2024-02-01", "2024-02-29"],
      ["period", "2024-03-01", "2024-03-31"],
      ["period", "2024-04-01", "2024-04-30"],
    ]);
  });

  it("hold no range longer than the orders reach back, and none before it that they do not cover", async () => {
    expect(spans(await run(shop, { range: "last_6" })).slice(0, 2)).toEqual([
      ["range", "2024-01-01", "2024-03-31"],
      ["period", "2024-01-01", "2024-01-31"],
    ]);
  });

  it("take a typed range with both its days, against as many days before", async () => {
    const rows = await run(shop, { range: "custom", from: "2024-02-10", to: "2024-02-29" });
    expect(spans(rows).slice(0, 2)).toEqual([
      ["range", "2024-02-10", "2024-02-29"],
      ["before", "2024-01-21", "2024-02-09"],
    ]);
    expect(rows.slice(0, 2).map(({ orders }) => orders)).toEqual([2, 3]);
  });

  it("take the whole time from the first order to as_of, against nothing", async () => {
    expect(spans(await run(shop, { range: "all" })).slice(0, 2)).toEqual([
      ["range", "2024-01-05", "2024-04-10"],
      ["period", "2024-01-01", "2024-01-31"],
    ]);
  });

  it("begin weeks on the chosen day", async () => {
    const weeks = async (week_start: "monday" | "sunday") =>
      spans(await run(shop, { range: "last_1", period: "week" }, { ...context, week_start }))[0];
    // 7 April 2024 is a Sunday.
    expect(await weeks("monday")).toEqual(["range", "2024-04-01", "2024-04-07"]);
    expect(await weeks("sunday")).toEqual(["range", "2024-03-31", "2024-04-06"]);
  });

  it("are complete when they had ended, and know when new customers may not be new", async () => {
    const rows = await run(shop, { range: "last_1" }, { ...context, observed_from: null });
    const periods = rows.filter(({ span }) => span === "period");
    expect(periods.map(({ complete }) => complete)).toEqual([true, true, true, false]);
    // 90 days from 5 January 2024 end on 3 April.
    expect(periods.map(({ left_truncated }) => left_truncated)).toEqual([true, true, true, true]);
    const cleared = await run(shop, { range: "last_1" });
    expect(cleared.some(({ left_truncated }) => left_truncated)).toBe(false);
  });
});

describe("the figures of the overview", () => {
  it("are counted by hand for a quarter", async () => {
    const [range] = await run(shop, { range: "last_3" });
    const { low, high } = wilsonInterval(2, 4)!;
    expect(range).toEqual({
      span: "range",
      starts_on: "2024-01-01",
      ends_on: "2024-03-31",
      net_amount: 365,
      orders: 9,
      customers: 4,
      new_customers: 4,
      returning_customers: 0,
      average_order_value: 365 / 9,
      orders_per_customer: 2,
      repeat_customers: 2,
      repeat_rate: 0.5,
      n: 4,
      low: expect.closeTo(low, 12),
      high: expect.closeTo(high, 12),
      // Days to the second: Ann 20, Bob 30, Cid 33, Dee not by 10 April (26 days). At risk 4, then 2.
      median_days_to_second: 30,
      began: 4,
      returned: 3,
      complete: true,
      left_truncated: false,
    });
  });

  it("tell new from returning customers, leave guests out of customers and keep their money", async () => {
    const [range, before] = await run(shop, { range: "last_1" });
    expect(range).toMatchObject({
      customers: 2,
      new_customers: 1,
      returning_customers: 1,
      net_amount: 210,
      orders: 3,
    });
    expect(before).toMatchObject({
      customers: 2,
      new_customers: 1,
      returning_customers: 1,
      net_amount: 95,
      orders: 3,
      orders_per_customer: 1,
      average_order_value: 95 / 3,
    });
  });

  it("count customers who have not come back for as long as they were observed", async () => {
    // Ann returns after 10 days; Bob is observed for 5 days, Cid and Dee for 20: S(10) = 2/3, no median yet.
    const orders = [
      order("Ann", "2024-01-01", 1),
      order("Ann", "2024-01-11", 1),
      order("Cid", "2024-01-01", 1),
      order("Dee", "2024-01-01", 1),
      order("Bob", "2024-01-16", 1),
    ];
    const [range] = await run(orders, { range: "all" }, contextAt("2024-01-21"));
    expect(range).toMatchObject({ began: 4, returned: 1, median_days_to_second: null });
  });

  it("do not take a second order on the first day as a return", async () => {
    const orders = [order("Ann", "2024-01-01 09:00:00", 1), order("Ann", "2024-01-01 20:00:00", 1)];
    const [range] = await run(orders, { range: "all" }, contextAt("2024-01-21"));
    expect(range).toMatchObject({ repeat_customers: 1, returned: 0, median_days_to_second: null });
  });

  it("add up: the periods' orders, money and new customers are the whole time's", async () => {
    const rows = await run(shop, { range: "all" });
    const periods = rows.filter(({ span }) => span === "period");
    const sum = (of: "orders" | "net_amount" | "new_customers") =>
      periods.reduce((total, row) => total + row[of], 0);
    expect([sum("orders"), sum("net_amount"), sum("new_customers")]).toEqual([
      rows[0]!.orders,
      rows[0]!.net_amount,
      rows[0]!.new_customers,
    ]);
  });

  it("look back from as_of: later orders do not exist", async () => {
    const [range] = await run(shop, { range: "all" }, contextAt("2024-01-31"));
    expect(range).toMatchObject({ ends_on: "2024-01-31", orders: 3, customers: 2, returned: 1 });
  });

  it("of a period that is not over are counts without ratios", async () => {
    const rows = await run(shop, { range: "last_1" });
    expect(rows.at(-1)).toMatchObject({
      starts_on: "2024-04-01",
      complete: false,
      net_amount: 90,
      orders: 1,
      customers: 1,
      repeat_customers: 0,
      average_order_value: null,
      orders_per_customer: null,
      repeat_rate: null,
      low: null,
      high: null,
    });
  });

  it("have a refund in the span of its order, or of its own day where it counts then", async () => {
    const refunded: readonly ShopOrder[] = [
      { ...order("Ann", "2024-02-10", 100), refunds: [{ at: "2024-03-05", amount: 30 }] },
      { ...order(null, "2024-02-11", 50), refunds: [{ at: null, amount: 20 }] },
      { ...order("Bob", "2024-03-01", 10), refunds: [{ at: "2024-04-20", amount: 10 }] },
    ];
    const money = async (refund_policy: "reduce_original" | "at_refund_date") => {
      await dropShop(engine);
      await buildShop(engine, refunded, { refunds: refund_policy });
      const { rows } = await analyse(engine, overview, { range: "last_1" }, { ...context, refund_policy });
      return rows.map(({ span, starts_on, net_amount, orders, average_order_value }) => [
        span === "period" ? starts_on : span,
        net_amount,
        orders,
        average_order_value,
      ]);
    };
    expect(await money("reduce_original")).toEqual([
      ["range", 0, 1, 0],
      ["before", 100, 2, 50],
      ["2024-02-01", 100, 2, 50],
      ["2024-03-01", 0, 1, 0],
      ["2024-04-01", 0, 0, null],
    ]);
    // Bob's refund is after the 10th of April, the day that is looked back from.
    expect(await money("at_refund_date")).toEqual([
      ["range", -20, 1, -20],
      ["before", 130, 2, 65],
      ["2024-02-01", 130, 2, 65],
      ["2024-03-01", -20, 1, -20],
      ["2024-04-01", 0, 0, null],
    ]);
  });

  it("are none on an empty table, and stand for one order and for guests only", async () => {
    expect(await run([])).toEqual([]);
    const one = await run([order("Ann", "2024-04-10", 5)], { range: "all" });
    expect(one[0]).toMatchObject({
      orders: 1,
      customers: 1,
      repeat_rate: 0,
      average_order_value: 5,
      returned: 0,
    });
    const guests = await run([order(null, "2024-04-10", 5)], { range: "all" });
    expect(guests[0]).toMatchObject({
      orders: 1,
      customers: 0,
      repeat_rate: null,
      low: null,
      orders_per_customer: null,
    });
  });
});
