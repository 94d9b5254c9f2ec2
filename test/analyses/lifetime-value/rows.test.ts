import { beforeAll, describe, expect, it } from "vitest";
import { lifetimeValue } from "../../../src/analyses/lifetime-value/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { withNativeFit } from "../../support/native-fit.ts";
import type { ShopOrder } from "../../support/shop.ts";
import { asked, givenFit } from "./given.ts";
import { aliveOf, following, type Four } from "./reference.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const order = (customer: string | null, at: string, amount: number): ShopOrder => ({ customer, at, amount });

/** The summary fixture of the lifetimes package; the order of its rows must not matter. */
const fixture: readonly ShopOrder[] = (
  [
    ["6", "02-02", 5],
    ["1", "01-01", 1],
    ["3", "01-05", 5],
    ["1", "02-06", 2],
    ["2", "01-01", 2],
    ["3", "01-01", 3],
    ["3", "01-02", 1],
    ["4", "02-05", 3],
    ["4", "01-16", 6],
    ["4", "02-02", 3],
    ["5", "01-16", 3],
    ["5", "01-17", 1],
    ["5", "01-18", 8],
  ] as const
).map(([customer, at, amount]) => order(customer, `2015-${at}`, amount));

const february = contextAt("2015-02-07");
const values = [0.9, 10, 0.5, 2] as const;
const unchecked = { ...givenFit(values), check_values: null };

const counted = (rows: Awaited<ReturnType<typeof asked>>["rows"]) =>
  Object.fromEntries(
    rows.map(({ customer_id, frequency, recency, age, monetary }) => [
      customer_id,
      [frequency, recency, age, monetary],
    ]),
  );

describe("histories", () => {
  it("are those of the summary fixture", async () => {
    await duckdb.build(fixture);
    const { rows } = await asked(duckdb, { unit: "day" }, february, unchecked);
    expect(counted(rows)).toEqual({
      "1": [1, 36, 37, 2],
      "2": [0, 0, 37, 0],
      "3": [2, 4, 37, 3],
      "4": [2, 20, 22, 3],
      "5": [2, 2, 22, 4.5],
      "6": [0, 0, 5, 0],
    });
  });

  it("count days, not orders, and no guest; refunds of a repeat day lower it once they are known", async () => {
    const shop: readonly ShopOrder[] = [
      order("a", "2024-01-01", 10),
      { ...order("a", "2024-01-11 08:00:00", 20), refunds: [{ at: "2024-02-20", amount: 8 }] },
      order("a", "2024-01-11 19:00:00", 4),
      order(null, "2024-01-15", 99),
      order("b", "2024-01-20", 1),
    ];
    const ask = async (asOf: string, refund_policy: string) => {
      const refunds = refund_policy as "reduce_original" | "at_refund_date";
      await duckdb.build(shop, { refunds });
      const context = contextAt(asOf, asOf, { refund_policy });
      return counted((await asked(duckdb, { unit: "day" }, context, unchecked)).rows);
    };
    expect(await ask("2024-01-31", "reduce_original")).toEqual({ a: [1, 10, 30, 16], b: [0, 0, 11, 0] });
    expect(await ask("2024-01-31", "at_refund_date")).toEqual({ a: [1, 10, 30, 24], b: [0, 0, 11, 0] });
    expect(await ask("2024-02-29", "at_refund_date")).toEqual({ a: [1, 10, 59, 16], b: [0, 0, 40, 0] });
  });

  it("end with the calibration where days are held out, in the unit asked for", async () => {
    await duckdb.build(fixture);
    // 38 days from 1 January to 7 February; 19 of them end on 19 January.
    const { rows, parts } = await asked(duckdb, { holdout_share: 0.5 }, february, givenFit(values));
    expect(parts.totals[0]).toMatchObject({ calibrated_through: "2015-01-19", checked_from: "2015-01-20" });
    expect(counted(rows)).toEqual({
      "1": [0, 0, 18 / 7, 0],
      "2": [0, 0, 18 / 7, 0],
      "3": [2, 4 / 7, 18 / 7, 3],
      "4": [0, 0, 3 / 7, 0],
      "5": [2, 2 / 7, 3 / 7, 4.5],
    });
    const held = parts.holdout.map(({ frequency, customers, orders }) => [frequency, customers, orders]);
    expect(held).toEqual([
      [0, 3, 3],
      [2, 2, 0],
      [null, 5, 3],
    ]);
  });
});

