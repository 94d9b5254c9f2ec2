/** Each rule on a shop counted by hand, and what definitions says and draws of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { definitions } from "../../../src/analyses/definitions/analysis.ts";
import type { DefinitionsResult } from "../../../src/analyses/definitions/result.ts";
import type { OrderFacts } from "../../../src/orders/facts.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { buildRead, type ReadOrder } from "./shop.ts";

const order = (
  id: string,
  customer: number | null,
  day: string,
  before: number,
  more: Partial<ReadOrder> = {},
): ReadOrder => ({ id, customer, at: `${day} 12:00:00`, before, ...more });

/**
 * Own rules: customers 1 (two orders), 2 (two on one day), 3, 4, 5 (one each): repeat rate 2 of 5. Order o6 is refunded in
 * full, in April; 3 has an unpaid second order, 4 a cancelled one of 0, 5 a test order; 1 a negative record; one guest.
 */
const shop: readonly ReadOrder[] = [
  order("o1", 1, "2024-01-10", 100),
  order("o2", 1, "2024-02-10", 50),
  order("o3", 2, "2024-01-11", 40),
  order("o4", 2, "2024-01-11", 60),
  order("o5", 3, "2024-01-12", 30),
  order("o6", 4, "2024-01-13", 20, { refund: 20, status: "refunded", refundedAt: "2024-04-02 10:00:00" }),
  order("o7", 5, "2024-01-14", 10),
  order("u1", 3, "2024-03-01", 5, { status: "unpaid" }),
  order("z1", 4, "2024-03-02", 0),
  order("t1", 5, "2024-03-03", 7, { isTest: true }),
  order("n1", 1, "2024-03-04", -15, { isUnattached: true }),
  order("g1", null, "2024-03-05", 12),
];

const context = contextAt("2024-03-31", "2024-03-31", { observed_from: "2023-01-01" });
const params = (given: object = {}) => parseParams(definitions.params, given);
let database: NativeDuckDb;
let repeat: DefinitionsResult;
beforeAll(async () => {
  database = await NativeDuckDb.open();
  await buildRead(database, shop);
  repeat = await database.analyse(definitions, { zone_hours: 0, window_days: 30 }, context);
}, 60_000);

const alone = ({ parts }: DefinitionsResult) =>
  Object.fromEntries(parts.rules.map(({ changed, figure, n }) => [changed, [figure, n]]));

describe("each rule alone", () => {
  it("changes the repeat rate as counted by hand", () => {
    expect(alone(repeat)).toEqual({
      "clock=age": [1 / 5, 5],
      "identity=guests_apart": [2 / 6, 6],
      "refunds=drop_refunded_orders": [2 / 4, 4],
      "same_day=one": [1 / 5, 5],
      "test_orders=include": [3 / 5, 5],
      "unattached_negative=keep_as_order": [2 / 5, 5],
      "unpaid=include": [3 / 5, 5],
      "zero_value=include": [3 / 5, 5],
    });
    expect(repeat.rows.find(({ spec_id }) => spec_id === 1)).toMatchObject({
      value: 2 / 5,
      n: 5,
      changed: "",
      changes: 0,
      difference: 0,
      refunds: "reduce_original",
      identity: "known",
    });
  });

  it("changes money and orders", async () => {
    // Own: 100 + 50 + 40 + 60 + 30 + 0 + 10 + 12 = 302 of 8 orders; the refund of April is not known by March.
    const money = await database.analyse(definitions, { figure: "net_amount" }, context);
    expect(alone(money)).toEqual({
      "refunds=at_refund_date": [322, 8],
      "refunds=drop_refunded_orders": [302, 7],
      "refunds=ignore": [322, 8],
      "test_orders=include": [309, 9],
      "unattached_negative=keep_as_order": [287, 9],
      "unpaid=include": [307, 9],
      "zero_value=include": [302, 9],
    });
    const orders = await database.analyse(definitions, { figure: "orders" }, context);
    expect(alone(orders)["same_day=one"]).toEqual([7, 7]);
  }, 30_000);
});

