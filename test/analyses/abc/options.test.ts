/** Every option of ABC on shops that are counted by hand. */
import { describe, expect, it } from "vitest";
import { contextAt } from "../../support/analyse.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { abcOf, duckdb, runAbc, type Given } from "./run.ts";

const context = contextAt("2024-12-31");
const costs = { by: "profit", cost_per_order: 2, service_cost_per_customer: 6, incentive_rate: 0.1 };

const shop: readonly ShopOrder[] = [
  { customer: "Ann", at: "2024-01-10", amount: 100, cost: 40, shipping: 5, tax: 10, channel: "web" },
  { customer: "Ann", at: "2024-02-10", amount: 50, channel: "app", country: "DE" },
  { customer: "Bob", at: "2024-02-11", amount: 30, cost: 35, channel: "web", country: "DE" },
  { customer: null, at: "2024-02-12", amount: 20, cost: 5, country: "FR" },
];

const told = async (orders: readonly ShopOrder[], given: Given, at = context) =>
  (await abcOf(orders, given, at, undefined, [])).rows.map(({ entity_id, value, tier }) => [
    entity_id,
    value,
    tier,
  ]);

describe("profit", () => {
  it("of customers subtracts goods, shipping, tax, orders, service and incentives", async () => {
    const { rows, parts } = await abcOf(shop, costs, context);
    // Ann: 150 - (40 + 5 + 10) - 2 × 2 - 6 - 15; Bob: 30 - 35 - 2 - 6 - 3.
    expect(rows.map(({ name, value, tier, flag }) => [name, value, tier, flag])).toEqual([
      ["Ann", 70, "A", "a1"],
      ["Bob", -16, "loss", "prune"],
    ]);
    expect(rows.map(({ margin, roi }) => [margin, roi])).toEqual([
      [70 / 150, 70 / 80],
      [-16 / 30, -16 / 46],
    ]);
    expect(parts.costs).toEqual([
      {
        records: 3,
        records_with_cost: 2,
        net_amount: 180,
        net_amount_with_cost: 130,
        cost_amount: 75,
        shipping_amount: 5,
        tax_amount: 10,
      },
    ]);
  });

  it("of channels spreads a customer's service over the orders, and guests cost none", async () => {
    // web: 130 - 55 - 35 - 2 × 2 - 3 - 6 - 13; app: 50 - 2 - 3 - 5; none: 20 - 5 - 2 - 2.
    expect(await told(shop, { ...costs, entity: "channel" })).toEqual([
      ["app", 40, "A"],
      ["web", 14, "A"],
      [null, 11, "B"],
    ]);
    const sum = (rows: readonly unknown[][]) => rows.reduce((total, row) => total + Number(row[1]), 0);
    expect(sum(await told(shop, { ...costs, entity: "country" }))).toBe(65);
  });

  it("has no margin on nothing sold, and no return on nothing spent", async () => {
    const { rows } = await abcOf(
      [
        { customer: "Ann", at: "2024-01-10", amount: 10 },
        { customer: "Bob", at: "2024-01-10", amount: 0, cost: 4 },
      ],
      { by: "profit" },
      context,
      undefined,
      [],
    );
    expect(rows.map(({ value, margin, roi }) => [value, margin, roi])).toEqual([
      [10, 1, null],
      [-4, null, -1],
    ]);
  });

  it("of products shares an order's costs by its lines' amounts, evenly where these are nothing", async () => {
    const lines = [
      { product: "tea", quantity: 2, amount: 60, cost: 20, category: "drinks" },
      { product: "cup", amount: 40, cost: 30 },
    ];
    const free = [
      { product: "tea", amount: 0, category: "drinks" },
      { product: "cup", amount: 0 },
    ];
    const orders = [
      { customer: "Ann", at: "2024-01-10", amount: 110, shipping: 10, lines },
      { customer: null, at: "2024-01-11", amount: 0, lines: free },
    ];
    // tea: 60 - 20 - 8 × 0.6 - 6 - 1; cup: 40 - 30 - 8 × 0.4 - 4 - 1.
    expect(await told(orders, { ...costs, entity: "product" })).toEqual([
      ["tea", 28.2, "A"],
      ["cup", 1.8, "B"],
    ]);
    expect(await told(orders, { ...costs, entity: "category" })).toEqual([
      ["drinks", 28.2, "A"],
      [null, 1.8, "B"],
    ]);
    const { parts } = await abcOf(orders, { ...costs, entity: "product" }, context, undefined, ["costs"]);
    expect(parts.costs[0]).toMatchObject({ records: 4, records_with_cost: 2, cost_amount: 50 });
  });
});

