import { beforeAll, describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import type { Context } from "../../../src/sql/query.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { analyse, contextAt, dropShop } from "../../support/analyse.ts";
import { openNativeEngine } from "../../support/native-engine.ts";
import { buildShop, type ShopOrder } from "../../support/shop.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openNativeEngine(":memory:");
  return () => engine.close();
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

/** January: Ann, Bob. February: Cid. The store is said to be observed from its beginning, so all are new. */
const shop: readonly ShopOrder[] = [
  order("Ann", "2024-01-05", 10, { channel: "web" }),
  order("Ann", "2024-01-20", 5, { channel: "app" }),
  order("Ann", "2024-02-10", 20, { channel: "app" }),
  order("Ann", "2024-04-01", 40, { channel: "app" }),
  order("Bob", "2024-01-31", 30, { channel: "app" }),
  order("Bob", "2024-03-31", 7, { channel: "web" }),
  order("Cid", "2024-02-29", 50, { channel: "web" }),
  order(null, "2024-03-01", 99),
];
const open = contextAt("2024-04-10", "2024-04-09", { observed_from: "2024-01-01" });

async function run(
  orders: readonly ShopOrder[],
  params: Readonly<Record<string, unknown>> = {},
  context: Context = open,
) {
  await dropShop(engine);
  await buildShop(engine, orders);
  return analyse(engine, cohortRetention, params, context);
}

/** Rows as short tuples: cohort, k, cohort_customers, n, customers, complete. */
const counts = (rows: Awaited<ReturnType<typeof run>>["rows"]) =>
  rows.map((row) => [row.cohort, row.k, row.cohort_customers, row.n, row.customers, row.complete]);

describe("cohort rows by the calendar", () => {
  it("count who ordered in each month, the open month so far, and pool the complete cohorts", async () => {
    const { rows } = await run(shop);
    expect(counts(rows)).toEqual([
      ["2024-01-01", 0, 2, 2, 2, true],
      ["2024-01-01", 1, 2, 2, 1, true],
      ["2024-01-01", 2, 2, 2, 1, true],
      ["2024-01-01", 3, 2, 0, 1, false],
      ["2024-02-01", 0, 1, 1, 1, true],
      ["2024-02-01", 1, 1, 1, 0, true],
      ["2024-02-01", 2, 1, 0, 0, false],
      [null, 0, 3, 3, 3, true],
      [null, 1, 3, 3, 1, true],
      [null, 2, 2, 2, 1, true],
    ]);
  });

  it("give every column of a row", async () => {
    const { rows } = await run(shop);
    const { low, high } = wilsonInterval(1, 2)!;
    expect(rows[1]).toEqual({
      cohort: "2024-01-01",
      split: null,
      k: 1,
      cohort_customers: 2,
      n: 2,
      customers: 1,
      orders: 1,
      net_amount: 20,
      value: 0.5,
      low: expect.closeTo(low, 12),
      high: expect.closeTo(high, 12),
      complete: true,
      left_truncated: false,
      from_day: null,
      to_day: null,
    });
    expect(rows[3]).toEqual({
      cohort: "2024-01-01",
      split: null,
      k: 3,
      cohort_customers: 2,
      n: 0,
      customers: 1,
      orders: 1,
      net_amount: 40,
      value: null,
      low: null,
      high: null,
      complete: false,
      left_truncated: false,
      from_day: null,
      to_day: null,
    });
  });

  it("count who ordered in a month or later, with their orders from then on", async () => {
    const { rows } = await run(shop, { return: "on_or_after" });
    const january = rows.filter(({ cohort }) => cohort === "2024-01-01");
    expect(january.map(({ customers, orders, net_amount }) => [customers, orders, net_amount])).toEqual([
      [2, 3, 45],
      [2, 3, 67],
      [2, 2, 47],
      [1, 1, 40],
    ]);
  });

  it("count who had ordered again by then, with their orders up to then", async () => {
    const { rows } = await run(shop, { return: "by" });
    const january = rows.filter(({ cohort }) => cohort === "2024-01-01");
    expect(january.map(({ customers, orders, net_amount }) => [customers, orders, net_amount])).toEqual([
      [2, 3, 45],
      [1, 1, 20],
      [2, 2, 27],
      [2, 3, 67],
    ]);
  });

  it("complete a period on the day it ends, and not before", async () => {
    const at = async (observed: string) => {
      const { rows } = await run(
        shop,
        {},
        contextAt("2024-04-10", observed, { observed_from: "2024-01-01" }),
      );
      return rows.find(({ cohort, k }) => cohort === "2024-01-01" && k === 2)!.complete;
    };
    expect([await at("2024-03-30"), await at("2024-03-31")]).toEqual([false, true]);
  });

  it("look back from as_of: later orders and customers do not exist", async () => {
    const { rows } = await run(
      shop,
      {},
      contextAt("2024-02-10", "2024-02-10", { observed_from: "2024-01-01" }),
    );
    expect(counts(rows)).toEqual([
      ["2024-01-01", 0, 2, 2, 2, true],
      ["2024-01-01", 1, 2, 0, 1, false],
      [null, 0, 2, 2, 2, true],
    ]);
  });
});

describe("what a cohort row measures", () => {
  const january = async (params: Readonly<Record<string, unknown>>) => {
    const { rows } = await run(shop, params);
    return rows.filter(({ cohort }) => cohort === "2024-01-01").map(({ value }) => value);
  };

  it("is orders and money per starting customer", async () => {
    expect(await january({ measure: "orders", show: "value" })).toEqual([1.5, 0.5, 0.5, null]);
    expect(await january({ measure: "net_amount", show: "value" })).toEqual([22.5, 10, 3.5, null]);
    expect(await january({ measure: "cumulative_net_amount", show: "value" })).toEqual([
      22.5,
      32.5,
      36,
      null,
    ]);
    expect(await january({ measure: "average_order_value", show: "value" })).toEqual([15, 20, 7, null]);
    expect(await january({ measure: "customers", show: "value" })).toEqual([1, 0.5, 0.5, null]);
  });

  it("is, as a share, compared with period 0 of the same customers", async () => {
    expect(await january({ measure: "orders" })).toEqual([1, 1 / 3, 1 / 3, null]);
    expect(await january({ measure: "net_amount" })).toEqual([1, 20 / 45, 7 / 45, null]);
    expect(await january({ measure: "cumulative_net_amount" })).toEqual([1, 65 / 45, 72 / 45, null]);
    expect(await january({ measure: "average_order_value" })).toEqual([1, 20 / 15, 7 / 15, null]);
  });

  it("has an interval for customers only", async () => {
    const { rows } = await run(shop, { measure: "orders" });
    expect(rows.every(({ low, high }) => low === null && high === null)).toBe(true);
  });
});

describe("cohort rows on each customer's own clock", () => {
  it("count only customers whose window has ended", async () => {
    // Windows of 30 days, observed to 9 April: Ann from day 0 on 5 January, Bob 31 January, Cid 29 February.
    const { rows } = await run(shop, { clock: "age" });
    expect(counts(rows)).toEqual([
      ["2024-01-01", 0, 2, 2, 2, true],
      ["2024-01-01", 1, 2, 2, 1, true],
      ["2024-01-01", 2, 2, 1, 1, false],
      ["2024-01-01", 3, 2, 0, 0, false],
      ["2024-02-01", 0, 1, 1, 1, true],
      ["2024-02-01", 1, 1, 0, 0, false],
      [null, 0, 3, 3, 3, true],
      [null, 1, 2, 2, 1, true],
    ]);
    expect(rows[2]).toMatchObject({ orders: 1, net_amount: 40, value: 1 });
  });
});

describe("cohorts that may hold customers who are not new", () => {
  const context = contextAt("2024-12-31", "2024-12-31");
  const early: readonly ShopOrder[] = [
    order(null, "2024-01-10", 1),
    order("Ann", "2024-03-05", 10),
    order("Bob", "2024-04-08", 10),
    order("Cid", "2024-05-01", 10),
    order("Cid", "2024-06-01", 10),
  ];

  it("are those that began within 90 days of the first order, guests' orders too, and are not pooled", async () => {
    const { rows } = await run(early, {}, context);
    const marked = [...new Set(rows.filter((row) => row.left_truncated).map(({ cohort }) => cohort))];
    expect(marked).toEqual(["2024-03-01", "2024-04-01"]);
    expect(rows.find(({ cohort, k }) => cohort === null && k === 0)!.cohort_customers).toBe(1);
  });

  it("are none once the store's beginning is typed", async () => {
    const { rows } = await run(early, {}, { ...context, observed_from: "2024-01-10" });
    expect(rows.some((row) => row.left_truncated)).toBe(false);
    expect(rows.find(({ cohort, k }) => cohort === null && k === 0)!.cohort_customers).toBe(3);
  });
});

describe("splits", () => {
  it("go by the first order's value, pool each group apart, and keep null for unknown", async () => {
    const { rows } = await run([...shop, order("Dee", "2024-02-02", 3)], { split_by: "channel" });
    const pooled = rows.filter(({ cohort }) => cohort === null);
    expect(pooled.map(({ split, k, n, customers }) => [split, k, n, customers])).toEqual([
      ["app", 0, 1, 1],
      ["app", 1, 1, 0],
      ["app", 2, 1, 1],
      ["web", 0, 2, 2],
      ["web", 1, 2, 1],
      ["web", 2, 1, 0],
      [null, 0, 1, 1],
      [null, 1, 1, 0],
    ]);
  });

  it("order the rows by split, cohort and k, pooled rows last", async () => {
    const { rows } = await run(shop, { split_by: "channel" });
    expect(rows.map(({ split, cohort, k }) => `${split} ${cohort} ${k}`)).toEqual([
      "app 2024-01-01 0",
      "app 2024-01-01 1",
      "app 2024-01-01 2",
      "app 2024-01-01 3",
      "app null 0",
      "app null 1",
      "app null 2",
      "web 2024-01-01 0",
      "web 2024-01-01 1",
      "web 2024-01-01 2",
      "web 2024-01-01 3",
      "web 2024-02-01 0",
      "web 2024-02-01 1",
      "web 2024-02-01 2",
      "web null 0",
      "web null 1",
      "web null 2",
    ]);
  });
});

describe("other options and small shops", () => {
  it("leaves out cohorts smaller than min_cohort, of the pooled rows too", async () => {
    const { rows } = await run(shop, { min_cohort: 2 });
    expect([...new Set(rows.map(({ cohort }) => cohort))]).toEqual(["2024-01-01", null]);
    expect(rows.find(({ cohort, k }) => cohort === null && k === 1)!.n).toBe(2);
  });

  it("begins weeks on the chosen day", async () => {
    const orders = [order("Ann", "2024-03-10", 1), order("Ann", "2024-03-11", 1)];
    const weeks = async (week_start: "monday" | "sunday") => {
      const { rows } = await run(orders, { period: "week" }, { ...open, as_of: "2024-03-11", week_start });
      return rows.filter(({ cohort }) => cohort !== null).map(({ cohort, k, orders: n }) => [cohort, k, n]);
    };
    // 10 March 2024 is a Sunday.
    expect(await weeks("monday")).toEqual([
      ["2024-03-04", 0, 1],
      ["2024-03-04", 1, 1],
    ]);
    expect(await weeks("sunday")).toEqual([["2024-03-10", 0, 2]]);
  });

  it("has no rows on an empty table", async () => {
    const result = await run([]);
    expect(result.rows).toEqual([]);
    expect(result.parts).toEqual({
      heat: [],
      totals: [
        { cohorts: 0, splits: 0, known_new: 0, first_cohort: null, orders: null, costed_orders: null },
      ],
    });
  });

  it("answers one order, and only guests", async () => {
    const one = await run([order("Ann", "2024-04-10", 5)], {}, { ...open, observed_from: null });
    expect(counts(one.rows)).toEqual([["2024-04-01", 0, 1, 0, 1, false]]);
    expect((await run([order(null, "2024-04-10", 5)])).rows).toEqual([]);
  });

  it("keeps several orders of one day in period 0", async () => {
    const { rows } = await run(
      [order("Ann", "2024-03-10 09:00:00", 5), order("Ann", "2024-03-10 21:00:00", 5)],
      {
        period: "day",
      },
    );
    expect(rows[0]).toMatchObject({ cohort: "2024-03-10", k: 0, customers: 1, orders: 2, net_amount: 10 });
  });

  it("keeps money exact to the cent where doubles would not", async () => {
    const orders = Array.from({ length: 30 }, (_, i) =>
      order("Ann", `2024-01-${String(i + 1).padStart(2, "0")}`, 0.1),
    );
    const { rows } = await run(orders);
    expect(rows[0]!.net_amount).toBe(3);
  });
});