describe("combinations", () => {
  it("are of the four rules that move it most, each once, at most 256", () => {
    const four = [
      ...new Set(repeat.parts.rules.filter(({ is_combined }) => is_combined).map(({ rule }) => rule)),
    ];
    // By difference: clock, same_day, test_orders, unpaid and zero_value 0.2 each, in the order of the columns.
    expect(four.toSorted()).toEqual(["same_day", "test_orders", "unpaid", "zero_value"]);
    // 16 combinations of four rules, and four more rules alone.
    expect(repeat.rows).toHaveLength(20);
    const all = repeat.rows.find(({ changes }) => changes === 4);
    expect(all).toMatchObject({
      changed: "unpaid=include, zero_value=include, test_orders=include, same_day=one",
      value: 4 / 5,
    });
    expect(repeat.rows.map(({ rank }) => rank)).toEqual(repeat.rows.map((_, index) => index + 1));
  });
});

describe("what it says", () => {
  it("names the figure, its range and the rule that moves it most", () => {
    const given = params({ zone_hours: 0, window_days: 30 });
    expect(definitions.headline(repeat, given, tellingOf("en", context))).toEqual({
      sentence:
        "The repeat rate is 40.0%; under other definitions it is 20.0% to 100.0%. “By the customer’s own clock” moves it most, to 20.0%.",
      basis: "n = 5 customers; 95% interval 11.8%–76.9%; 20 definitions",
    });
    expect(definitions.headline(repeat, given, tellingOf("zh-Hans", context))).toEqual({
      sentence: "复购率是 40.0%；换别的口径，是 20.0% 到 100.0%。影响最大的是“按顾客时钟”：变为 20.0%。",
      basis: "n = 5 位顾客；95% 区间 11.8%–76.9%；20 种口径",
    });
  });

  it("speaks each column, and lists the rules one by one", () => {
    const given = params({ zone_hours: 0, window_days: 30 });
    const view = definitions.chart(repeat, given, { ...tellingOf("en", context), width: 900 });
    const [figure] = view.figures;
    expect(figure!.stops).toHaveLength(20);
    const lines = figure!.stops.map((stop) => stop.lines);
    expect(lines).toContainEqual([
      "The notebook’s own rules",
      "40.0%",
      "n = 5 customers",
      "2 customers ordered again",
      "95% interval 11.8%–76.9%",
    ]);
    expect(lines).toContainEqual([
      "Unpaid orders counted",
      "60.0%",
      "n = 5 customers",
      "3 customers ordered again",
      "95% interval 23.1%–88.2%",
      "20 points more than the notebook’s own",
    ]);
    expect(view.table!.rows).toContainEqual(["Unpaid orders counted", "60.0%", "+20 points"]);
    const zh = definitions.chart(repeat, given, { ...tellingOf("zh-Hans", context), width: 390 });
    expect(zh.table!.rows).toContainEqual(["计入未付款订单", "60.0%", "+20 个百分点"]);
    for (const width of [320, 390, 900])
      for (const { stops, options } of definitions.chart(repeat, given, {
        ...tellingOf("en", context),
        width,
      }).figures)
        for (const stop of stops) {
          expect(stop.x).toBeGreaterThanOrEqual(0);
          expect(stop.x + stop.width).toBeLessThanOrEqual(options.width! + 1);
          expect(stop.y + stop.height).toBeLessThanOrEqual(options.height! + 1);
        }
  });

  it("says so where nothing can change it, and what it cannot answer", async () => {
    const plain = await NativeDuckDb.open();
    await buildRead(plain, [{ id: "a", customer: 1, at: "2024-01-01 00:00:00", before: 5 }]);
    const one = await plain.analyse(definitions, { figure: "orders" }, context);
    expect(definitions.headline(one, params({ figure: "orders" }), tellingOf("en", context))).toEqual({
      sentence: "The number of orders is 1; no counting rule has anything to change here.",
      basis: "n = 1 order; 1 definition",
    });
    const reason = (given: object, facts: Partial<OrderFacts>) =>
      definitions.check!(params(given), tellingOf("en", context, facts))?.reason ?? null;
    expect(reason({}, {})).toBeNull();
    expect(reason({}, { customers: 0 })).toContain("name no customer");
    expect(reason({ figure: "orders" }, { customers: 0 })).toBeNull();
    expect(reason({ figure: "net_amount" }, { filled: [] })).toContain("carry no amounts");
  }, 30_000);
});
