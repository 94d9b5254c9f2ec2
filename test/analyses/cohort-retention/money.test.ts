import { beforeAll, describe, expect, it } from "vitest";
import { cohortRetention } from "../../../src/analyses/cohort-retention/analysis.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

/** Ann's order of 100 is refunded by 30 in March and by 10 on a day that nobody wrote down; Bob's cost is unknown. */
const shop: readonly ShopOrder[] = [
  {
    customer: "Ann",
    at: "2024-01-05",
    amount: 100,
    cost: 40,
    shipping: 5,
    tax: 15,
    refunds: [
      { at: "2024-03-10", amount: 30 },
      { at: null, amount: 10 },
    ],
    lines: [{ product: "P1", name: "Pot", category: "ware", amount: 80 }],
  },
  { customer: "Ann", at: "2024-02-10", amount: 50, cost: 20, shipping: 5 },
  {
    customer: "Bob",
    at: "2024-01-20",
    amount: 60,
    refunds: [{ at: "2024-02-15", amount: 60 }],
    lines: [
      { product: "T1", name: "Tea", amount: 30 },
      { product: "P1", name: "Pot (old name)", category: "ware", amount: 30 },
    ],
  },
];
const plain = contextAt("2024-03-31", "2024-03-31", { observed_from: "2023-01-01" });
const dated = { ...plain, refund_policy: "at_refund_date" };

async function january(params: Readonly<Record<string, unknown>>, context = plain) {
  await duckdb.build(shop, { refunds: context.refund_policy as "at_refund_date" });
  const { rows } = await duckdb.analyse(cohortRetention, params, context);
  return rows.filter(({ cohort }) => cohort === "2024-01-01");
}

describe("refunds", () => {
  it("lower the period of their order, or are booked in that of their own day", async () => {
    expect((await january({})).map(({ net_amount }) => net_amount)).toEqual([60, 50, 0]);
    expect((await january({}, dated)).map(({ net_amount }) => net_amount)).toEqual([150, -10, -30]);
  });

  it("are no orders and bring nobody back", async () => {
    expect((await january({}, dated)).map(({ customers, orders }) => [customers, orders])).toEqual([
      [2, 2],
      [1, 1],
      [0, 0],
    ]);
  });

  it("are not known before their day", async () => {
    const february = await january({}, { ...dated, as_of: "2024-02-14", observed_through: "2024-02-14" });
    expect(february.map(({ net_amount }) => net_amount)).toEqual([150, 50]);
  });

  it("count in sums since the beginning from their day on", async () => {
    const sums = await january({ measure: "cumulative_net_amount", show: "value" }, dated);
    expect(sums.map(({ value }) => value)).toEqual([75, 70, 55]);
  });

  it("of a period without orders leave no average order, and say so apart from what is not over", async () => {
    const averages = await january({ measure: "average_order_value", show: "value" }, dated);
    expect(averages.map(({ value, n, complete }) => [value, n, complete])).toEqual([
      [75, 2, true],
      [-10, 2, true],
      [null, 2, true],
    ]);
  });
});

describe("the margin", () => {
  it("is net amount less goods, shipping and tax, of the orders whose cost is known", async () => {
    // Ann: 60 − 40 − 5 − 15 = 0 in January, 50 − 20 − 5 = 25 in February; Bob's order is left out.
    const values = (await january({ measure: "margin", show: "value" })).map(({ value }) => value);
    expect(values).toEqual([0, 12.5, 0]);
    const sums = await january({ measure: "cumulative_margin", show: "value" });
    expect(sums.map(({ value }) => value)).toEqual([0, 12.5, 12.5]);
  });

  it("bears dated refunds of orders of known cost on their day", async () => {
    // 100 − 10 − 40 − 5 − 15 = 30, then 25, then −30.
    const values = (await january({ measure: "margin", show: "value" }, dated)).map(({ value }) => value);
    expect(values).toEqual([15, 12.5, -15]);
  });

  it("has no share against a beginning that brought nothing", async () => {
    expect((await january({ measure: "margin" })).map(({ value }) => value)).toEqual([null, null, null]);
    expect((await january({ measure: "cumulative_margin" }, dated)).map(({ value }) => value)).toEqual([
      1,
      55 / 30,
      25 / 30,
    ]);
  });

  it("tells on how many orders it rests", async () => {
    await duckdb.build(shop);
    const { parts } = await duckdb.analyse(cohortRetention, { measure: "margin" }, plain);
    expect(parts.totals[0]).toMatchObject({ orders: 3, costed_orders: 2 });
  });
});

describe("splits by what was in the first order", () => {
  it("go by the first line's product, under its latest name", async () => {
    await duckdb.build(shop);
    const { rows, parts } = await duckdb.analyse(cohortRetention, { split_by: "product" }, plain);
    expect(
      rows
        .filter(({ k, cohort }) => k === 1 && cohort === null)
        .map(({ split, n, customers }) => [split, n, customers]),
    ).toEqual([
      ["P1", 1, 1],
      ["T1", 1, 0],
    ]);
    expect([...new Set(parts.heat.map(({ split_name }) => split_name))]).toEqual(["Pot (old name)", "Tea"]);
  });

  it("go by the category of the first line that has one", async () => {
    await duckdb.build(shop);
    const { rows } = await duckdb.analyse(cohortRetention, { split_by: "category" }, plain);
    expect(rows.map(({ split, cohort, k, n }) => [split, cohort, k, n])).toEqual([
      ["ware", "2024-01-01", 0, 2],
      ["ware", "2024-01-01", 1, 2],
      ["ware", "2024-01-01", 2, 2],
      ["ware", null, 0, 2],
      ["ware", null, 1, 2],
      ["ware", null, 2, 2],
    ]);
  });
});
