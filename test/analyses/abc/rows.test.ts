import { describe, expect, it } from "vitest";
import { contextAt } from "../../support/analyse.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { abcOf, duckdb, runAbc } from "./run.ts";

const order = (customer: string | null, amount: number, at = "2024-03-01"): ShopOrder => ({
  customer,
  at,
  amount,
});

/** Values 80, 15, 5, 0, -7: the sum of the positive ones is 100, so both cuts fall on borders. */
const shop: readonly ShopOrder[] = [
  order("Ann", 50),
  order("Ann", 30),
  order("Bob", 15),
  order("Cid", 5),
  order("Dee", 10),
  order("Dee", -10),
  order("Eve", -7),
  order(null, 99),
];

const run = (orders: readonly ShopOrder[], params = {}, asOf = "2024-12-31") =>
  abcOf(orders, params, contextAt(asOf));

/** What only profit, products and stability fill. */
const unasked = {
  margin: null,
  roi: null,
  periods: null,
  mean_quantity: null,
  cv: null,
  xyz: null,
  tier_days_before: null,
  tier_days_after: null,
  tier_cuts_down: null,
  tier_cuts_up: null,
  flip_share: null,
  fragile: null,
};

const tiers = (result: Awaited<ReturnType<typeof run>>) =>
  result.rows.map(({ entity_id, value, tier, flag }) => [entity_id, value, tier, flag]);

describe("tiers of customers", () => {
  it("are A up to and with the one who crosses 80 %, B up to 95 %, zero is C, below zero is loss", async () => {
    const { rows } = await run(shop);
    const row = (
      entity_id: string,
      value: number,
      rank: number,
      cumulative_value: number,
      tier: string,
      flag: string | null,
    ) => ({
      entity_id,
      name: entity_id,
      value,
      rank,
      cumulative_value,
      cumulative_share: cumulative_value / 100,
      tier,
      flag,
      ...unasked,
    });
    expect(rows).toEqual([
      row("Ann", 80, 1, 80, "A", "a1"),
      row("Bob", 15, 2, 95, "B", "promote"),
      row("Cid", 5, 3, 100, "C", null),
      row("Dee", 0, 4, 100, "C", null),
      row("Eve", -7, 5, 93, "loss", "prune"),
    ]);
  });

  it("by headcount are A for the first fifth and B for the first half of all", async () => {
    expect(tiers(await run(shop, { cut: "headcount" }))).toEqual([
      ["Ann", 80, "A", "a1"],
      ["Bob", 15, "B", "promote"],
      ["Cid", 5, "B", null],
      ["Dee", 0, "C", null],
      ["Eve", -7, "loss", "prune"],
    ]);
  });

  it("follow cuts that were typed", async () => {
    const result = await run(shop, { cumulative_cuts: [0.81, 0.951] });
    expect(tiers(result).map(([, , tier]) => tier)).toEqual(["A", "A", "B", "C", "loss"]);
  });

  it("by orders count orders, whatever they are worth", async () => {
    expect(tiers(await run(shop, { by: "orders" }))).toEqual([
      ["Ann", 2, "A", "a1"],
      ["Dee", 2, "A", null],
      ["Bob", 1, "A", null],
      ["Cid", 1, "A", null],
      ["Eve", 1, "B", "promote"],
    ]);
  });

  it("rank equal values by id", async () => {
    const result = await run([order("b", 10), order("c", 10), order("a", 10)]);
    expect(result.rows.map(({ entity_id, rank }) => [entity_id, rank])).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
  });

  it("know only orders placed by the end of the as-of date", async () => {
    const orders = [
      order("Ann", 5, "2024-03-01 23:59:59"),
      order("Ann", 7, "2024-03-02"),
      order("Bob", 9, "2024-03-02"),
    ];
    expect(tiers(await run(orders, {}, "2024-03-01"))).toEqual([["Ann", 5, "A", "a1"]]);
  });

  it("add money without floating point: a tenth ten times is one", async () => {
    const tenths = Array.from({ length: 10 }, () => order("Ann", 0.1));
    const { rows } = await run([...tenths, order("Bob", 1)]);
    expect(
      rows.map(({ entity_id, value, cumulative_value }) => [entity_id, value, cumulative_value]),
    ).toEqual([
      ["Ann", 1, 1],
      ["Bob", 1, 2],
    ]);
  });

  it("are all C without shares where nothing is above zero", async () => {
    const { rows, parts } = await run([order("Ann", 0), order("Bob", 0)]);
    expect(rows.map(({ tier, cumulative_share }) => [tier, cumulative_share])).toEqual([
      ["C", null],
      ["C", null],
    ]);
    expect(parts.concentration).toEqual([
      {
        n: 2,
        positive: 0,
        positive_value: 0,
        gini: null,
        top_1: null,
        top_5: null,
        top_10: null,
        top_20: null,
      },
    ]);
  });

  it("are none for an empty shop, whose parts still say so", async () => {
    const { rows, parts } = await run([]);
    expect(rows).toEqual([]);
    expect(parts.tiers).toEqual(
      ["A", "B", "C", "loss"].map((tier) => ({
        tier,
        entities: 0,
        share_of_entities: null,
        value: 0,
        share_of_value: null,
        fragile: null,
      })),
    );
    expect(parts.concentration[0]).toMatchObject({ n: 0, positive: 0, gini: null });
    expect([parts.curve, parts.flagged]).toEqual([[], []]);
  });
});

