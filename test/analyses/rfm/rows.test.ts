import { beforeAll, describe, expect, it } from "vitest";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import type { Engine } from "../../../src/engine/engine.ts";
import { analyse, contextAt, dropShop } from "../../support/analyse.ts";
import { openTestEngine } from "../../support/engine.ts";
import { buildShop, type ShopOrder } from "../../support/shop.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});

const order = (customer: string | null, at: string, amount: number): ShopOrder => ({ customer, at, amount });

/** As of 20 March: R 1, 2, 3, 4, 5 days; F 5, 1, 1, 1, 1; M 50, 40, 30, 20, 10. */
const shop: readonly ShopOrder[] = [
  order("Ann", "2024-03-19 08:00:00", 10),
  order("Ann", "2024-03-19 20:00:00", 10),
  order("Ann", "2024-03-10", 10),
  order("Ann", "2024-03-11", 10),
  order("Ann", "2024-02-01", 10),
  order("Bob", "2024-03-18 23:59:59", 40),
  order("Cid", "2024-03-17", 30),
  order("Dee", "2024-03-16", 20),
  order("Eve", "2024-03-15", 10),
  order(null, "2024-03-19", 500),
  order("Fay", "2024-03-21", 70),
];

async function run(orders: readonly ShopOrder[], params = {}, asOf = "2024-03-20") {
  await dropShop(engine);
  await buildShop(engine, orders);
  return analyse(engine, rfm, params, contextAt(asOf));
}

const scores = (result: Awaited<ReturnType<typeof run>>) =>
  result.rows.map(({ customer_id, r, f, m, segment }) => [customer_id, r, f, m, segment]);

