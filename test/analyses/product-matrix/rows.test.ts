/** product-matrix on a shop counted by hand. */
import { beforeAll, describe, expect, it } from "vitest";
import { productMatrix } from "../../../src/analyses/product-matrix/analysis.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopLine, ShopOrder } from "../../support/shop.ts";

const tea = (amount: number, cost?: number): ShopLine => ({
  product: "tea",
  name: "Green tea",
  category: "drinks",
  amount,
  ...(cost === undefined ? {} : { cost }),
});
const pot = (amount: number, cost?: number): ShopLine => ({
  product: "pot",
  category: "ware",
  amount,
  ...(cost === undefined ? {} : { cost }),
});
const cup = (amount: number): ShopLine => ({ product: "cup", category: "ware", amount });
const order = (customer: string | null, at: string, ...lines: readonly ShopLine[]): ShopOrder => ({
  customer,
  at,
  amount: lines.reduce((sum, { amount }) => sum + amount, 0),
  lines,
});

/**
 * Won by tea: ann, ben, cleo, dan. Won by the pot: cleo, eve. Won by the cup: nobody. Within 30 days ben (day 30) is
 * back, ann (day 31) and eve (never) are not; cleo came back the same day; dan's window is open on 2025-03-31.
 */
const shop: readonly ShopOrder[] = [
  order("ann", "2025-01-01", tea(10, 4)),
  order("ben", "2025-01-05", tea(12, 4), tea(8, 4)),
  order("eve", "2025-01-10", pot(50, 30)),
  order("cleo", "2025-01-20 09:00:00", tea(10, 4), pot(40, 35)),
  order("cleo", "2025-01-20 10:00:00", cup(5)),
  order("ann", "2025-02-01", cup(6)),
  order("ben", "2025-02-04", pot(45, 25)),
  order(null, "2025-02-10", cup(9)),
  order("dan", "2025-03-15", tea(10, 4)),
];
const context = contextAt("2025-03-31");

let database: NativeDuckDb;
beforeAll(async () => {
  database = await NativeDuckDb.open();
  await database.build(shop);
});

const analyse = (params: object, at = context) => database.analyse(productMatrix, { ...params }, at);
const near = (value: number) => expect.closeTo(value, 10) as number;
const quadrantsOf = async (params: object) =>
  Object.fromEntries((await analyse(params)).rows.map(({ product_id, quadrant }) => [product_id, quadrant]));

describe("the rows", () => {
  it("say of each product what it wins, brings back and earns", async () => {
    const { rows } = await analyse({ window_days: 30, min_customers: 2 });
    expect(rows).toEqual([
      {
        product_id: "pot",
        name: "pot",
        orders: 3,
        net_amount: 135,
        margin: near(45 / 135),
        first_order_share: near(2 / 5),
        n: 2,
        customers: 1,
        rate: near(1 / 2),
        low: near(0.0945312057),
        high: near(0.9054687943),
        // Of all four observed (ann, ben, cleo, eve) two are back: half, as here.
        quadrant: "brings_back",
        won: 2,
        profit: 45,
        complete: true,
      },
      {
        product_id: "tea",
        name: "Green tea",
        orders: 4,
        net_amount: 50,
        margin: near(30 / 50),
        first_order_share: near(4 / 5),
        n: 3,
        customers: 2,
        rate: near(2 / 3),
        low: near(0.2076596008),
        high: near(0.9385080553),
        quadrant: "brings_back",
        won: 4,
        profit: 30,
        complete: false,
      },
      {
        product_id: "cup",
        name: "cup",
        orders: 3,
        net_amount: 20,
        margin: null,
        first_order_share: 0,
        n: 0,
        customers: 0,
        rate: null,
        low: null,
        high: null,
        quadrant: "drags",
        won: 0,
        profit: null,
        complete: true,
      },
    ]);
  });

  it("count whoever came back so far without a window", async () => {
    const { rows, parts } = await analyse({ window_days: null, min_customers: 1 });
    expect(rows.map(({ product_id, n, customers }) => [product_id, n, customers])).toEqual([
      ["pot", 2, 1],
      ["tea", 4, 3],
      ["cup", 0, 0],
    ]);
    expect(parts.thresholds[0]).toMatchObject({ won: 5, n: 5, customers: 3, rate: near(0.6) });
  });

  it("hold categories, of which an order counts once", async () => {
    const { rows } = await analyse({ level: "category", window_days: 30, min_customers: 1 });
    expect(
      rows.map((row) => [row.product_id, row.name, row.orders, row.net_amount, row.profit, row.won]),
    ).toEqual([
      ["ware", "ware", 6, 155, 45, 2],
      ["drinks", "drinks", 4, 50, 30, 4],
    ]);
  });

  it("count only customers observed for the whole window", async () => {
    // Ann's thirtieth day is 31 January.
    const n = async (day: string) =>
      (await analyse({ window_days: 30, min_customers: 1 }, contextAt("2025-03-31", day))).rows.find(
        ({ product_id }) => product_id === "tea",
      )!.n;
    expect([await n("2025-01-30"), await n("2025-01-31"), await n("2025-02-04")]).toEqual([0, 1, 2]);
  });
});