describe("the parts", () => {
  it("sum the tiers, measured against the positive values", async () => {
    const { parts } = await run(shop);
    expect(parts.tiers).toEqual([
      { tier: "A", entities: 1, share_of_entities: 0.2, value: 80, share_of_value: 0.8, fragile: null },
      { tier: "B", entities: 1, share_of_entities: 0.2, value: 15, share_of_value: 0.15, fragile: null },
      { tier: "C", entities: 2, share_of_entities: 0.4, value: 5, share_of_value: 0.05, fragile: null },
      { tier: "loss", entities: 1, share_of_entities: 0.2, value: -7, share_of_value: -0.07, fragile: null },
    ]);
  });

  it("give the Gini of 5, 15 and 80 as a half, and the first of five as 80 %", async () => {
    const { parts } = await run(shop);
    expect(parts.concentration).toEqual([
      { n: 5, positive: 3, positive_value: 100, gini: 0.5, top_1: 0.8, top_5: 0.8, top_10: 0.8, top_20: 0.8 },
    ]);
  });

  it("name the greatest losses first, and at most three of each flag", async () => {
    const losers = [1, 2, 3, 4].map((value) => order(`loser ${value}`, -value));
    const { parts } = await run([order("Ann", 10), ...losers]);
    expect(parts.flagged.map(({ flag, entities, place, name }) => [flag, entities, place, name])).toEqual([
      ["a1", 1, 1, "Ann"],
      ["prune", 4, 1, "loser 4"],
      ["prune", 4, 2, "loser 3"],
      ["prune", 4, 3, "loser 2"],
    ]);
  });

  it("draw at most 400 points of a long curve, with the first 40 ranks and the end of each tier", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => order(`c${index}`, 1000 - index));
    const { rows, parts } = await run(many);
    const ranks = parts.curve.map(({ rank }) => rank);
    const ends = rows.filter(({ tier, rank }) => rows[rank]?.tier !== tier).map(({ rank }) => rank);
    expect(ranks.length).toBeLessThanOrEqual(400);
    expect(ranks.slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(ends.filter((rank) => !ranks.includes(rank))).toEqual([]);
    expect(parts.curve.at(-1)).toMatchObject({ rank: 1000, share_of_entities: 1, cumulative_share: 1 });
  });
});

describe("tiers of products", () => {
  const products: readonly ShopOrder[] = [
    {
      customer: "Ann",
      at: "2024-03-01",
      amount: 90,
      lines: [
        { product: "tea", name: "Green tea", quantity: 3, amount: 30 },
        { product: "cup", quantity: 1, amount: 60 },
      ],
    },
    {
      customer: null,
      at: "2024-03-02",
      amount: 10,
      lines: [{ product: "tea", name: "Green tea", amount: 10 }],
    },
  ];

  it("take the lines' amounts, the guests' too, and the product's name", async () => {
    const { rows } = await run(products, { entity: "product" });
    expect(rows.map(({ entity_id, name, value }) => [entity_id, name, value])).toEqual([
      ["cup", "cup", 60],
      ["tea", "Green tea", 40],
    ]);
  });

  it("count units by quantity and orders by orders", async () => {
    const values = async (by: string) =>
      (await run(products, { entity: "product", by })).rows.map(({ entity_id, value }) => [entity_id, value]);
    expect(await values("quantity")).toEqual([
      ["tea", 4],
      ["cup", 1],
    ]);
    expect(await values("orders")).toEqual([
      ["tea", 2],
      ["cup", 1],
    ]);
  });

  it("leave out lines of orders that do not count", async () => {
    const database = await duckdb();
    await database.build(products);
    await database.run("delete from orders where order_id = 'o0001'");
    const { rows } = await runAbc({ entity: "product" }, contextAt("2024-12-31"));
    expect(rows.map(({ entity_id, value }) => [entity_id, value])).toEqual([["tea", 10]]);
  });
});
