/** Cross-sell on a shop counted by hand, for every option. */
import { beforeAll, describe, expect, it } from "vitest";
import { crossSell } from "../../../src/analyses/cross-sell/analysis.ts";
import type { Context } from "../../../src/sql/query.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const categories: Readonly<Record<string, string>> = {
  tea: "drinks",
  milk: "drinks",
  pot: "ware",
  cup: "ware",
};
const order = (customer: string | null, at: string, ...products: readonly string[]): ShopOrder => ({
  customer,
  at,
  amount: 10,
  lines: products.map((product) => ({
    product,
    name: product.toUpperCase(),
    category: categories[product]!,
    amount: 5,
  })),
});

/** Ten orders: tea in 6, pot in 5, both in 4; cup in 3, never with tea; one names nothing, one only gives back. */
const shop: readonly ShopOrder[] = [
  order("ann", "2025-01-01", "tea", "pot", "tea"),
  order("ann", "2025-01-11", "cup"),
  order("ben", "2025-01-02", "tea", "pot"),
  order("ben", "2025-01-20", "tea"),
  order("cat", "2025-01-03", "tea", "pot"),
  order("dan", "2025-01-04", "tea"),
  order("dan", "2025-01-05", "cup"),
  order(null, "2025-01-06", "tea", "pot"),
  order("eva", "2025-01-07", "pot", "cup"),
  order("eva", "2025-02-07"),
  {
    ...order("cat", "2025-02-08"),
    lines: [{ product: "cup", category: "ware", quantity: -1, amount: -5 }],
  },
  order("eva", "2025-05-01", "tea", "cup"),
];

let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
  await database.build(shop);
});

const april = contextAt("2025-04-30", "2025-04-30");
const asked = (given: object = {}, context: Context = april) =>
  database.analyse(crossSell, { min_orders: 1, ...given }, context);
const short = (rows: readonly { antecedent: string; consequent: string; orders_both: number; n: number }[]) =>
  rows.map((row) => `${row.antecedent} ${row.consequent} ${row.orders_both}/${row.n}`);

describe("pairs in one order", () => {
  it("have counts, shares and lift, guests' orders among them, twice the same line once", async () => {
    const { rows, parts } = await asked();
    expect(short(rows)).toEqual(["pot tea 4/5", "tea pot 4/6", "cup pot 1/3", "pot cup 1/5"]);
    expect(rows[0]).toEqual({
      antecedent: "pot",
      consequent: "tea",
      orders_both: 4,
      support: 4 / 9,
      confidence: 0.8,
      lift: (4 * 9) / (5 * 6),
      low: expect.closeTo(0.375535, 6) as number,
      high: expect.closeTo(0.963776, 6) as number,
      antecedent_name: "POT",
      consequent_name: "TEA",
      n: 5,
      base_rate: 6 / 9,
      buyers: 4,
      to_offer: 1,
    });
    // dan bought tea and never the pot; eva the pot and no tea yet.
    expect(rows.map(({ buyers, to_offer }) => [buyers, to_offer])).toEqual([
      [4, 1],
      [4, 1],
      [3, 1],
      [4, 2],
    ]);
    expect(parts.totals[0]).toMatchObject({ orders: 9, least_orders: 1, pairs: 4, unnamed_orders: 2 });
    expect(parts.totals[0]).toMatchObject({
      guest_orders: 0,
      open_orders: 0,
      wide_orders: 0,
      beyond_chance: 0,
    });
    expect(parts.totals[0]).toMatchObject({
      antecedent_name: "POT",
      consequent_name: "TEA",
      n: 5,
      confidence: 0.8,
    });
  });

  it("stand in enough orders, by number or by share", async () => {
    expect(short((await asked({ min_orders: 2 })).rows)).toEqual(["pot tea 4/5", "tea pot 4/6"]);
    // 0.12 of 9 orders: from 2 on.
    const { rows, parts } = await asked({ min_support: 0.12 });
    expect([short(rows), parts.totals[0]!.least_orders]).toEqual([["pot tea 4/5", "tea pot 4/6"], 2]);
    expect((await asked({ min_orders: 5 })).rows).toEqual([]);
  });

  it("are sorted by lift, share or orders", async () => {
    expect(short((await asked({ sort: "confidence" })).rows)).toEqual([
      "pot tea 4/5",
      "tea pot 4/6",
      "cup pot 1/3",
      "pot cup 1/5",
    ]);
    const may = contextAt("2025-05-31");
    const lifts = await asked({}, may);
    expect(lifts.rows.map(({ lift }) => lift)).toEqual(
      lifts.rows.map(({ lift }) => lift).toSorted((a, b) => b - a),
    );
    expect(short((await asked({ sort: "orders_both" }, may)).rows).slice(2)).toEqual([
      "cup pot 1/4",
      "cup tea 1/4",
      "pot cup 1/5",
      "tea cup 1/7",
    ]);
  });

  it("of categories are pairs of categories", async () => {
    const { rows } = await asked({ level: "category" });
    expect(short(rows)).toEqual(["drinks ware 4/6", "ware drinks 4/7"]);
    expect(rows[0]).toMatchObject({ antecedent_name: "drinks", lift: (4 * 9) / (6 * 7), to_offer: 0 });
  });

  it("leave out whole what holds too many products", async () => {
    const wide = order("fay", "2025-01-08", "tea", "pot", "milk");
    const own = await NativeDuckDb.open();
    await own.build([...shop, wide]);
    const { rows, parts } = await own.analyse(crossSell, { min_orders: 1, max_basket: 2 }, april);
    expect(short(rows)).toEqual(["pot tea 4/5", "tea pot 4/6", "cup pot 1/3", "pot cup 1/5"]);
    expect(parts.totals[0]).toMatchObject({ orders: 9, wide_orders: 1 });
  });
});