describe("the quadrant", () => {
  it("goes by the first rule that holds", async () => {
    const given = { window_days: 30, min_customers: 1 };
    // All come back at half or more; above that only tea does.
    expect(await quadrantsOf({ ...given, rate_threshold: 0.6 })).toEqual({
      tea: "brings_back",
      // Mean share of first orders: (4 + 2 + 0) / 5 / 3 = 40 %, which the pot just has.
      pot: "brings_in",
      cup: "drags",
    });
    expect(await quadrantsOf({ ...given, rate_threshold: 0.6, share_threshold: 0.41 })).toEqual({
      tea: "brings_back",
      // Profit 45 against the mean of 37.50.
      pot: "earns",
      cup: "drags",
    });
    expect(await quadrantsOf({ ...given, rate_threshold: 0.7, share_threshold: 0.8 })).toMatchObject({
      tea: "brings_in",
    });
  });

  it("does not judge the rate of fewer than min_customers", async () => {
    expect(await quadrantsOf({ window_days: 30, min_customers: 3 })).toEqual({
      tea: "brings_back",
      pot: "brings_in",
      cup: "drags",
    });
    expect(await quadrantsOf({ window_days: 30, min_customers: 4 })).toMatchObject({ tea: "brings_in" });
  });

  it("tells what earns by profit, by margin or by net amount", async () => {
    const given = { rate_threshold: 1, share_threshold: 1, min_customers: 1, window_days: 30 };
    expect(await quadrantsOf({ ...given, earns_by: "profit" })).toEqual({
      pot: "earns",
      tea: "drags",
      cup: "drags",
    });
    // All lines together: 75 / 185 = 40.5 %; tea has 60 %, the pot 33.3 %.
    expect(await quadrantsOf({ ...given, earns_by: "margin" })).toEqual({
      pot: "drags",
      tea: "earns",
      cup: "drags",
    });
    // Mean net amount: 205 / 3.
    expect(await quadrantsOf({ ...given, earns_by: "net_amount" })).toEqual({
      pot: "earns",
      tea: "drags",
      cup: "drags",
    });
    expect(await quadrantsOf({ ...given, earns_by: "net_amount", earns_threshold: 20 })).toEqual({
      pot: "earns",
      tea: "earns",
      cup: "earns",
    });
    expect(await quadrantsOf({ ...given, earns_by: "profit", earns_threshold: 30 })).toMatchObject({
      tea: "earns",
    });
    expect(await quadrantsOf({ ...given, earns_by: "margin", earns_threshold: 0.3 })).toMatchObject({
      pot: "earns",
    });
  });

  it("goes by net amount where no cost is known", async () => {
    const free = await NativeDuckDb.open();
    await free.build([
      order("ann", "2025-01-01", cup(1)),
      order("ann", "2025-02-01", { product: "jar", amount: 9 }),
      order("ann", "2025-03-01", { product: "lid", amount: 2 }),
    ]);
    const { rows, parts } = await free.analyse(productMatrix, {}, context);
    expect(rows.map(({ product_id, quadrant }) => [product_id, quadrant])).toEqual([
      ["jar", "earns"],
      ["lid", "drags"],
      ["cup", "brings_in"],
    ]);
    expect(parts.thresholds[0]).toMatchObject({ earns_by: "net_amount", earns_threshold: near(4) });
  });

  it("never earns by a loss, and never brings in whom it did not win", async () => {
    const losses = await NativeDuckDb.open();
    await losses.build([order(null, "2025-01-01", { product: "jar", amount: 5, cost: 9 })]);
    const { rows } = await losses.analyse(productMatrix, {}, context);
    expect(rows.map(({ quadrant }) => quadrant)).toEqual(["drags"]);
  });
});