describe("entities and measures", () => {
  const lined: readonly ShopOrder[] = [
    {
      customer: "Ann",
      at: "2024-01-10",
      amount: 9,
      channel: "web",
      lines: [
        { product: "tea", quantity: 3, amount: 6, category: "drinks" },
        { product: "pot", amount: 1 },
      ],
    },
    { customer: null, at: "2024-01-11", amount: 4, lines: [{ product: "tea", quantity: 2, amount: 4 }] },
  ];

  it("count units of customers and channels by their orders' lines", async () => {
    expect(await told(lined, { by: "quantity" })).toEqual([["Ann", 4, "A"]]);
    expect(await told(lined, { by: "quantity", entity: "channel" })).toEqual([
      ["web", 4, "A"],
      [null, 2, "A"],
    ]);
  });

  it("count each order of a category once, and take a line's own category", async () => {
    expect(await told(lined, { by: "orders", entity: "category" })).toEqual([
      [null, 2, "A"],
      ["drinks", 1, "A"],
    ]);
    expect(await told(lined, { by: "net_amount", entity: "category" })).toEqual([
      ["drinks", 6, "A"],
      [null, 5, "A"],
    ]);
  });

  it("leave out lines that name neither product nor category", async () => {
    const database = await duckdb();
    await database.build(lined);
    await database.run("update order_lines set product_id = null where product_id = 'pot'");
    const { rows } = await runAbc({ entity: "category" }, context, []);
    expect(rows.map(({ entity_id, value }) => [entity_id, value])).toEqual([
      ["drinks", 6],
      [null, 4],
    ]);
  });

  it("call a product by its latest name so far", async () => {
    const named = (name: string, at: string): ShopOrder => ({
      customer: "Ann",
      at,
      amount: 1,
      lines: [{ product: "tea", name, amount: 1 }],
    });
    const orders = [named("Tea", "2024-01-01"), named("Green tea", "2024-03-01")];
    const names = async (asOf: string) =>
      (await abcOf(orders, { entity: "product" }, contextAt(asOf), undefined, [])).rows.map(
        ({ name }) => name,
      );
    expect([await names("2024-02-01"), await names("2024-03-01")]).toEqual([["Tea"], ["Green tea"]]);
  });

  it("book refunds on their day where these are not in the net amount", async () => {
    const refunded: readonly ShopOrder[] = [
      {
        customer: "Ann",
        at: "2024-01-10",
        amount: 100,
        country: "DE",
        refunds: [
          { at: "2024-02-20", amount: 30 },
          { at: null, amount: 5 },
        ],
      },
    ];
    const at = async (asOf: string, given: Given = {}) => {
      const policy = contextAt(asOf, asOf, { refund_policy: "at_refund_date" });
      const { rows } = await abcOf(refunded, given, policy, { refunds: "at_refund_date" }, []);
      return rows.map(({ value }) => value);
    };
    expect([await at("2024-02-19"), await at("2024-02-20")]).toEqual([[95], [65]]);
    expect(await at("2024-02-20", { entity: "country" })).toEqual([65]);
    expect(await at("2024-02-20", { by: "profit", incentive_rate: 0.1 })).toEqual([58.5]);
    const plain = contextAt("2024-02-20", "2024-02-20", { refund_policy: "reduce_original" });
    expect((await abcOf(refunded, {}, plain, undefined, [])).rows[0]!.value).toBe(65);
  });
});

describe("lists of cuts", () => {
  const values = { Ann: 50, Bob: 30, Cid: 12, Dee: 8, Eve: 0, Fay: -1 };
  const orders = Object.entries(values).map(([customer, amount]) => ({ customer, at: "2024-01-01", amount }));
  const letters = async (given: Given) => (await told(orders, given)).map(([, , tier]) => tier);

  it("make one tier more than there are cuts, zero in the last", async () => {
    expect(await letters({ cumulative_cuts: [0.5] })).toEqual(["A", "B", "B", "B", "B", "loss"]);
    expect(await letters({ cumulative_cuts: [0.5, 0.8, 0.9] })).toEqual(["A", "B", "C", "D", "D", "loss"]);
    expect(await letters({ cut: "headcount", headcount_cuts: [0.1, 0.3, 0.4, 0.5] })).toEqual([
      "A",
      "B",
      "C",
      "E",
      "E",
      "loss",
    ]);
  });

  it("list every tier in the part, also those without members", async () => {
    const { parts } = await abcOf(orders, { cumulative_cuts: [0.5, 0.8, 0.9] }, context, undefined, [
      "tiers",
    ]);
    expect(parts.tiers.map(({ tier, entities, value }) => [tier, entities, value])).toEqual([
      ["A", 1, 50],
      ["B", 1, 30],
      ["C", 1, 12],
      ["D", 2, 8],
      ["loss", 1, -1],
    ]);
  });
});