describe("pairs within days", () => {
  it("count what follows, of known customers' orders that are observed that long", async () => {
    const { rows, parts } = await asked({ within: "days", days: 10 });
    // ann: tea, pot, then cup on day 10; ben's second tea on day 18 is not within; dan: tea, then cup.
    expect(short(rows)).toEqual(["pot tea 3/4", "tea pot 3/5", "pot cup 2/4", "cup pot 1/3", "tea cup 2/5"]);
    expect(rows[0]).toMatchObject({ base_rate: 5 / 8, lift: (3 * 8) / (4 * 5) });
    expect(parts.totals[0]).toMatchObject({ orders: 8, guest_orders: 1, open_orders: 0 });
    const early = await asked({ within: "days", days: 10 }, contextAt("2025-04-30", "2025-01-14"));
    expect(early.parts.totals[0]).toMatchObject({ orders: 4, guest_orders: 1, open_orders: 4 });
  });
});

describe("the next order", () => {
  it("of the same customer holds these, the same product again among them", async () => {
    const { parts } = await asked();
    // ann: tea, pot → cup; ben: tea, pot → tea; dan: tea → cup. eva's and cat's next orders name nothing.
    expect(short(parts.next)).toEqual(["pot tea 1/2", "tea cup 2/3", "tea tea 1/3", "pot cup 1/2"]);
    expect(
      parts.next.find(({ consequent, antecedent }) => antecedent === "tea" && consequent === "tea"),
    ).toMatchObject({
      base_rate: 1 / 3,
      lift: 1,
      support: 1 / 3,
    });
  });
});

describe("offers", () => {
  /** 20 orders with tea and pot, 20 with cups: the pair is beyond chance. */
  const sure: readonly ShopOrder[] = [
    ...Array.from({ length: 20 }, (_, index) => order(`t${index}`, "2025-01-01", "tea", "pot")),
    ...Array.from({ length: 20 }, (_, index) => order(`c${index}`, "2025-01-01", "cup")),
    order("only tea", "2025-01-02", "tea"),
    order("only pot", "2025-01-02", "pot"),
    order("both in time", "2025-01-02", "tea"),
    order("both in time", "2025-03-02", "pot"),
  ];

  it("count each customer at the best one, of the list alone where one is named", async () => {
    const own = await NativeDuckDb.open();
    await own.build(sure);
    const all = await own.analyse(crossSell, {}, april);
    expect(all.parts.offers).toEqual([
      { consequent: "pot", consequent_name: "POT", customers: 1 },
      { consequent: "tea", consequent_name: "TEA", customers: 1 },
    ]);
    await own.run(
      `create table vips as select customer_key from customers where customer_id in ('only tea', 't1')`,
    );
    const vips = await own.analyse(crossSell, { audience: { list: "vips" } }, april);
    expect(vips.parts.offers).toEqual([{ consequent: "pot", consequent_name: "POT", customers: 1 }]);
    // What goes with what is learned from all orders, whoever is asked about.
    expect(vips.rows.map(({ lift }) => lift)).toEqual(all.rows.map(({ lift }) => lift));
    expect(vips.rows.map(({ buyers, to_offer }) => [buyers, to_offer])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it("know only what was bought up to the date", async () => {
    const own = await NativeDuckDb.open();
    await own.build(sure);
    const before = await own.analyse(crossSell, {}, contextAt("2025-02-01"));
    expect(before.parts.offers[0]).toEqual({ consequent: "pot", consequent_name: "POT", customers: 2 });
  });
});