describe("forecasts from given parameters", () => {
  const shop: readonly ShopOrder[] = [
    // Every day for a thousand days, then silence.
    ...Array.from({ length: 1001 }, (_, index) => order("daily", addDays("2020-01-01", index), 2)),
    order("recent", "2022-01-01", 5),
    order("recent", "2022-12-20", 5),
    order("once", "2022-12-31", 5),
  ];
  const context = contextAt("2022-12-31");
  const sets: readonly Four[] = [
    [0.24, 30, 0.79, 2.4],
    [0.06, 3, 0.011, 0.7],
    [8, 400, 25, 300],
    [0.5, 5, 1.00001, 0.05],
    [3, 900, 0.4, 40],
  ];

  it.each(["bg_nbd", "mbg_nbd", "pareto_nbd"] as const)(
    "are those of the series, to 1e-6: %s",
    async (model) => {
      await duckdb.build(shop.filter((_, index) => index % 5 === 0 || index > 1000));
      for (const four of sets) {
        const fit = { ...givenFit(four), check_values: null };
        const params = { model, unit: "day", horizon: 200 };
        const { rows } = await asked(duckdb, params, context, fit);
        for (const { frequency, recency, age, p_alive, expected_orders } of rows) {
          const alive = aliveOf(model, four, frequency, recency, age);
          expect(Math.abs(p_alive! - alive)).toBeLessThan(1e-6);
          const expected = alive * following(model, four, frequency, age, 200);
          expect(Math.abs(expected_orders! - expected)).toBeLessThan(1e-6 * Math.max(1, expected));
        }
      }
    },
  );

  it("give 0, without an overflow, to who bought a thousand times and then stopped", async () => {
    await duckdb.build([
      ...Array.from({ length: 1001 }, (_, index) => order("daily", addDays("2000-01-01", index), 2)),
      order("recent", "2022-12-31", 5),
    ]);
    for (const model of ["bg_nbd", "mbg_nbd", "pareto_nbd"]) {
      const { rows } = await asked(duckdb, { model, unit: "day" }, context, unchecked);
      const row = rows.find(({ customer_id }) => customer_id === "daily")!;
      expect(row).toMatchObject({ frequency: 1000, p_alive: 0, expected_orders: 0, expected_value: 0 });
    }
  });

  it("are the same for as many days in weeks and in days; only without a discount is the value whole", async () => {
    await duckdb.build(fixture);
    const days = { ...givenFit([0.9, 14, 0.5, 2]), check_values: null };
    const weeks = { ...givenFit([0.9, 2, 0.5, 2]), check_values: null };
    const whole = { discount_rate: 0 };
    const inDays = await asked(duckdb, { ...whole, unit: "day", horizon: 70 }, february, days);
    const inWeeks = await asked(duckdb, { ...whole, unit: "week", horizon: 10 }, february, weeks);
    inDays.rows.forEach((row, index) => {
      const other = inWeeks.rows[index]!;
      expect(other.customer_id).toBe(row.customer_id);
      expect(other.expected_orders).toBeCloseTo(row.expected_orders!, 8);
      expect(row.discounted_value).toBeCloseTo(row.expected_value!, 8);
    });
    const dear = await asked(duckdb, { unit: "day", horizon: 70, discount_rate: 1 }, february, days);
    dear.rows.forEach(({ discounted_value, expected_value }) => {
      expect(discounted_value!).toBeLessThan(expected_value!);
      expect(discounted_value!).toBeGreaterThan(expected_value! * 2 ** (-70 / 365));
    });
  });

  it("know no value where spend has no fit", async () => {
    await duckdb.build(fixture);
    const { rows } = await asked(duckdb, {}, february, { ...givenFit(values, null), check_values: null });
    expect(rows.every(({ expected_orders }) => expected_orders !== null)).toBe(true);
    expect(
      rows.every(
        ({ expected_value, discounted_value }) => expected_value === null && discounted_value === null,
      ),
    ).toBe(true);
  });
});