describe("scores and segments", () => {
  it("by quintiles give each of five its score, equal values the same, the most recent 5 and the smallest 1", async () => {
    expect((await run(shop)).rows).toEqual([
      {
        customer_id: "Ann",
        recency_days: 1,
        frequency: 5,
        monetary: 50,
        r: 5,
        f: 5,
        m: 5,
        segment: "Champions",
      },
      {
        customer_id: "Bob",
        recency_days: 2,
        frequency: 1,
        monetary: 40,
        r: 4,
        f: 1,
        m: 4,
        segment: "Promising",
      },
      {
        customer_id: "Cid",
        recency_days: 3,
        frequency: 1,
        monetary: 30,
        r: 3,
        f: 1,
        m: 3,
        segment: "About to sleep",
      },
      {
        customer_id: "Dee",
        recency_days: 4,
        frequency: 1,
        monetary: 20,
        r: 2,
        f: 1,
        m: 2,
        segment: "Hibernating",
      },
      { customer_id: "Eve", recency_days: 5, frequency: 1, monetary: 10, r: 1, f: 1, m: 1, segment: "Lost" },
    ]);
  });

  it("by the mean: strictly above is high, strictly fewer days for R; eight segments", async () => {
    // means 3 days, 1.8 orders, 30: Cid is at the mean of R and M, and high in neither
    expect(scores(await run(shop, { method: "mean", scheme: "eight" }))).toEqual([
      ["Ann", 2, 2, 2, "Important value"],
      ["Bob", 2, 1, 2, "Important development"],
      ["Cid", 1, 1, 1, "General win-back"],
      ["Dee", 1, 1, 1, "General win-back"],
      ["Eve", 1, 1, 1, "General win-back"],
    ]);
  });

  it("by the median: F of one order is not above a median of one; four fields", async () => {
    expect(scores(await run(shop, { method: "median", scheme: "quadrants" }))).toEqual([
      ["Ann", 2, 2, 2, "Recent, often"],
      ["Bob", 2, 1, 2, "Recent, seldom"],
      ["Cid", 1, 1, 1, "Seldom, gone quiet"],
      ["Dee", 1, 1, 1, "Seldom, gone quiet"],
      ["Eve", 1, 1, 1, "Seldom, gone quiet"],
    ]);
  });

  it("of eight with five classes take 4 and 5 as high", async () => {
    const { rows } = await run(shop, { scheme: "eight" });
    expect(rows.map(({ customer_id, segment }) => [customer_id, segment])).toEqual([
      ["Ann", "Important value"],
      ["Bob", "Important development"],
      ["Cid", "General win-back"],
      ["Dee", "General win-back"],
      ["Eve", "General win-back"],
    ]);
  });

  it("give nobody a high score where all are equal to the mean", async () => {
    const equal = ["Ann", "Bob", "Cid"].map((name) => order(name, "2024-03-01", 0.1));
    expect(scores(await run(equal, { method: "mean", scheme: "eight" }))).toEqual([
      ["Ann", 1, 1, 1, "General win-back"],
      ["Bob", 1, 1, 1, "General win-back"],
      ["Cid", 1, 1, 1, "General win-back"],
    ]);
  });

  it("compare with a negative mean exactly", async () => {
    const orders = [order("Ann", "2024-03-01", -0.0001), order("Bob", "2024-03-01", 0)];
    const { rows } = await run(orders, { method: "mean", scheme: "eight" });
    expect(rows.map(({ customer_id, m }) => [customer_id, m])).toEqual([
      ["Ann", 1],
      ["Bob", 2],
    ]);
  });

  it("count days with an order, and the average order, where asked to", async () => {
    const { rows } = await run(shop, { frequency: "days", monetary: "average_order_value" });
    expect(rows.map(({ customer_id, frequency, monetary }) => [customer_id, frequency, monetary])).toEqual([
      ["Ann", 4, 10],
      ["Bob", 1, 40],
      ["Cid", 1, 30],
      ["Dee", 1, 20],
      ["Eve", 1, 10],
    ]);
  });

  it("keep averages that are equal as amounts equal: 0.30 in three orders and 0.10 in one", async () => {
    const orders = [
      order("Ann", "2024-03-01", 0.1),
      ...[1, 2, 3].map(() => order("Bob", "2024-03-01", 0.1)),
      order("Cid", "2024-03-01", 0.1),
    ];
    const { rows } = await run(orders, { monetary: "average_order_value" });
    expect(rows.map(({ monetary, m }) => [monetary, m])).toEqual([
      [0.1, 1],
      [0.1, 1],
      [0.1, 1],
    ]);
  });

  it("look only at the days of the window, the as-of date included", async () => {
    const { rows } = await run(shop, { window_days: 4 });
    expect(
      rows.map(({ customer_id, recency_days, frequency }) => [customer_id, recency_days, frequency]),
    ).toEqual([
      ["Ann", 1, 2],
      ["Bob", 2, 1],
      ["Cid", 3, 1],
    ]);
  });

  it("take the first rule that holds, names as given, and Others for the rest", async () => {
    const segments = [
      { name: "VIP “A'B”", r: [4, 5], f: [1, 5], m: [5, 5] },
      { name: "Fresh", r: [4, 5], f: [1, 5], m: [1, 5] },
    ];
    const result = await run(shop, { segments });
    expect(result.rows.map(({ segment }) => segment)).toEqual([
      "VIP “A'B”",
      "Fresh",
      "Others",
      "Others",
      "Others",
    ]);
    expect(result.parts.segments.map(({ segment, customers }) => [segment, customers])).toEqual([
      ["VIP “A'B”", 1],
      ["Fresh", 1],
      ["Others", 3],
    ]);
  });

  it("by typed cuts are high above a cut, of days up to it; one cut gives two classes, four five", async () => {
    const one = [{ r: 2, f: 1, m: 30 }];
    expect(scores(await run(shop, { method: "custom", scheme: "eight", cuts: one }))).toEqual([
      ["Ann", 2, 2, 2, "Important value"],
      ["Bob", 2, 1, 2, "Important development"],
      ["Cid", 1, 1, 1, "General win-back"],
      ["Dee", 1, 1, 1, "General win-back"],
      ["Eve", 1, 1, 1, "General win-back"],
    ]);
    const four = [
      { r: 1, f: 1, m: 9.99 },
      { r: 2, f: 2, m: 10 },
      { r: 3, f: 3, m: 20 },
      { r: 4, f: 4, m: 39.5 },
    ];
    const result = await run(shop, { method: "custom", cuts: four });
    expect(scores(result)).toEqual([
      ["Ann", 5, 5, 5, "Champions"],
      ["Bob", 4, 1, 5, "Promising"],
      ["Cid", 3, 1, 4, "About to sleep"],
      ["Dee", 2, 1, 3, "Hibernating"],
      ["Eve", 1, 1, 2, "Lost"],
    ]);
    expect(result.parts.thresholds.map(({ value }) => value)).toEqual([
      1, 2, 3, 4, 1, 2, 3, 4, 9.99, 10, 20, 39.5,
    ]);
  });

  it("of four fields are those of the chosen pair", async () => {
    const segments = async (pair: string) =>
      scores(await run(shop, { method: "mean", scheme: "quadrants", pair })).map(
        ([, , , , segment]) => segment,
      );
    expect(await segments("recency_monetary")).toEqual([
      "Recent, high spend",
      "Recent, high spend",
      "Low spend, gone quiet",
      "Low spend, gone quiet",
      "Low spend, gone quiet",
    ]);
    expect(await segments("frequency_monetary")).toEqual([
      "Often, high spend",
      "Seldom, high spend",
      "Seldom, low spend",
      "Seldom, low spend",
      "Seldom, low spend",
    ]);
  });

  it("take off refunds that are booked by as_of, in the window, where they are booked on their own day", async () => {
    const refunded: readonly ShopOrder[] = [
      { ...order("Ann", "2024-02-01", 100), refunds: [{ at: "2024-03-18", amount: 30 }] },
      order("Ann", "2024-03-19", 50),
      {
        ...order("Bob", "2024-03-18", 40),
        refunds: [
          { at: "2024-03-21", amount: 15 },
          { at: null, amount: 1 },
        ],
      },
    ];
    const money = async (params: Readonly<Record<string, unknown>>) => {
      await dropShop(engine);
      await buildShop(engine, refunded, { refunds: "at_refund_date" });
      const context = contextAt("2024-03-20", "2024-03-20", { refund_policy: "at_refund_date" });
      const { rows, parts } = await analyse(engine, rfm, params, context);
      const sum = parts.segments.reduce((total, { net_amount }) => total + net_amount, 0);
      return [...rows.map(({ monetary }) => monetary), sum];
    };
    expect(await money({})).toEqual([120, 39, 159]);
    expect(await money({ window_days: 5 })).toEqual([20, 39, 59]);
    expect(await money({ monetary: "average_order_value" })).toEqual([60, 39, 159]);
    expect((await run(refunded)).rows.map(({ monetary }) => monetary)).toEqual([120, 24]);
  });

  it("score one customer, and one whose orders are all on one day", async () => {
    const one = await run([order("Ann", "2024-03-20", 5), order("Ann", "2024-03-20", 5)]);
    expect(one.rows).toEqual([
      {
        customer_id: "Ann",
        recency_days: 0,
        frequency: 2,
        monetary: 10,
        r: 5,
        f: 1,
        m: 1,
        segment: "New customers",
      },
    ]);
  });

  it("are none for an empty shop, whose parts still say so", async () => {
    const { rows, parts } = await run([]);
    expect(rows).toEqual([]);
    expect(parts.segments).toHaveLength(12);
    expect(parts.segments[0]).toEqual({
      segment: "Champions",
      customers: 0,
      share: null,
      net_amount: 0,
      share_of_net_amount: null,
      median_recency_days: null,
      median_frequency: null,
      median_monetary: null,
    });
    expect(parts.grid).toHaveLength(25);
    expect([parts.thresholds, parts.discs]).toEqual([[], []]);
  });
});

