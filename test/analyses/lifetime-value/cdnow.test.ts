import { beforeAll, describe, expect, it } from "vitest";
import { lifetimeValue } from "../../../src/analyses/lifetime-value/analysis.ts";
import type { ValueResult } from "../../../src/analyses/lifetime-value/result.ts";
import { cdnowReference } from "../../support/cdnow.ts";
import { buildCdnow } from "../../support/cdnow-shop.ts";
import { contextAt } from "../../support/analyse.ts";
import { NativeDuckDb } from "../../support/native.ts";
import { withNativeFit } from "../../support/native-fit.ts";
import { asked, givenFit } from "./given.ts";

const reference = cdnowReference();
const context = contextAt("1998-06-30");
let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
  await buildCdnow(duckdb);
});

async function fitted(given: Readonly<Record<string, unknown>>): Promise<ValueResult> {
  const params = { holdout_share: 0.5, ...given };
  return duckdb.analyse(lifetimeValue, params, await withNativeFit(duckdb, lifetimeValue, params, context));
}

const parametersOf = ({ parts }: ValueResult, model: string) =>
  Object.fromEntries(
    parts.fit.filter((row) => row.model === model).map(({ parameter, value }) => [parameter, value]),
  );

/** Each parameter within a share of what is published. */
function near(found: object, published: Readonly<Record<string, number>>, tolerance = 0.01) {
  expect(Object.keys(found)).toEqual(Object.keys(published));
  for (const [letter, value] of Object.entries(found))
    expect(Math.abs((value as number) / published[letter]! - 1)).toBeLessThan(tolerance);
}

