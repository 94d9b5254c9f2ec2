import { beforeAll, describe, expect, it } from "vitest";
import { customerProfile } from "../../../src/analyses/customer-profile/analysis.ts";
import type { Filter } from "../../../src/notebook/filter.ts";
import { countedDays } from "../../../src/runtime/filter-sql.ts";
import { contextAt, statements } from "../../support/analyse.ts";
import { filtered } from "../../support/filtered.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";

const tea = (category: string) => [{ product: category, category, amount: 1 }];
/** Ann came three times, Ben twice, Cleo and Dan once; 5 May 2025 was a Monday. */
const shop: readonly ShopOrder[] = [
  { id: "a1", customer: "ann", at: "2025-05-05 09:00:00", amount: 30, channel: "web", lines: tea("tea") },
  { id: "a2", customer: "ann", at: "2025-05-12 10:00:00", amount: 60, channel: "app", lines: tea("pot") },
  { id: "a3", customer: "ann", at: "2025-05-22 09:30:00", amount: 90, channel: "app", lines: tea("tea") },
  { id: "b1", customer: "ben", at: "2025-05-06 20:00:00", amount: 10, channel: "web", lines: tea("pot") },
  { id: "b2", customer: "ben", at: "2025-05-07 21:00:00", amount: 20, channel: "app", lines: tea("tea") },
  { id: "c1", customer: "cleo", at: "2025-05-10 12:00:00", amount: 40, channel: "web" },
  { id: "d1", customer: "dan", at: "2025-05-30 12:00:00", amount: 50, lines: tea("cup") },
  { id: "g1", customer: null, at: "2025-05-30 12:00:00", amount: 999, channel: "pos" },
];
const attributes = {
  ann: { level: "gold", since: "2024-05-01", mail: "a@x" },
  ben: { level: "silver", since: "2024-01-01", mail: "b@x" },
  cleo: { level: "gold", since: "2023-01-01", mail: "c@x" },
};

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await duckdb.build(shop, { attributes });
});
const context = contextAt("2025-05-31");

/** Customers of all and of the profiled by value, in the order of the rows. */
async function counts(dimension: string, given: object = {}, at = context) {
  const { rows } = await duckdb.analyse(customerProfile, { dimension, ...given }, at);
  expect(rows.every((row) => row.dimension === dimension)).toBe(true);
  return rows.map(({ value, kind, customers, customers_all }) => [value ?? kind, customers, customers_all]);
}

