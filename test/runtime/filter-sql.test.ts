import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { DimensionClause, Filter, FilterClause } from "../../src/notebook/filter.ts";
import { filterReadings } from "../../src/notebook/filter.ts";
import { countedDays, filterCtes, filterLists } from "../../src/runtime/filter-sql.ts";
import { contextAt } from "../support/analyse.ts";
import { NativeDuckDb } from "../support/native.ts";
import type { ShopOrder } from "../support/shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const context = contextAt("2025-06-30");
const by = (clause: Partial<DimensionClause> & Pick<DimensionClause, "values">): DimensionClause => ({
  by: "dimension",
  dimension: "channel",
  reading: "orders",
  not: false,
  ...clause,
});

const inFront = (filter: Filter, lists: string = "") =>
  [lists, ...filterCtes(filter, context).map(({ name, body }) => `${name} as (\n${body}\n)`)]
    .filter((text) => text !== "")
    .join(",\n");

/** The ids of the orders that the filter keeps, of the lines', and the customers. */
async function kept(clauses: readonly FilterClause[], lists = "") {
  const ctes = inFront({ clauses }, lists);
  const front = ctes === "" ? "" : `with ${ctes}\n`;
  const ids = async (select: string) => (await duckdb.rows(`${front}${select}`)).map(({ id }) => String(id));
  return {
    orders: await ids("select order_id as id from orders order by id"),
    lines: await ids("select order_id || '/' || product_id as id from order_lines order by id"),
    customers: await ids("select customer_id as id from customers order by id"),
  };
}

// Ann began on the web; Ben in the shop; Cleo only ever by mail, and after the date; a guest bought in the shop.
const shop: readonly ShopOrder[] = [
  {
    id: "a1",
    customer: "ann",
    at: "2025-01-05",
    amount: 10,
    channel: "web",
    lines: [{ product: "tea", amount: 10, category: "leaf" }],
  },
  {
    id: "a2",
    customer: "ann",
    at: "2025-02-05 23:30:00",
    amount: 10,
    channel: "shop",
    lines: [
      { product: "pot", amount: 6 },
      { product: "tea", amount: 4, category: "leaf" },
    ],
  },
  {
    id: "a3",
    customer: "ann",
    at: "2025-07-05",
    amount: 10,
    channel: "mail",
    lines: [{ product: "pot", amount: 10 }],
  },
  {
    id: "b1",
    customer: "ben",
    at: "2025-01-20",
    amount: 10,
    channel: "shop",
    lines: [{ product: "pot", amount: 10 }],
  },
  {
    id: "b2",
    customer: "ben",
    at: "2025-03-20",
    amount: 10,
    lines: [{ product: "cup", amount: 10, category: "ware" }],
  },
  { id: "c1", customer: "cleo", at: "2025-07-20", amount: 10, channel: "mail" },
  {
    id: "g1",
    customer: null,
    at: "2025-02-01",
    amount: 10,
    channel: "shop",
    lines: [{ product: "tea", amount: 10, category: "leaf" }],
  },
];

const everyone = ["ann", "ben", "cleo"];