describe.skipIf(!reference)("lifetime value on CDNOW, from its file", () => {
  it("counts the published histories", async () => {
    const { rows, parts } = await fitted({ model: "bg_nbd" });
    expect(parts.totals[0]).toMatchObject({
      customers: 2357,
      repeaters: 946,
      first_on: "1997-01-01",
      calibrated_through: "1997-09-30",
      checked_from: "1997-10-01",
      looked_through: "1998-06-30",
    });
    expect(rows.reduce((sum, { frequency }) => sum + frequency, 0)).toBe(2457);
    const byId = new Map(rows.map((row) => [row.customer_id, row]));
    for (const { id, frequency, recency, age, mean } of reference!) {
      const row = byId.get(id)!;
      expect(row.frequency).toBe(frequency);
      expect(row.recency).toBeCloseTo(recency, 9);
      expect(row.age).toBeCloseTo(age, 9);
      expect(row.monetary).toBeCloseTo(mean, 6);
    }
  });

  it("gives the estimates, P(alive) and expectations of BG/NBD", async () => {
    const result = await fitted({ model: "bg_nbd" });
    near(parametersOf(result, "bg_nbd"), { r: 0.242595, alpha: 4.413602, a: 0.792922, b: 2.425907 });
    expect(result.parts.fit[0]!.log_likelihood).toBeCloseTo(-9582.42921, 1);
    near(parametersOf(result, "gamma_gamma"), { p: 6.2496, q: 3.7442, v: 15.4435 });
    const byId = new Map(result.rows.map((row) => [row.customer_id, row]));
    for (const { id, bgAlive, bgExpected } of reference!) {
      expect(Math.abs(byId.get(id)!.p_alive! - bgAlive)).toBeLessThan(1e-5);
      expect(Math.abs(byId.get(id)!.expected_orders! - bgExpected)).toBeLessThan(1e-3 * bgExpected + 1e-6);
    }
    expect(byId.get("0001")!.expected_orders).toBeCloseTo(1.226, 3);
  });

  it("gives the holdout by past frequency of the BTYD vignette", async () => {
    const { parts } = await fitted({ model: "bg_nbd" });
    const by = parts.holdout.filter(({ frequency }) => frequency !== null);
    expect(by.map(({ customers }) => customers)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    const expected = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036];
    const actual = [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375];
    by.forEach(({ mean_expected, mean_orders }, index) => {
      expect(Math.abs(mean_expected! / expected[index]! - 1)).toBeLessThan(1e-3);
      expect(mean_orders).toBeCloseTo(actual[index]!, 5);
    });
    const all = parts.holdout.at(-1)!;
    expect(all).toMatchObject({ frequency: null, customers: 2357, orders: 1882, verdict: "won" });
    expect(all.error!).toBeLessThan(all.naive_error);
  });

  it("gives customer 1516 and the population's mean spend", async () => {
    const { rows, parts } = await fitted({ model: "bg_nbd", horizon: 52 });
    const row = rows.find(({ customer_id }) => customer_id === "1516")!;
    expect(row).toMatchObject({ frequency: 26, age: 31 });
    expect(row.recency).toBeCloseTo(30.857143, 6);
    expect(row.expected_orders!).toBeCloseTo(25.75734, 2);
    expect(row.p_alive!).toBeCloseTo(0.9688544, 5);
    const { p, q, v } = parametersOf({ rows, parts, whole: true }, "gamma_gamma") as Record<string, number>;
    expect((p! * v!) / (q! - 1)).toBeCloseTo(35.17, 1);
  });

  it("gives the estimates, P(alive) and expectations of Pareto/NBD", async () => {
    const result = await fitted({ model: "pareto_nbd" });
    near(parametersOf(result, "pareto_nbd"), { r: 0.553277, alpha: 10.577683, s: 0.60624, beta: 11.668733 });
    expect(result.parts.fit[0]!.log_likelihood).toBeCloseTo(-9594.97618, 1);
    const byId = new Map(result.rows.map((row) => [row.customer_id, row]));
    for (const { id, paretoAlive, paretoExpected } of reference!) {
      expect(Math.abs(byId.get(id)!.p_alive! - paretoAlive)).toBeLessThan(1e-5);
      expect(Math.abs(byId.get(id)!.expected_orders! / paretoExpected - 1)).toBeLessThan(1e-3);
    }
  });

  it("adds up every repeat order of the cohort by week, and follows it", async () => {
    const { parts } = await fitted({ model: "bg_nbd" });
    expect(parts.weeks).toHaveLength(78);
    expect(parts.weeks[38]).toMatchObject({
      week: 39,
      ends_on: "1997-09-30",
      held_out: false,
      orders: 2457,
      naive: null,
    });
    expect(parts.weeks[77]).toMatchObject({
      week: 78,
      ends_on: "1998-06-30",
      held_out: true,
      orders: 2457 + 1882,
    });
    // Fader, Hardie & Lee (2005), figure 4: the cohort's total is tracked within about 4 % at the end.
    expect(parts.weeks[77]!.expected! / (2457 + 1882)).toBeGreaterThan(0.95);
    expect(parts.weeks[77]!.expected! / (2457 + 1882)).toBeLessThan(1);
  });

  it("checks on half of the days where none are held out, and forecasts from all of them", async () => {
    const { parts } = await fitted({ holdout_share: 0 });
    expect(parts.totals[0]).toMatchObject({ calibrated_through: "1998-06-30", checked_from: "1997-10-01" });
    const check = parts.fit.filter(({ model }) => model === "check").map(({ value }) => value!);
    const half = parametersOf(await fitted({}), "mbg_nbd") as Record<string, number>;
    Object.values(half).forEach((value, index) => expect(check[index]! / value).toBeCloseTo(1, 6));
    expect(parts.holdout.at(-1)!.orders).toBe(1882);
  });
});

describe("orders of a newcomer under BG/NBD", () => {
  // E[X(t)] of Fader, Hardie & Lee (2005): who ordered for the first time on the as-of date has age 0.
  it.each([
    [1, 0.0078],
    [7, 0.0532],
    [21, 0.1506],
    [223, 1.0405],
    [224, 1.0437],
    [546, 1.858],
  ])("within %d days are %d", async (days, expected) => {
    const own = await NativeDuckDb.open();
    await own.build([
      { customer: "early", at: "1997-01-01", amount: 5 },
      { customer: "new", at: "1998-06-30", amount: 5 },
    ]);
    // Without a check nothing can be lost: in this shop nobody came back.
    const values = { ...givenFit([0.242595, 4.413602 * 7, 0.792922, 2.425907]), check_values: null };
    const { rows } = await asked(own, { model: "bg_nbd", unit: "day", horizon: days }, context, values);
    const row = rows.find(({ customer_id }) => customer_id === "new")!;
    expect(row).toMatchObject({ frequency: 0, age: 0 });
    expect(Math.abs(row.expected_orders! - expected)).toBeLessThan(6e-5);
  });
});
