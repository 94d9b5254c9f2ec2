/** Hand-counted ladders for every option of order-ladder. */
import { beforeAll, expect, it } from "vitest";
import { orderLadder } from "../../../src/analyses/order-ladder/analysis.ts";
import type { Context } from "../../../src/sql/query.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopMore, ShopOrder } from "../../support/shop.ts";

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

/** Ann four times, the last two on one day; Ben twice; Cat once, long ago; Dan once, lately; a guest. */
const shop: readonly ShopOrder[] = [
  order("ann", "2024-01-01", 10, { channel: "web" }),
  order("ann", "2024-01-31", 20, { channel: "app" }),
  order("ann", "2024-03-01 09:00:00", 30),
  order("ann", "2024-03-01 18:00:00", 40),
  order("ben", "2024-02-01", 50, { channel: "app" }),
  order("ben", "2024-02-11", 70),
  order("cat", "2024-01-05", 0, { channel: "web" }),
  order("dan", "2024-06-25", 5),
  order(null, "2024-01-01", 999),
];
const context = contextAt("2024-06-30");

const rowsOf = async (
  given: object,
  at: Context = context,
  orders: readonly ShopOrder[] = shop,
  more: ShopMore = {},
) => {
  await duckdb.build(orders, more);
  return (await duckdb.analyse(orderLadder, { ...given }, at)).rows;
};

const some = (rows: readonly object[], ...names: readonly string[]) =>
  rows.map((row) => names.map((name) => (row as Record<string, unknown>)[name]));

it("counts customers whose order is 120 days old: Dan is not, and Ann's third is 121 days old", async () => {
  const rows = await rowsOf({ mature_days: 120 });
  expect(
    some(
      rows,
      "x",
      "n",
      "customers",
      "median_days",
      "p25_days",
      "p75_days",
      "net_amount_per_order",
      "reached",
    ),
  ).toEqual([
    // 30 and 10 days; (10 + 50 + 0) / 3
    [1, 3, 2, 20, 15, 25, 20, 4],
    // Ann and Ben; Ann 30 days later; (20 + 70) / 2
    [2, 2, 1, 30, 30, 30, 45, 2],
    // the same day
    [3, 1, 1, 0, 0, 0, 30, 1],
    [4, 1, 0, null, null, null, 40, 1],
  ]);
  expect(rows.map(({ split, complete }) => [split, complete])).toEqual(Array(4).fill([null, true]));
});

it("gives the Wilson interval of 2 of 3", async () => {
  const [first] = await rowsOf({ mature_days: 120 });
  expect(first!.rate).toBeCloseTo(2 / 3, 12);
  // Wilson (1927), as R's prop.test(2, 3, correct = FALSE) prints it
  expect(first!.low).toBeCloseTo(0.2076596, 6);
  expect(first!.high).toBeCloseTo(0.9385081, 6);
});

it("is 180 days unless said, and a rung that nobody is old enough for is not complete", async () => {
  const rows = await rowsOf({}, contextAt("2024-07-20"));
  expect(
    some(rows, "x", "n", "customers", "rate", "low", "high", "net_amount_per_order", "reached", "complete"),
  ).toEqual([
    [1, 2, 1, 0.5, rows[0]!.low, rows[0]!.high, 5, 4, true],
    [2, 0, 0, null, null, null, null, 2, false],
    [3, 0, 0, null, null, null, null, 1, false],
    [4, 0, 0, null, null, null, null, 1, false],
  ]);
});

it("counts everyone at once with 0 or no days", async () => {
  const everyone = await rowsOf({ mature_days: 0 });
  expect(some(everyone, "x", "n", "customers")).toEqual([
    [1, 4, 2],
    [2, 2, 1],
    [3, 1, 1],
    [4, 1, 0],
  ]);
  expect(await rowsOf({ mature_days: null })).toEqual(everyone);
});

it("measures age to the last day observed where it is before as_of", async () => {
  const at = (observed: string) => rowsOf({ mature_days: 121 }, contextAt("2024-06-30", observed));
  expect(some(await at("2024-06-30"), "n")).toEqual([[3], [2], [1], [1]]);
  expect(some(await at("2024-06-29"), "n")).toEqual([[3], [2], [0], [0]]);
});