describe("a shop of three customers and a guest", () => {
  beforeAll(() => duckdb.build(shop));

  it.each([
    { values: ["shop"], reading: "orders", not: false, orders: ["a2", "b1", "g1"], customers: everyone },
    { values: ["shop"], reading: "orders", not: true, orders: ["a1", "a3", "b2", "c1"], customers: everyone },
    { values: [null], reading: "orders", not: false, orders: ["b2"], customers: everyone },
    { values: ["shop", null], reading: "orders", not: true, orders: ["a1", "a3", "c1"], customers: everyone },
    { values: [], reading: "orders", not: false, orders: [], customers: everyone },
    { values: ["shop"], reading: "first", not: false, orders: ["b1", "b2", "g1"], customers: ["ben"] },
    { values: ["shop"], reading: "first", not: true, orders: ["a1", "a2", "a3"], customers: ["ann"] },
    {
      values: ["shop"],
      reading: "any",
      not: false,
      orders: ["a1", "a2", "a3", "b1", "b2", "g1"],
      customers: ["ann", "ben"],
    },
    { values: ["mail"], reading: "any", not: false, orders: [], customers: [] },
    { values: ["web"], reading: "any", not: true, orders: ["b1", "b2", "g1"], customers: ["ben"] },
    { values: ["shop"], reading: "all", not: false, orders: ["g1"], customers: [] },
    { values: ["shop", null], reading: "all", not: false, orders: ["b1", "b2", "g1"], customers: ["ben"] },
    { values: ["shop", "web"], reading: "all", not: true, orders: ["b1", "b2"], customers: ["ben"] },
  ] as const)(
    "keeps $orders where $reading of channel $values, not: $not",
    async ({ orders, customers, ...clause }) => {
      const found = await kept([by(clause)]);
      expect([found.orders, found.customers]).toEqual([orders, customers]);
    },
  );

  it.each([
    { dimension: "product", values: ["tea"], reading: "orders", not: false, orders: ["a1", "a2", "g1"] },
    { dimension: "product", values: ["tea"], reading: "orders", not: true, orders: ["a3", "b1", "b2", "c1"] },
    { dimension: "product", values: [null], reading: "orders", not: false, orders: ["c1"] },
    { dimension: "product", values: ["pot", null], reading: "orders", not: true, orders: ["a1", "b2", "g1"] },
    {
      dimension: "category",
      values: [null, "ware"],
      reading: "orders",
      not: false,
      orders: ["a3", "b1", "b2", "c1"],
    },
    { dimension: "product", values: ["tea"], reading: "first", not: false, orders: ["a1", "a2", "a3", "g1"] },
    { dimension: "category", values: ["ware"], reading: "any", not: false, orders: ["b1", "b2"] },
    { dimension: "product", values: ["tea"], reading: "all", not: false, orders: ["a1", "a2", "a3", "g1"] },
  ] as const)(
    "keeps $orders where $reading of $dimension $values, not: $not",
    async ({ orders, ...clause }) => {
      expect((await kept([by(clause)])).orders).toEqual(orders);
    },
  );

  it("keeps every line of a kept order, those of other products too", async () => {
    const { lines } = await kept([by({ dimension: "product", values: ["tea"] })]);
    expect(lines).toEqual(["a1/tea", "a2/pot", "a2/tea", "g1/tea"]);
  });

  it("takes both days of a date clause whole, and leaves the customers", async () => {
    const found = await kept([{ by: "date", from: "2025-01-20", to: "2025-02-05" }]);
    expect([found.orders, found.customers]).toEqual([["a2", "b1", "g1"], everyone]);
  });

  it("keeps the customers of a list without guests, and with `not` everyone else with them", async () => {
    const list = "regulars as (select customer_key from main.customers where customer_id = 'ann')";
    const on = await kept([{ by: "list", list: "regulars", not: false }], list);
    expect([on.orders, on.customers]).toEqual([["a1", "a2", "a3"], ["ann"]]);
    const off = await kept([{ by: "list", list: "regulars", not: true }], list);
    expect([off.orders, off.customers]).toEqual([
      ["b1", "b2", "c1", "g1"],
      ["ben", "cleo"],
    ]);
  });

  it("asks for every clause at once", async () => {
    const clauses: readonly FilterClause[] = [
      { by: "date", from: "2025-02-01", to: null },
      by({ values: ["shop"], reading: "any" }),
      by({ dimension: "product", values: ["cup"], not: true }),
    ];
    expect((await kept(clauses)).orders).toEqual(["a2", "a3", "g1"]);
  });

  it("is nothing where nothing is asked", () => {
    expect(filterCtes({ clauses: [] }, context)).toEqual([]);
    expect(filterCtes({ clauses: [{ by: "date", from: null, to: null }] }, context)).toEqual([]);
  });

  it("writes what a person reads", () => {
    const clauses: readonly FilterClause[] = [
      { by: "date", from: "2025-01-01", to: "2025-06-30" },
      by({ values: ["shop", "it's"], reading: "first" }),
    ];
    expect(inFront({ clauses })).toMatchInlineSnapshot(`
      "customers as (
      select *
      from main.customers
      where
          -- the first order matches, up to the as-of date
          customer_key in (
              select customer_key
              from main.orders
              where
                  order_number = 1
                  and ordered_at < date '2025-07-01'
                  and channel in ('shop', 'it''s')
          )
      ),
      orders as (
      select *
      from main.orders
      where
          ordered_at >= date '2025-01-01'
          and ordered_at < date '2025-07-01'
          -- whole customers, and guests by their own order
          and (
              customer_key in (select customer_key from customers)
              or customer_key is null
              and channel in ('shop', 'it''s')
          )
      ),
      order_lines as (
      select *
      from main.order_lines
      where (order_id, source_id) in (
          select (order_id, source_id) from orders
      )
      )"
    `);
  });
});