describe("XYZ", () => {
  const sale = (product: string, month: number, quantity: number): ShopOrder => ({
    customer: "Ann",
    at: `2024-0${month}-15`,
    amount: 1,
    lines: [{ product, quantity, amount: quantity }],
  });
  const sales = [
    ...[1, 2, 3, 4].map((month) => sale("steady", month, 4)),
    ...[2, 3, 4].map((month) => sale("half", month, month - 1)),
    sale("one", 2, 2),
    sale("one", 4, 4),
    sale("rare", 1, 9),
    sale("new", 4, 5),
    // May is not over.
    sale("one", 5, 100),
  ];
  const at = contextAt("2024-05-20", "2024-05-20");

  it("is the coefficient of variation per complete period since the first sale, empty ones 0", async () => {
    const { parts } = await abcOf(sales, { entity: "product", by: "orders" }, at);
    const xyz = Object.fromEntries(
      parts.xyz.map(({ entity_id, periods, mean, cv, class: name }) => [
        entity_id,
        [periods, mean, cv, name],
      ]),
    );
    expect(xyz).toEqual({
      // 4, 4, 4, 4
      steady: [4, 4, 0, "X"],
      // 1, 2, 3: 1 of 2 is on the border
      half: [3, 2, 0.5, "X"],
      // 2, 0, 4: 2 of 2 is on the border
      one: [3, 2, 1, "Y"],
      // 9, 0, 0, 0
      rare: [4, 2.25, 2, "Z"],
      new: [1, 5, null, null],
    });
    // By orders: 4, 3, 3, 1, 1 of 12; A ends with the one that crosses 9.6.
    expect(
      parts.matrix
        .filter(({ entities }) => entities > 0)
        .map((row) => [row.tier, row.class, row.entities, row.value]),
    ).toEqual([
      ["A", "X", 2, 7],
      ["A", "Y", 1, 3],
      ["B", "Z", 1, 1],
      ["B", null, 1, 1],
    ]);
  });

  it("follows the period and the cuts that are asked", async () => {
    const given = { entity: "product", by: "orders", period: "quarter", xyz_cuts: [0.1, 3] };
    const { parts } = await abcOf(sales, given, contextAt("2024-06-30"), undefined, ["xyz"]);
    const rare = parts.xyz.find(({ entity_id }) => entity_id === "rare");
    // 9, 0: 4.5 on average, √40.5 around it.
    expect(rare).toMatchObject({ periods: 2, mean: 4.5, class: "Y" });
    expect(rare!.cv).toBeCloseTo(Math.SQRT2, 12);
  });

  it("is told of products only", async () => {
    const { parts } = await abcOf(sales, {}, at, undefined, ["xyz", "matrix"]);
    expect([parts.xyz, parts.matrix]).toEqual([[], []]);
  });

  it("begins with the first period that a filter by date counts", async () => {
    const filtered = contextAt("2024-04-30", "2024-04-30", { counted_from: "2024-01-20" });
    const { parts } = await abcOf(sales, { entity: "product", by: "orders" }, filtered, undefined, ["xyz"]);
    expect(parts.xyz.find(({ entity_id }) => entity_id === "steady")!.periods).toBe(3);
  });
});

describe("stability", () => {
  const values: readonly (readonly [string, number, string])[] = [
    ["Ann", 80, "2024-03-01"],
    ["Bob", 15, "2024-03-01"],
    ["Cid", 5, "2024-03-01"],
    ["Eve", -7, "2024-03-01"],
    ["Fay", 700, "2024-04-05"],
  ];
  const orders = values.map(([customer, amount, at]) => ({ customer, at, amount }));
  const part = async (asOf: string, observed: string) => {
    const { rows, parts } = await abcOf(orders, { stability: true }, contextAt(asOf, observed), undefined, [
      "stability",
      "tiers",
    ]);
    return {
      rows,
      tiers: parts.tiers,
      stability: parts.stability
        .slice(0, 4)
        .map(({ perturbation, entities, flipped, complete }) => [perturbation, entities, flipped, complete]),
    };
  };

  it("counts whose tier a week or a percentage point changes", async () => {
    const { stability, rows, tiers } = await part("2024-04-01", "2024-04-30");
    expect(stability).toEqual([
      ["days_before", 4, 0, true],
      // Fay's 700 of three days later are not known yet.
      ["days_after", 4, 0, true],
      ["cuts_down", 4, 0, true],
      // Bob begins at 0.80, Cid at 0.95: below 0.81 and 0.96.
      ["cuts_up", 4, 2, true],
    ]);
    expect(
      rows.map(({ entity_id, tier, tier_cuts_up, fragile }) => [entity_id, tier, tier_cuts_up, fragile]),
    ).toEqual([
      ["Ann", "A", "A", false],
      ["Bob", "B", "A", true],
      ["Cid", "C", "B", true],
      ["Eve", "loss", "loss", false],
    ]);
    expect(tiers.map(({ tier, fragile }) => [tier, fragile])).toEqual([
      ["A", 0],
      ["B", 1],
      ["C", 1],
      ["loss", 0],
    ]);
  });

  it("compares those who were there, and moves nobody in a week without orders", async () => {
    const { stability, rows } = await part("2024-04-08", "2024-04-08");
    expect(stability.slice(0, 2)).toEqual([
      // Before Fay, Ann was A and Bob B.
      ["days_before", 4, 2, true],
      ["days_after", 5, 0, true],
    ]);
    expect(rows.map(({ entity_id, tier_days_before }) => [entity_id, tier_days_before])).toEqual([
      ["Fay", null],
      ["Ann", "A"],
      ["Bob", "B"],
      ["Cid", "C"],
      ["Eve", "loss"],
    ]);
  });
});