it("stops at the rung asked for, whose customers say that some went on", async () => {
  expect(some(await rowsOf({ mature_days: 0, max_orders: 2 }), "x", "customers")).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

it("splits by the first order, no value last", async () => {
  const rows = await rowsOf({ mature_days: 0, split_by: "channel" });
  expect(some(rows, "split", "x", "n", "customers")).toEqual([
    ["app", 1, 1, 1],
    ["app", 2, 1, 0],
    ["web", 1, 2, 1],
    ["web", 2, 1, 1],
    ["web", 3, 1, 1],
    ["web", 4, 1, 0],
    [null, 1, 1, 0],
  ]);
});

it.each(["campaign", "country", "region", "city", "coupon", "payment_method"] as const)(
  "splits by %s",
  async (name) => {
    const orders = [
      order("ann", "2024-01-01", 1, { [name]: "red" }),
      order("ann", "2024-01-02", 1, { [name]: "blue" }),
    ];
    expect(
      some(await rowsOf({ mature_days: 0, split_by: name }, context, orders), "split", "x", "n"),
    ).toEqual([
      ["red", 1, 1],
      ["red", 2, 1],
    ]);
  },
);

/** Ann began with tea, and a pot; Ben and Dan with a pot, renamed since, and again after as_of; Cat with nothing named. */
const tea = { product: "T1", name: "Tea", amount: 1 };
const pot = { product: "P1", name: "Pot", category: "ware", amount: 1 };
const shelf: readonly ShopOrder[] = [
  order("ann", "2024-01-01", 2, { channel: "web", lines: [tea, pot] }),
  order("ann", "2024-02-01", 1, {
    channel: "app",
    lines: [{ product: "C1", name: "Cup", category: "glass", amount: 1 }],
  }),
  order("ben", "2024-01-05", 1, { lines: [pot] }),
  order("cat", "2024-01-06", 1, { lines: [] }),
  order("dan", "2024-01-07", 1, { lines: [{ ...pot, name: "Blue pot" }] }),
  order("dan", "2024-01-20", 1, { lines: [tea] }),
  order("eve", "2024-08-01", 1, { lines: [{ ...pot, name: "New pot" }] }),
  order(null, "2024-01-02", 1, { lines: [tea] }),
];

it("splits by the product of the first order's first line, read by its latest name up to as_of", async () => {
  await duckdb.build(shelf);
  const { rows, parts } = await duckdb.analyse(orderLadder, { mature_days: 0, split_by: "product" }, context);
  expect(some(rows, "split", "x", "n", "customers")).toEqual([
    ["P1", 1, 2, 1],
    ["P1", 2, 1, 0],
    ["T1", 1, 1, 1],
    ["T1", 2, 1, 0],
    [null, 1, 1, 0],
  ]);
  expect(some(parts.drawn, "place", "groups", "split", "split_name", "x")).toEqual([
    [1, 3, "P1", "Blue pot", 1],
    [1, 3, "P1", "Blue pot", 2],
    [2, 3, "T1", "Tea", 1],
    [2, 3, "T1", "Tea", 2],
    [3, 3, null, null, 1],
  ]);
});

it("splits by the category of the first line that has one", async () => {
  await duckdb.build(shelf);
  const { rows, parts } = await duckdb.analyse(
    orderLadder,
    { mature_days: 0, split_by: "category" },
    context,
  );
  expect(some(rows, "split", "x", "n", "customers")).toEqual([
    ["ware", 1, 3, 2],
    ["ware", 2, 2, 0],
    [null, 1, 1, 0],
  ]);
  expect(some(parts.drawn, "split_name")).toEqual([["ware"], ["ware"], [null]]);
});

it("keeps the product of the true first order where a filter leaves that order out", async () => {
  await duckdb.build(shelf);
  const app: Filter = {
    clauses: [{ by: "dimension", dimension: "channel", values: ["app"], reading: "orders", not: false }],
  };
  const { sql } = statements(orderLadder as never, { mature_days: 0, split_by: "product" }, context);
  const rows = await duckdb.rows(filtered(sql, app, context));
  expect(some(rows, "split", "x", "n", "customers")).toEqual([["T1", 1, 1, 0]]);
});

it("takes refunds off their order: all of them, or those known by as_of where they are booked on their day", async () => {
  const orders = [
    order("ann", "2024-01-01", 100, {
      refunds: [
        { at: "2024-01-10", amount: 20 },
        { at: "2024-05-01", amount: 7 },
        { at: null, amount: 3 },
      ],
    }),
    order("ben", "2024-01-01", 100),
  ];
  const money = async (asOf: string, policy: "reduce_original" | "at_refund_date") =>
    some(
      await rowsOf({ mature_days: 0 }, contextAt(asOf, asOf, { refund_policy: policy }), orders, {
        refunds: policy,
      }),
      "net_amount_per_order",
    );
  expect(await money("2024-02-01", "reduce_original")).toEqual([[85]]);
  expect(await money("2024-01-05", "at_refund_date")).toEqual([[98.5]]);
  expect(await money("2024-02-01", "at_refund_date")).toEqual([[88.5]]);
  expect(await money("2024-06-01", "at_refund_date")).toEqual([[85]]);
});

it("under a filter by date counts those who began within its days, under one by channel its orders", async () => {
  await duckdb.build(shop);
  const ask = async (filter: Filter, days: Partial<Context>, given: object = {}) => {
    const at = { ...context, ...days };
    const { sql } = statements(orderLadder as never, { mature_days: 0, ...given }, at);
    return some(await duckdb.rows(filtered(sql, filter, at)), "split", "x", "n", "customers");
  };
  const from = "2024-01-02";
  expect(await ask({ clauses: [{ by: "date", from, to: null }] }, { counted_from: from })).toEqual([
    [null, 1, 3, 1],
    [null, 2, 1, 0],
  ]);
  const to = "2024-02-10";
  expect(await ask({ clauses: [{ by: "date", from: null, to }] }, { counted_through: to })).toEqual([
    [null, 1, 3, 1],
    [null, 2, 1, 0],
  ]);
  const web: Filter = {
    clauses: [{ by: "dimension", dimension: "channel", values: ["app"], reading: "orders", not: false }],
  };
  // Ann's second order is her first by app; she began by web all the same.
  expect(await ask(web, {}, { split_by: "channel" })).toEqual([
    ["app", 1, 1, 0],
    ["web", 1, 1, 0],
  ]);
});

it("draws the six largest groups and says how many there are", async () => {
  const orders = ["a", "b", "c", "d", "e", "f", "g"].flatMap((channel, index) =>
    Array.from({ length: index + 1 }, (_, customer) =>
      order(`${channel}${customer}`, "2024-01-01", 1, { channel }),
    ),
  );
  await duckdb.build(orders);
  const { parts } = await duckdb.analyse(orderLadder, { split_by: "channel", mature_days: 0 }, context);
  expect(some(parts.drawn, "place", "groups", "split", "x", "n")).toEqual([
    [1, 7, "g", 1, 7],
    [2, 7, "f", 1, 6],
    [3, 7, "e", 1, 5],
    [4, 7, "d", 1, 4],
    [5, 7, "c", 1, 3],
    [6, 7, "b", 1, 2],
  ]);
});
