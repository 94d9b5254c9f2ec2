import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopMore, ShopOrder } from "../../support/shop.ts";
import { runKept } from "./kept.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const tea = { product: "tea", amount: 10 };
const shop: readonly ShopOrder[] = [
  {
    customer: "Ann",
    at: "2024-03-01 09:00:00",
    amount: 40,
    cost: 10,
    discount: 10,
    shipping: 4,
    tax: 1,
    lines: [tea, tea],
  },
  { customer: "Ann", at: "2024-03-11 23:00:00", amount: 60, cost: 20, discount: 0, lines: [tea] },
  { customer: "Bob", at: "2024-01-31", amount: 100, cost: 30, discount: 25, lines: [tea] },
  { customer: "Cid", at: "2024-02-15", amount: 20 },
  { customer: null, at: "2024-03-02", amount: 900 },
];
const at = contextAt("2024-03-31");

async function run(
  orders: readonly ShopOrder[],
  params: object = {},
  more: ShopMore = {},
  context: Context = at,
) {
  await duckdb.build(orders, more);
  const { rows, parts } = await runKept(duckdb, params, context);
  /** A column by customer, in the order of ids. */
  const column = (name: string) =>
    Object.fromEntries(
      rows
        .map((row) => [row["customer_id"] as string, row[name]] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  return { rows, parts, column };
}

const asked = (...measures: readonly [string, string, number?][]) => ({
  measures: measures.map(([measure, direction, weight = 1]) => ({ measure, direction, weight })),
});

describe("the rows", () => {
  it("rank by recency, orders and money alike, equal scores by id, and leave out guests", async () => {
    const { rows } = await run(shop);
    const third = (a: number) => Math.round((a / 3) * 1e12) / 1e12;
    expect(rows).toEqual([
      {
        customer_id: "Ann",
        normalised_recency_days: 1,
        normalised_orders: 1,
        normalised_net_amount: 0.5,
        score: third(2.5),
        rank: 1,
        tier: "A",
        net_amount: 100,
        value_recency_days: 20,
        value_orders: 2,
        value_net_amount: 100,
      },
      {
        customer_id: "Bob",
        normalised_recency_days: 0,
        normalised_orders: 0,
        normalised_net_amount: 0.5,
        score: third(0.5),
        rank: 2,
        tier: "B",
        net_amount: 100,
        value_recency_days: 60,
        value_orders: 1,
        value_net_amount: 100,
      },
      {
        customer_id: "Cid",
        normalised_recency_days: 0.5,
        normalised_orders: 0,
        normalised_net_amount: 0,
        score: third(0.5),
        rank: 3,
        tier: "C",
        net_amount: 20,
        value_recency_days: 45,
        value_orders: 1,
        value_net_amount: 20,
      },
    ]);
  });

  it("know every measure of the orders", async () => {
    const measures = asked(
      ["tenure_days", "higher"],
      ["order_days", "higher"],
      ["average_order_value", "higher"],
      ["profit", "higher"],
      ["items", "higher"],
      ["discount_share", "lower"],
      ["median_gap_days", "lower"],
    );
    const { column } = await run(shop, { ...measures, missing: "other_weights" });
    expect(column("value_tenure_days")).toEqual({ Ann: 30, Bob: 60, Cid: 45 });
    expect(column("value_order_days")).toEqual({ Ann: 2, Bob: 1, Cid: 1 });
    expect(column("value_average_order_value")).toEqual({ Ann: 50, Bob: 100, Cid: 20 });
    // 100 - 5 shipping and tax - 30 cost; 100 - 30; the cost of Cid's order is not known.
    expect(column("value_profit")).toEqual({ Ann: 65, Bob: 70, Cid: null });
    expect(column("value_items")).toEqual({ Ann: 3, Bob: 1, Cid: null });
    // 10 of 50 + 60; 25 of 125.
    expect(column("value_discount_share")).toEqual({ Ann: 0.09090909, Bob: 0.2, Cid: null });
    expect(column("value_median_gap_days")).toEqual({ Ann: 10, Bob: null, Cid: null });
    expect(column("normalised_discount_share")).toEqual({ Ann: 1, Bob: 0, Cid: null });
    expect(column("normalised_median_gap_days")).toEqual({ Ann: 0, Bob: null, Cid: null });
  });

  it("scale from the worst to the best, or in standard deviations of the sample", async () => {
    const measures = asked(["recency_days", "lower"], ["orders", "higher"]);
    const ends = await run(shop, { ...measures, normalisation: "min_max" });
    expect(ends.column("normalised_recency_days")).toEqual({ Ann: 1, Bob: 0, Cid: 0.375 });
    expect(ends.column("normalised_orders")).toEqual({ Ann: 1, Bob: 0, Cid: 0 });
    const z = await run(shop, { ...measures, normalisation: "z_score" });
    // Orders 2, 1, 1: mean 4/3, deviation the root of 1/3.
    expect(z.column("normalised_orders")).toEqual({
      Ann: 1.154700538379,
      Bob: -0.57735026919,
      Cid: -0.57735026919,
    });
  });

  it("give everyone 0 where all are equal, whatever the scale", async () => {
    const twins = ["Ann", "Bob"].map((customer) => ({ customer, at: "2024-03-01", amount: 10 }));
    for (const normalisation of ["percentile_rank", "min_max", "z_score"])
      expect((await run(twins, { normalisation })).column("score")).toEqual({ Ann: 0, Bob: 0 });
  });

  it("divide weights by their sum", async () => {
    const { column, parts } = await run(shop, asked(["orders", "higher", 3], ["recency_days", "lower", 1]));
    expect(column("score")).toEqual({ Ann: 1, Bob: 0, Cid: 0.125 });
    expect(parts.measures.map(({ measure, weight }) => [measure, weight])).toEqual([
      ["orders", 0.75],
      ["recency_days", 0.25],
    ]);
  });

  it("give no score without a value, or one of the other weights; a measure without weight is not missed", async () => {
    const measures = asked(["profit", "higher", 3], ["recency_days", "lower", 1]);
    const none = await run(shop, measures);
    expect(none.rows.map(({ customer_id, score, rank, tier }) => [customer_id, score, rank, tier])).toEqual([
      ["Bob", 0.75, 1, "A"],
      ["Ann", 0.25, 2, "C"],
      ["Cid", null, null, "none"],
    ]);
    expect(none.parts.tiers.at(-1)).toMatchObject({ tier: "none", customers: 1, net_amount: 20 });
    const other = await run(shop, { ...measures, missing: "other_weights" });
    expect(other.column("score")).toEqual({ Ann: 0.25, Bob: 0.75, Cid: 0.5 });
    const weightless = await run(shop, asked(["profit", "higher", 0], ["recency_days", "lower", 1]));
    expect(weightless.column("score")).toEqual({ Ann: 1, Bob: 0, Cid: 0.5 });
  });

  it("read numeric columns of customer files, whatever their name and type", async () => {
    const attributes = {
      Ann: { "Receivable turnover": 3.5, 配合度: "4" },
      Bob: { "Receivable turnover": 7, 配合度: "many" },
      Zoe: { "Receivable turnover": 99, 配合度: "9" },
    };
    const measures = asked(["Receivable turnover", "higher"], ["配合度", "higher"]);
    const { column, rows } = await run(shop, { ...measures, missing: "other_weights" }, { attributes });
    expect(column("value_Receivable turnover")).toEqual({ Ann: 3.5, Bob: 7, Cid: null });
    expect(column("value_配合度")).toEqual({ Ann: 4, Bob: null, Cid: null });
    expect(rows.map(({ customer_id, rank }) => [customer_id, rank])).toEqual([
      ["Bob", 1],
      ["Ann", 2],
      ["Cid", null],
    ]);
  });

  it("cut the tiers where they are told to", async () => {
    const many = Array.from({ length: 10 }, (_, index) => ({
      customer: `c${index}`,
      at: "2024-03-01",
      amount: 100 - index,
    }));
    const tiers = async (tier_cuts?: readonly number[]) =>
      (await run(many, { ...asked(["net_amount", "higher"]), ...(tier_cuts && { tier_cuts }) })).rows
        .map(({ tier }) => tier)
        .join("");
    expect(await tiers()).toBe("AABBBCCCCC");
    expect(await tiers([0.11, 0.9])).toBe("AABBBBBBBC");
    expect(await tiers([0, 1])).toBe("BBBBBBBBBB");
  });

  it("book refunds on their day where the counting rule says so", async () => {
    const refunded = (day: string | null) => [
      { ...shop[0]!, refunds: [{ at: day, amount: 15 }] },
      ...shop.slice(1),
    ];
    const net = async (day: string | null, refunds: "reduce_original" | "at_refund_date") =>
      (
        await run(
          refunded(day),
          asked(["net_amount", "higher"], ["average_order_value", "higher"], ["profit", "higher"]),
          { refunds },
          contextAt("2024-03-31", "2024-03-31", { refund_policy: refunds }),
        )
      ).rows
        .filter(({ customer_id }) => customer_id === "Ann")
        .map((row) => [row["value_net_amount"], row["value_average_order_value"], row["value_profit"]]);
    expect(await net("2024-04-10", "at_refund_date")).toEqual([[100, 50, 65]]);
    expect(await net("2024-03-31", "at_refund_date")).toEqual([[85, 42.5, 50]]);
    expect(await net(null, "at_refund_date")).toEqual([[85, 42.5, 50]]);
    expect(await net("2024-04-10", "reduce_original")).toEqual([[85, 42.5, 50]]);
  });

  it("are those of the same orders up to a day in the past", async () => {
    const past = contextAt("2024-02-20");
    const replayed = await run(shop, {}, {}, past);
    const then = await run(
      shop.filter((order) => order.at < "2024-02-21"),
      {},
      {},
      past,
    );
    expect(replayed.rows.map(({ customer_id }) => customer_id)).toEqual(["Bob", "Cid"]);
    expect([replayed.rows, replayed.parts]).toEqual([then.rows, then.parts]);
  });

  it("do not depend on the order of the records", async () => {
    const rows = (await run(shop)).rows;
    await duckdb.run(
      "create or replace table orders as select * from orders order by hash(order_id), order_id desc",
    );
    expect((await runKept(duckdb, {}, at)).rows).toEqual(rows);
  });
});

describe("the parts", () => {
  it("sum the tiers, describe the measures and place every score", async () => {
    const { parts } = await run(shop, asked(["recency_days", "lower"], ["net_amount", "higher"]));
    expect(parts.tiers).toEqual([
      {
        tier: "A",
        customers: 1,
        share: 1 / 3,
        score_low: 0.75,
        score_high: 0.75,
        net_amount: 100,
        share_of_net_amount: 100 / 220,
      },
      {
        tier: "B",
        customers: 1,
        share: 1 / 3,
        score_low: 0.25,
        score_high: 0.25,
        net_amount: 100,
        share_of_net_amount: 100 / 220,
      },
      {
        tier: "C",
        customers: 1,
        share: 1 / 3,
        score_low: 0.25,
        score_high: 0.25,
        net_amount: 20,
        share_of_net_amount: 20 / 220,
      },
      {
        tier: "none",
        customers: 0,
        share: 0,
        score_low: null,
        score_high: null,
        net_amount: 0,
        share_of_net_amount: 0,
      },
    ]);
    expect(parts.measures[0]).toEqual({
      position: 1,
      measure: "recency_days",
      direction: "lower",
      weight: 0.5,
      customers: 3,
      missing: 0,
      min: 20,
      mean: 125 / 3,
      max: 60,
    });
    expect(parts.distribution).toEqual([
      { bin: 0, tier: "B", score_from: 0.25, score_to: 0.2625, customers: 1 },
      { bin: 0, tier: "C", score_from: 0.25, score_to: 0.2625, customers: 1 },
      { bin: 39, tier: "A", score_from: 0.7375, score_to: 0.75, customers: 1 },
    ]);
    expect(parts.profile.filter(({ tier }) => tier === "A")).toEqual([
      { tier: "A", position: 1, measure: "recency_days", customers: 1, mean: 20, mean_normalised: 1 },
      { tier: "A", position: 2, measure: "net_amount", customers: 1, mean: 100, mean_normalised: 0.5 },
    ]);
  });

  it("say who of tier A drops out when a weight moves by a fifth", async () => {
    const people = ["P", "Q", "R", "S", "T"].map((customer) => ({ customer, at: "2024-03-01", amount: 1 }));
    const attributes = {
      P: { turnover: 100, loyalty: 5 },
      Q: { turnover: 0, loyalty: 100 },
      ...Object.fromEntries(["R", "S", "T"].map((id) => [id, { turnover: 0, loyalty: 0 }])),
    };
    const params = { ...asked(["turnover", "higher"], ["loyalty", "higher"]), normalisation: "min_max" };
    const { parts } = await run(people, params, { attributes });
    // P has 0.525, Q 0.5. Turnover 0.8: 0.85 / 1.8 against 1 / 1.8. Loyalty 1.2: 1.06 / 2.2 against 1.2 / 2.2.
    expect(parts.sensitivity).toEqual([
      { position: 1, measure: "turnover", move: "down", n: 1, stays: 0, share: 0 },
      { position: 1, measure: "turnover", move: "up", n: 1, stays: 1, share: 1 },
      { position: 2, measure: "loyalty", move: "down", n: 1, stays: 1, share: 1 },
      { position: 2, measure: "loyalty", move: "up", n: 1, stays: 0, share: 0 },
      { position: null, measure: null, move: "any", n: 1, stays: 0, share: 0 },
    ]);
  });

  it("are empty without orders, but for the tiers and the measures", async () => {
    const { rows, parts } = await run([]);
    expect(rows).toEqual([]);
    expect(parts.tiers.map(({ customers, share }) => [customers, share])).toEqual(Array(4).fill([0, null]));
    expect(parts.measures.map(({ customers, mean }) => [customers, mean])).toEqual(Array(3).fill([0, null]));
    expect([parts.profile, parts.distribution]).toEqual([[], []]);
    expect(parts.sensitivity).toEqual([
      { position: null, measure: null, move: "any", n: 0, stays: 0, share: null },
    ]);
  });
});