describe("the parts", () => {
  it("give the thresholds, and all customers won with their interval", async () => {
    const { parts } = await analyse({ window_days: 30 });
    expect(parts.thresholds).toEqual([
      {
        products: 3,
        won: 5,
        n: 4,
        customers: 2,
        rate: near(0.5),
        low: near(0.1500389892),
        high: near(0.8499610108),
        share_threshold: near(0.4),
        rate_threshold: near(0.5),
        earns_by: "profit",
        earns_threshold: near(37.5),
        unnamed_lines: 0,
        unnamed_customers: 0,
      },
    ]);
  });

  it("count a customer of several products of a quadrant once", async () => {
    const { parts } = await analyse({ window_days: 30, min_customers: 1 });
    expect(parts.quadrants).toEqual([
      {
        quadrant: "brings_in",
        products: 0,
        share: 0,
        won: 0,
        net_amount: 0,
        share_of_net_amount: 0,
        profit: null,
      },
      {
        quadrant: "brings_back",
        products: 2,
        share: near(2 / 3),
        won: 5,
        net_amount: 185,
        share_of_net_amount: near(185 / 205),
        profit: 75,
      },
      {
        quadrant: "earns",
        products: 0,
        share: 0,
        won: 0,
        net_amount: 0,
        share_of_net_amount: 0,
        profit: null,
      },
      {
        quadrant: "drags",
        products: 1,
        share: near(1 / 3),
        won: 0,
        net_amount: 20,
        share_of_net_amount: near(20 / 205),
        profit: null,
      },
    ]);
  });

  it("count what names no category and who is won by none", async () => {
    const unnamed = await NativeDuckDb.open();
    await unnamed.build([
      order("ann", "2025-01-01", tea(5)),
      order("ben", "2025-01-02", { product: "jar", amount: 9 }),
      { customer: "cleo", at: "2025-01-03", amount: 9 },
    ]);
    const { rows, parts } = await unnamed.analyse(productMatrix, { level: "category" }, context);
    expect(rows.map(({ product_id, first_order_share }) => [product_id, first_order_share])).toEqual([
      ["drinks", 1],
    ]);
    expect(parts.thresholds[0]).toMatchObject({ won: 1, unnamed_lines: 1, unnamed_customers: 2 });
  });

  it("draw many products in few dots, those that sell and win most on their own", async () => {
    const many = await NativeDuckDb.open();
    await many.build(
      Array.from({ length: 260 }, (_, n) =>
        order(`c${n % 97}`, `2025-01-${String(1 + (n % 28)).padStart(2, "0")}`, {
          product: `p${String(n).padStart(3, "0")}`,
          amount: 300 - n,
        }),
      ),
    );
    const { rows, parts } = await many.analyse(productMatrix, { min_customers: 1 }, context);
    expect(rows).toHaveLength(260);
    expect(parts.dots.length).toBeLessThan(120);
    expect(parts.dots.reduce((sum, { products }) => sum + products, 0)).toBe(260);
    expect(parts.dots.reduce((sum, { won }) => sum + won, 0)).toBe(97);
    const own = new Set(parts.dots.map(({ product_id }) => product_id));
    expect(rows.slice(0, 24).filter(({ product_id }) => !own.has(product_id))).toEqual([]);
  });
});