describe("the dimensions of a profile", () => {
  it("are fifths of the average order value with their smallest and largest amount", async () => {
    const { rows } = await duckdb.analyse(customerProfile, { dimension: "price_band" }, context);
    // 15, 40, 50, 60: the cuts are 30, 42, 48 and 54.
    expect(
      rows.map(({ value, kind, customers, band_from, band_to }) => [
        value,
        kind,
        customers,
        band_from,
        band_to,
      ]),
    ).toEqual([
      ["1", "fifth", 1, 15, 15],
      ["2", "fifth", 1, 40, 40],
      ["4", "fifth", 1, 50, 50],
      ["5", "fifth", 1, 60, 60],
    ]);
  });

  it("are the median days between days with an order, in classes", async () => {
    // Ann's gaps are 7 and 10 days, Ben's is one.
    expect(await counts("usual_gap")).toEqual([
      ["to_7", 1, 1],
      ["to_14", 1, 1],
      ["unknown", 2, 2],
    ]);
  });

  it("are the value of most orders, of equals the latest", async () => {
    // Ann: twice app. Ben: once each, app is the latest. Dan says nothing.
    expect(await counts("channel")).toEqual([
      ["app", 2, 2],
      ["web", 1, 1],
      ["unknown", 1, 1],
    ]);
    expect(await counts("channel", { order_of: "first" })).toEqual([
      ["web", 3, 3],
      ["unknown", 1, 1],
    ]);
    expect(await counts("channel", { order_of: "latest" })).toEqual([
      ["app", 2, 2],
      ["web", 1, 1],
      ["unknown", 1, 1],
    ]);
  });

  it("are the weekday from Monday on and the hour", async () => {
    expect(await counts("weekday")).toEqual([
      ["monday", 1, 1],
      ["wednesday", 1, 1],
      ["friday", 1, 1],
      ["saturday", 1, 1],
    ]);
    expect(await counts("hour")).toEqual([
      ["09", 1, 1],
      ["12", 2, 2],
      ["21", 1, 1],
    ]);
  });

  it("are the category in most orders, and what is beyond the values shown stands together", async () => {
    expect(await counts("favourite_category")).toEqual([
      ["tea", 2, 2],
      ["cup", 1, 1],
      ["unknown", 1, 1],
    ]);
    expect(await counts("favourite_category", { max_values: 1 })).toEqual([
      ["tea", 2, 2],
      ["others", 1, 1],
      ["unknown", 1, 1],
    ]);
  });

  it("are the columns of the customer files: values, years of dates, no names", async () => {
    expect(await counts("customer.level")).toEqual([
      ["gold", 2, 2],
      ["silver", 1, 1],
      ["unknown", 1, 1],
    ]);
    expect(await counts("customer.since")).toEqual([
      ["2024", 2, 2],
      ["2023", 1, 1],
      ["unknown", 1, 1],
    ]);
    const { rows } = await duckdb.analyse(customerProfile, { max_values: 2 }, context);
    expect([...new Set(rows.map(({ dimension }) => dimension))]).toEqual([
      "price_band",
      "usual_gap",
      "weekday",
      "hour",
      "favourite_category",
      "channel",
      "customer.level",
      "customer.since",
    ]);
  });

  it("are the age in full years at the date", async () => {
    const other = await NativeDuckDb.open();
    await other.build(shop);
    await other.run(`update customers set birthday = case customer_id
      when 'ann' then date '1995-05-31' when 'ben' then date '1995-06-01'
      when 'cleo' then date '2007-01-01' else date '2030-01-01' end`);
    const { rows } = await other.analyse(customerProfile, { dimension: "age" }, context);
    expect(rows.map(({ value, kind, customers }) => [value ?? kind, customers])).toEqual([
      ["to_19", 1],
      ["20_29", 1],
      ["30_39", 1],
      ["unknown", 1],
    ]);
  });
});

describe("who is profiled", () => {
  it.each([
    ["all", 4],
    ["repeat_customers", 2],
    ["one_time_customers", 2],
    ["best_20_percent", 1],
  ])("%s: %i", async (who, n) => {
    const { rows } = await duckdb.analyse(customerProfile, { who }, context);
    expect([...new Set(rows.map((row) => row.n))]).toEqual([n]);
    expect([...new Set(rows.map((row) => row.n_all))]).toEqual([4]);
  });

  it("new and lapsed customers by whole days before the date", async () => {
    const among = async (who: string, days: number) =>
      (await duckdb.analyse(customerProfile, { who, days }, context)).rows[0]!.n;
    // First orders 26, 25, 21 and 1 days ago; last orders 9, 24, 21 and 1.
    expect([
      await among("new_customers", 1),
      await among("new_customers", 2),
      await among("new_customers", 25),
      await among("new_customers", 26),
      await among("lapsed_customers", 21),
      await among("lapsed_customers", 22),
    ]).toEqual([0, 1, 2, 3, 2, 1]);
  });

  it("is compared with everyone: shares, interval, score statistic and money", async () => {
    const { rows } = await duckdb.analyse(
      customerProfile,
      { who: "repeat_customers", dimension: "channel" },
      context,
    );
    const [app] = rows;
    expect(app).toMatchObject({ value: "app", customers: 2, n: 2, share: 1, share_all: 0.5, high: 1 });
    expect(app!.low).toBeCloseTo(0.34238, 5);
    // (1 − 0) / √(½ · ½ · (½ + ½))
    expect(app!.z).toBeCloseTo(2, 12);
    expect(app!.net_amount).toBe(210);
    expect(rows[1]).toMatchObject({ value: "web", customers: 0, share: 0, low: 0, net_amount: 0 });
  });
});