describe("fits that cannot be trusted", () => {
  /** Customers who order on each of these days after a first day. */
  const group = (size: number, days: readonly number[], name: string) =>
    Array.from({ length: size }, (_, index) => index).flatMap((index) =>
      [0, ...days].map((day) =>
        order(`${name}${index}`, addDays("2024-01-01", (index % 9) + day), 10 + (index % 7)),
      ),
    );

  async function stateOf(shop: readonly ShopOrder[], params = {}) {
    await duckdb.build(shop);
    const context = await withNativeFit(duckdb, lifetimeValue, params, contextAt("2024-06-30"));
    const result = await duckdb.analyse(lifetimeValue, params, context);
    const { fit_state } = result.parts.totals[0]!;
    if (fit_state !== "fitted") {
      expect(result.rows.length).toBeGreaterThan(0);
      for (const row of result.rows)
        expect([row.p_alive, row.expected_orders, row.expected_value, row.complete]).toEqual([
          null,
          null,
          null,
          false,
        ]);
      expect(result.parts.fit.find(({ parameter }) => parameter === "r")).toMatchObject({
        value: null,
        converged: false,
      });
    }
    return fit_state;
  }

  it("are said to be so: three customers, nobody back, no leaving to be seen", async () => {
    expect(await stateOf(group(3, [5, 9], "few"))).toBe("few_customers");
    expect(await stateOf(group(40, [], "once"))).toBe("no_repeaters");
    // Everyone orders every ten days to the end: there is no leaving, and rates do not differ.
    const steady = group(
      40,
      Array.from({ length: 17 }, (_, index) => 10 * (index + 1)),
      "steady",
    );
    for (const model of ["bg_nbd", "mbg_nbd", "pareto_nbd"])
      expect(["edge", "certain", "not_identified", "not_converged"]).toContain(
        await stateOf(steady, { model }),
      );
  });

  it("withhold a forecast that loses to the pace so far", async () => {
    // Given parameters under which everyone leaves at once; all come back at their pace.
    await duckdb.build(group(4, [10, 20, 30, 40, 50, 60], "steady"));
    const bad = givenFit([1, 20, 9, 0.1]);
    const { rows, parts } = await asked(duckdb, { unit: "day" }, contextAt("2024-03-08"), bad);
    expect(parts.holdout.at(-1)!.verdict).toBe("lost");
    expect(rows).toHaveLength(4);
    for (const row of rows)
      expect([row.p_alive, row.expected_orders, row.complete]).toEqual([null, null, false]);
  });
});

describe("a fit of a simulated shop", () => {
  it("finds what the shop was made with, and wins its check", async () => {
    const random = createRandom(11);
    const truth = [1.2, 60, 1, 2.5] as const;
    const shop = Array.from({ length: 500 }, (_, index) => index).flatMap((index) => {
      const rate = random.gamma(truth[0], truth[1]);
      const chance = random.beta(truth[2], truth[3]);
      const from = random.below(120);
      const orders = [order(`c${index}`, addDays("2023-01-01", from), 20)];
      let at = from;
      while (!random.chance(chance)) {
        at += random.exponential(rate);
        if (at > 600) break;
        orders.push(order(`c${index}`, addDays("2023-01-01", Math.floor(at)), 10 + random.below(40)));
      }
      return orders;
    });
    await duckdb.build(shop);
    const params = { unit: "day" };
    const context = await withNativeFit(duckdb, lifetimeValue, params, contextAt("2024-08-23"));
    const { parts } = await duckdb.analyse(lifetimeValue, params, context);
    const own = parts.fit.filter(({ model }) => model === "mbg_nbd");
    own.forEach(({ low, high }, index) => {
      // Whole days hide orders of one day; the intervals are wide enough for that.
      expect(low!).toBeLessThan(truth[index]! * 1.1);
      expect(high!).toBeGreaterThan(truth[index]! * 0.9);
    });
    expect(parts.holdout.at(-1)!.verdict).toBe("won");
  });
});