describe("the parts", () => {
  it("sum each segment with its medians, net amounts also where M is an average", async () => {
    const { parts } = await run(shop, { method: "mean", scheme: "eight", monetary: "average_order_value" });
    const held = parts.segments.filter(({ customers }) => customers > 0);
    expect(held).toEqual([
      {
        segment: "Important development",
        customers: 1,
        share: 0.2,
        net_amount: 40,
        share_of_net_amount: 40 / 150,
        median_recency_days: 2,
        median_frequency: 1,
        median_monetary: 40,
      },
      {
        segment: "Important win-back",
        customers: 1,
        share: 0.2,
        net_amount: 30,
        share_of_net_amount: 30 / 150,
        median_recency_days: 3,
        median_frequency: 1,
        median_monetary: 30,
      },
      {
        segment: "General value",
        customers: 1,
        share: 0.2,
        net_amount: 50,
        share_of_net_amount: 50 / 150,
        median_recency_days: 1,
        median_frequency: 5,
        median_monetary: 10,
      },
      {
        segment: "General win-back",
        customers: 2,
        share: 0.4,
        net_amount: 30,
        share_of_net_amount: 30 / 150,
        median_recency_days: 4.5,
        median_frequency: 1,
        median_monetary: 15,
      },
    ]);
  });

  it("state the cuts as the method does", async () => {
    const cuts = async (method: string) =>
      (await run(shop, { method, scheme: "eight" })).parts.thresholds.map(({ value }) =>
        Number(value.toFixed(9)),
      );
    expect(await cuts("quintile")).toEqual([1.8, 2.6, 3.4, 4.2, 1, 1, 1, 1.8, 18, 26, 34, 42]);
    expect(await cuts("rfm_package")).toEqual([2.8, 3.6, 4.4, 5.2, 2, 2, 2, 2.8, 19, 27, 35, 43]);
    expect(await cuts("mean")).toEqual([3, 1.8, 30]);
    expect(await cuts("median")).toEqual([3, 1, 30]);
  });

  it("split each pair of dimensions into four fields", async () => {
    const { parts } = await run(shop, { method: "mean", scheme: "quadrants" });
    const field = (
      pair: string,
      first_high: boolean,
      second_high: boolean,
      customers: number,
      net_amount: number,
    ) => ({
      pair,
      first_high,
      second_high,
      customers,
      share: customers / 5,
      net_amount,
      share_of_net_amount: net_amount / 150,
    });
    expect(parts.fields).toEqual([
      field("recency_frequency", true, true, 1, 50),
      field("recency_frequency", true, false, 1, 40),
      field("recency_frequency", false, true, 0, 0),
      field("recency_frequency", false, false, 3, 60),
      field("recency_monetary", true, true, 2, 90),
      field("recency_monetary", true, false, 0, 0),
      field("recency_monetary", false, true, 0, 0),
      field("recency_monetary", false, false, 3, 60),
      field("frequency_monetary", true, true, 1, 50),
      field("frequency_monetary", true, false, 0, 0),
      field("frequency_monetary", false, true, 1, 40),
      field("frequency_monetary", false, false, 3, 60),
    ]);
  });

  it("hold every customer in the grid and in the discs", async () => {
    const { parts } = await run(shop);
    const cells = parts.grid.filter(({ customers }) => customers > 0);
    expect(cells).toEqual([
      { r: 5, f: 5, customers: 1, share: 0.2, mean_monetary: 50 },
      { r: 4, f: 1, customers: 1, share: 0.2, mean_monetary: 40 },
      { r: 3, f: 1, customers: 1, share: 0.2, mean_monetary: 30 },
      { r: 2, f: 1, customers: 1, share: 0.2, mean_monetary: 20 },
      { r: 1, f: 1, customers: 1, share: 0.2, mean_monetary: 10 },
    ]);
    expect(
      parts.discs.map(({ mean_days, mean_frequency, customers, recent, often }) => [
        mean_days,
        mean_frequency,
        customers,
        recent,
        often,
      ]),
    ).toEqual(
      [
        [1, 5, 1, true, true],
        [2, 1, 1, true, false],
        [3, 1, 1, false, false],
        [4, 1, 1, false, false],
        [5, 1, 1, false, false],
      ].sort((a, b) => Number(a[1]) - Number(b[1]) || Number(a[0]) - Number(b[0])),
    );
  });
});