describe("a list", () => {
  beforeAll(async () => {
    // Ben twice; 99999 is nobody of this shop.
    await duckdb.run(`create table vips as
      select customer_key from customers where customer_id in ('ben', 'cleo', 'dan')
      union all select customer_key from customers where customer_id = 'ben'
      union all select 99999`);
    await duckdb.run("create table nobody as select customer_key from customers where false");
  });
  const vips = { list: { list: "vips" } };

  it("is profiled against all customers of the shop", async () => {
    const { rows } = await duckdb.analyse(customerProfile, { dimension: "channel", ...vips }, context);
    expect(
      rows.map(({ value, customers, n, customers_all, n_all, net_amount }) => [
        value,
        customers,
        n,
        customers_all,
        n_all,
        net_amount,
      ]),
    ).toEqual([
      ["app", 1, 3, 2, 4, 30],
      ["web", 1, 3, 1, 4, 40],
      [null, 1, 3, 1, 4, 50],
    ]);
    // Of three with one against one with one: (1/3 − 1) / √(½ · ½ · (⅓ + 1)).
    expect(rows[0]!.z).toBeCloseTo(-2 / 3 / Math.sqrt(1 / 3), 12);
  });

  it.each([
    ["repeat_customers", 1, ["app", 1]],
    ["one_time_customers", 2, ["app", 0]],
    // The first of three by net amount is Dan with 50, though Ann of the shop has more.
    ["best_20_percent", 1, ["app", 0]],
    ["new_customers", 1, ["app", 0]],
    ["lapsed_customers", 2, ["app", 1]],
  ] as const)("and of it whom %s asks for: %i", async (who, n, first) => {
    const given = { dimension: "channel", who, days: 20, ...vips };
    const { rows } = await duckdb.analyse(customerProfile, given, context);
    expect([rows[0]!.n, [rows[0]!.value, rows[0]!.customers]]).toEqual([n, first]);
  });

  it("without anybody has no share, and everyone stays", async () => {
    const { rows } = await duckdb.analyse(
      customerProfile,
      { dimension: "channel", list: { list: "nobody" } },
      context,
    );
    expect(
      rows.map(({ customers, n, share, z, customers_all }) => [customers, n, share, z, customers_all]),
    ).toEqual([
      [0, 0, null, null, 2],
      [0, 0, null, null, 1],
      [0, 0, null, null, 1],
    ]);
  });
});

describe("under a filter", () => {
  const look = async (filter: Filter, given: object = {}, plain = context) => {
    const days = countedDays(filter);
    const own = { ...plain, counted_from: days.from, counted_through: days.to };
    const { sql } = statements(customerProfile as never, { dimension: "channel", ...given }, own);
    const rows = await duckdb.rows(filtered(sql, filter, own));
    return rows.map((row) => [
      row["value"] ?? row["kind"],
      row["customers"],
      row["customers_all"],
      row["net_amount"],
    ]);
  };

  it("whom it keeps is profiled, everyone stays the whole shop, money is what it counts", async () => {
    const clause = {
      by: "dimension",
      dimension: "channel",
      values: ["web"],
      reading: "orders",
      not: false,
    } as const;
    expect(await look({ clauses: [clause] })).toEqual([
      ["app", 2, 2, 40],
      ["web", 1, 1, 40],
      ["unknown", 0, 1, 0],
    ]);
    expect(await look({ clauses: [{ by: "date", from: "2025-05-12", to: "2025-05-22" }] })).toEqual([
      ["app", 1, 2, 150],
      ["web", 0, 1, 0],
      ["unknown", 0, 1, 0],
    ]);
  });

  it("books refunds on their own days where the rule says so", async () => {
    const refunded = shop.map((order) =>
      order.id === "a2"
        ? {
            ...order,
            refunds: [
              { at: "2025-05-20", amount: 7 },
              { at: "2025-05-25", amount: 100 },
              { at: "2025-06-20", amount: 1000 },
              { at: null, amount: 3 },
            ],
          }
        : order,
    );
    await duckdb.build(refunded, { refunds: "at_refund_date" });
    const booked = { ...context, refund_policy: "at_refund_date" };
    const days: Filter = { clauses: [{ by: "date", from: "2025-05-12", to: "2025-05-22" }] };
    expect((await look(days, {}, booked))[0]).toEqual(["app", 1, 2, 140]);
    expect((await look({ clauses: [] }, {}, booked))[0]).toEqual(["app", 2, 2, 100]);
    // The best by all money known: Ann's 180 − 110 is 70 and still the most.
    expect((await look({ clauses: [] }, { who: "best_20_percent" }, booked))[0]).toEqual(["app", 1, 2, 70]);
    await duckdb.build(shop, { attributes });
  });
});