describe("days that are counted", () => {
  it("are those of every date clause at once", () => {
    const days = (from: string | null, to: string | null): FilterClause => ({ by: "date", from, to });
    expect(countedDays({ clauses: [] })).toEqual({ from: null, to: null });
    expect(
      countedDays({
        clauses: [days("2025-01-01", null), days("2025-02-01", "2025-03-31"), days(null, "2025-04-30")],
      }),
    ).toEqual({ from: "2025-02-01", to: "2025-03-31" });
  });

  it("are asked of lists by their names, each once", () => {
    const list = (name: string): FilterClause => ({ by: "list", list: name, not: false });
    expect(filterLists({ clauses: [list("b"), list("a"), list("b")] })).toEqual(["b", "a"]);
  });
});

const channels = ["web", "shop", undefined] as const;
const products = ["tea", "pot", "cup"] as const;
const orders = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d", null),
    at: fc.constantFrom("2025-05-01", "2025-06-01", "2025-06-30 18:00:00", "2025-07-01", "2025-08-01"),
    amount: fc.constant(1),
    channel: fc.constantFrom(...channels),
    lines: fc.array(fc.record({ product: fc.constantFrom(...products), amount: fc.constant(1) }), {
      maxLength: 2,
    }),
  }),
  { minLength: 1, maxLength: 14 },
);
const clauses = fc.array(
  fc.oneof(
    fc.record({
      by: fc.constant("dimension" as const),
      dimension: fc.constant("channel" as const),
      values: fc.uniqueArray(fc.constantFrom("web", "shop", null), { maxLength: 3 }),
      reading: fc.constantFrom(...filterReadings),
      not: fc.boolean(),
    }),
    fc.record({
      by: fc.constant("dimension" as const),
      dimension: fc.constant("product" as const),
      values: fc.uniqueArray(fc.constantFrom("tea", "pot", null), { maxLength: 3 }),
      reading: fc.constantFrom(...filterReadings),
      not: fc.boolean(),
    }),
    fc.record({
      by: fc.constant("date" as const),
      from: fc.constantFrom(null, "2025-06-01"),
      to: fc.constantFrom(null, "2025-06-30"),
    }),
  ),
  { maxLength: 3 },
);

/** The filter once more, over the list of orders. */
function keptOf(shopOrders: readonly ShopOrder[], filter: readonly FilterClause[]): readonly string[] {
  const sorted = shopOrders.toSorted((a, b) =>
    a.at === b.at ? (a.id! < b.id! ? -1 : 1) : a.at < b.at ? -1 : 1,
  );
  const matches = (order: ShopOrder, { dimension, values }: DimensionClause) => {
    const own: readonly (string | null)[] =
      dimension === "channel"
        ? [order.channel ?? null]
        : order.lines!.length === 0
          ? [null]
          : order.lines!.map(({ product }) => product);
    return own.some((value) => values.includes(value));
  };
  const holds = (order: ShopOrder, clause: FilterClause): boolean => {
    if (clause.by === "date")
      return order.at.slice(0, 10) >= (clause.from ?? "") && order.at.slice(0, 10) <= (clause.to ?? "9");
    if (clause.by === "list") throw new Error("no list here");
    if (clause.reading === "orders" || order.customer === null) return matches(order, clause) !== clause.not;
    const own = sorted.filter(({ customer, at }) => customer === order.customer && at < "2025-07-01");
    if (own.length === 0) return false;
    const found = {
      first: () => matches(own[0]!, clause),
      any: () => own.some((each) => matches(each, clause)),
      all: () => own.every((each) => matches(each, clause)),
    }[clause.reading]();
    return found !== clause.not;
  };
  return sorted
    .filter((order) => filter.every((clause) => holds(order, clause)))
    .map(({ id }) => id!)
    .toSorted();
}

it("keeps what a plain list of orders keeps, whatever the shop and the clauses", async () => {
  await fc.assert(
    fc.asyncProperty(orders, clauses, async (drawn, filter) => {
      const shopOrders = drawn.map((order, index) => ({
        ...order,
        id: `o${String(index).padStart(2, "0")}`,
      }));
      await duckdb.build(shopOrders as readonly ShopOrder[]);
      expect((await kept(filter)).orders).toEqual(keptOf(shopOrders as readonly ShopOrder[], filter));
    }),
    { numRuns: 60 },
  );
});
