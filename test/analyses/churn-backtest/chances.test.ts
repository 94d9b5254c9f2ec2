/** The model beside the rule of churn-backtest: its figures against plain loops, its fits, and that they see no future. */
import { beforeAll, describe, expect, it } from "vitest";
import { churnBacktest } from "../../../src/analyses/churn-backtest/analysis.ts";
import type { BacktestResult } from "../../../src/analyses/churn-backtest/result.ts";
import { lifetimeValue } from "../../../src/analyses/lifetime-value/analysis.ts";
import { addDays } from "../../../src/base/calendar.ts";
import { wilsonInterval } from "../../../src/stats/wilson.ts";
import { contextAt } from "../../support/analyse.ts";
import { meanOverGamma } from "../../support/integrals.ts";
import { NativeDuckDb } from "../../support/native.ts";
import type { ShopOrder } from "../../support/shop.ts";
import {
  chanceOf,
  lowestReturned,
  standingsAt,
  summaryOf,
  type ModelId,
  type Told,
} from "./chances-reference.ts";
import { simulated } from "./simulated-shop.ts";

let duckdb: NativeDuckDb;
beforeAll(async () => {
  duckdb = await NativeDuckDb.open();
});

const near = (found: number | null, expected: number, digits = 1e-7) =>
  expect(Math.abs(found! - expected)).toBeLessThan(digits * Math.max(1, Math.abs(expected)));

const asked = { cycle: "typed", cycle_days: 30, multiples: [0.5, 1, 3], dates: 3, every_days: 40 };
const horizon = 60;

describe.each([
  ["mbg_nbd", [1.1, 28, 0.9, 2.6]],
  ["pareto_nbd", [1.1, 28, 0.7, 90]],
] as const)("%s at known parameters", (model, values) => {
  it("has the P(alive), chances, ranking and bands of plain loops, on dates with a fit only", async () => {
    for (const [run, customers] of [26, 33, 44].entries()) {
      const shop = simulated(customers, 50 + run);
      await duckdb.build(shop);
      const [asOf, observed] = ["2024-02-04", "2024-01-31"];
      // The oldest date has no fit, the others have the parameters above.
      const fitted = {
        model_states: ["few_customers", "fitted", "fitted"],
        model_values: [null, values, values],
      };
      const { rows, parts } = await duckdb.analyse(
        churnBacktest,
        { ...asked, model, horizon_days: horizon },
        { ...contextAt(asOf, observed), fitted },
      );
      const dates = [2, 1, 0].map((index) => addDays(observed, -horizon - 40 * index));
      expect([...new Set(rows.map(({ date }) => date))]).toEqual(dates);
      const told = dates.map((date) =>
        standingsAt(shop, date, horizon, asOf).map((each): Told => ({
          ...each,
          ...chanceOf(model, values, each, horizon),
        })),
      );
      const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
      for (const row of rows) {
        const index = dates.indexOf(row.date);
        const flagged = told[index]!.filter(({ wait }) => wait > row.m * 30);
        expect(row.flagged).toBe(flagged.length);
        if (index === 0 || flagged.length === 0) {
          expect([row.p_alive, row.chance, row.lowest_share]).toEqual([null, null, null]);
          continue;
        }
        near(row.p_alive, mean(flagged.map(({ alive }) => alive)));
        near(row.chance, mean(flagged.map(({ chance }) => chance)));
        near(row.lowest_share, lowestReturned(told[index]!, flagged.length) / flagged.length);
      }
      const sums = told.slice(1).map(summaryOf);
      for (const [index, date] of dates.entries()) {
        const row = parts.chances.find((each) => each.date === date)!;
        const all = summaryOf(told[index]!);
        expect([row.n, row.returned, row.state]).toEqual([
          all.n,
          all.returned,
          index === 0 ? "few_customers" : "fitted",
        ]);
        near(row.base_brier, all.base_brier);
        near(row.wait_auc, all.by_wait / all.pairs);
        if (index === 0)
          expect([row.p_alive, row.chance, row.brier, row.auc, row.r]).toEqual(Array(5).fill(null));
        else {
          near(row.p_alive, all.p_alive);
          near(row.chance, all.chance);
          near(row.brier, all.brier);
          near(row.auc, all.by_chance / all.pairs);
          expect([row.r, row.alpha, row.a, row.b]).toEqual(values);
        }
      }
      // Dates 2 and 3 are the later ones; the earlier one has no fit, so no row.
      expect(parts.chances.slice(3).map(({ date, half }) => [date, half])).toEqual([
        [null, "later"],
        [null, "all"],
      ]);
      const pool = (of: (sum: (typeof sums)[number]) => number) =>
        sums.reduce((all, each) => all + of(each), 0);
      for (const row of parts.chances.slice(3)) {
        expect([row.n, row.returned]).toEqual([pool(({ n }) => n), pool(({ returned }) => returned)]);
        near(row.brier, pool(({ brier, n }) => brier * n) / row.n);
        near(row.auc, pool(({ by_chance }) => by_chance) / pool(({ pairs }) => pairs));
        near(row.wait_auc, pool(({ by_wait }) => by_wait) / pool(({ pairs }) => pairs));
      }
      for (const row of parts.multiples.filter(({ half }) => half === "all")) {
        const own = told.slice(1).map((all) => all.filter(({ wait }) => wait > row.m * 30));
        const flagged = own.flat();
        expect(row.modelled).toBe(flagged.length);
        near(row.modelled_share, flagged.filter(({ back }) => back).length / flagged.length);
        near(row.p_alive, mean(flagged.map(({ alive }) => alive)));
        near(row.chance, mean(flagged.map(({ chance }) => chance)));
        const lowest = own.map((each, index) => lowestReturned(told[index + 1]!, each.length));
        near(row.lowest_share, lowest.reduce((sum, each) => sum + each, 0) / flagged.length);
      }
      expect(parts.calibration.reduce((sum, { n }) => sum + n, 0)).toBe(told[1]!.length + told[2]!.length);
      for (const row of parts.calibration) {
        const own = told[dates.indexOf(row.date)]!.filter(
          ({ chance }) => Math.min(9, Math.floor(chance * 10)) === row.band,
        );
        const back = own.filter((each) => each.back).length;
        const interval = wilsonInterval(back, own.length)!;
        expect([row.n, row.returned]).toEqual([own.length, back]);
        near(row.low, interval.low);
        near(row.high, interval.high);
        near(row.chance, mean(own.map(({ chance }) => chance)));
        near(row.p_alive, mean(own.map(({ alive }) => alive)));
      }
    }
  });
});

it("the chance of an order is that of its story, integrated over rates of buying and leaving", () => {
  const one = { customer: "c", frequency: 2, recency: 70, age: 100, wait: 30, back: false };
  const at = (model: ModelId, values: readonly [number, number, number, number]) => {
    const { alive, chance } = chanceOf(model, values, one, horizon);
    return chance / alive;
  };
  // Who is there still has a rate of gamma(r + x, alpha + T), and under Pareto/NBD leaves at one of gamma(s, beta + T).
  const waits = meanOverGamma(3.1, 128, (rate) => 1 - Math.exp(-rate * horizon));
  near(at("mbg_nbd", [1.1, 28, 0.9, 2.6]), waits, 1e-6);
  const before = meanOverGamma(3.1, 128, (rate) =>
    meanOverGamma(
      0.7,
      190,
      (leaving) => (rate / (rate + leaving)) * (1 - Math.exp(-(rate + leaving) * horizon)),
    ),
  );
  near(at("pareto_nbd", [1.1, 28, 0.7, 90]), before, 1e-6);
});

describe("the fit of each date", () => {
  const shop = simulated(250, 3);
  const context = contextAt("2024-02-04");
  const given = { ...asked, horizon_days: horizon };
  const modelled = ({ parts }: BacktestResult) =>
    parts.chances.map(({ date, state, r, alpha, a, b, p_alive, chance }) => ({
      date,
      state,
      figures: [r, alpha, a, b, p_alive, chance],
    }));

  it.each(["mbg_nbd", "pareto_nbd"] as const)(
    "is that of lifetime value asked on the date, of %s",
    async (model) => {
      await duckdb.build(shop);
      const { parts } = await duckdb.analyse(churnBacktest, { ...given, model }, context);
      const dates = parts.chances.filter(({ date }) => date !== null);
      expect(dates.map(({ state }) => state)).toEqual(["fitted", "fitted", "fitted"]);
      for (const { date, r, alpha, a, b, p_alive } of dates) {
        // What came later is out of sight there by as_of, here by the date.
        const value = await duckdb.analyse(lifetimeValue, { model, unit: "day" }, contextAt(date!));
        const own = value.parts.fit.filter((row) => row.model === model).map((row) => row.value!);
        [r!, alpha!, a!, b!].forEach((each, index) => near(each / own[index]!, 1, 2e-3));
        const alive = value.rows.map((row) => row.p_alive!);
        // The check there may have lost; then it shows nothing to compare with.
        if (value.rows[0]!.complete)
          near(p_alive, alive.reduce((sum, each) => sum + each, 0) / alive.length, 1e-3);
      }
    },
  );

  it("sees nothing from after its date: another future moves no P(alive) and no chance", async () => {
    const read = async (orders: readonly ShopOrder[]) => {
      await duckdb.build(orders);
      return duckdb.analyse(churnBacktest, given, context);
    };
    const before = await read(shop);
    const dates = before.parts.chances.flatMap(({ date }) => (date === null ? [] : [date]));
    for (const [index, cut] of dates.entries()) {
      // From the day after it, nobody returns whom there was, and crowds of others come.
      const kept = shop.filter(({ at }) => at <= cut);
      const future = Array.from({ length: 80 }, (_, other): ShopOrder => ({
        customer: other % 2 === 0 ? `n${other}` : `c${other}`,
        at: addDays(cut, 1 + (other % 3)),
        amount: 5,
      }));
      const after = await read([...kept, ...future]);
      const known = (result: BacktestResult) => modelled(result).slice(0, index + 1);
      expect(known(after)).toEqual(known(before));
      const flagged = ({ rows }: BacktestResult) =>
        rows
          .filter(({ date }) => date <= cut)
          .map(({ date, m, flagged, p_alive, chance }) => [date, m, flagged, p_alive, chance]);
      expect(flagged(after)).toEqual(flagged(before));
      // The other future was another one.
      expect(after.rows.map(({ returned }) => returned)).not.toEqual(
        before.rows.map(({ returned }) => returned),
      );
    }
  });
});

describe("no P(alive)", () => {
  const context = contextAt("2024-02-04");
  const given = { ...asked, horizon_days: horizon };
  const states = async (orders: readonly ShopOrder[], more = {}) => {
    await duckdb.build(orders);
    const { rows, parts } = await duckdb.analyse(churnBacktest, { ...given, ...more }, context);
    expect(rows.every((row) => row.p_alive === null && row.chance === null)).toBe(true);
    expect(parts.calibration).toEqual([]);
    expect(parts.multiples.every(({ modelled, p_alive }) => modelled === 0 && p_alive === null)).toBe(true);
    expect(parts.chances.every(({ date }) => date !== null)).toBe(true);
    return new Set(parts.chances.map(({ state }) => state));
  };
  const everyone = (count: number, days: readonly number[]) =>
    Array.from({ length: count }, (_, index) =>
      days.map((day): ShopOrder => ({
        customer: `c${index}`,
        at: addDays("2023-01-01", day + (index % 20)),
        amount: 9,
      })),
    ).flat();

  it("of three customers, of a shop where nobody came back, or where nobody leaves, and where none is asked for", async () => {
    expect(await states(everyone(3, [0, 30, 90]))).toEqual(new Set(["few_customers"]));
    expect(await states(everyone(60, [0]))).toEqual(new Set(["no_repeaters"]));
    const faithful = Array.from({ length: 28 }, (_, week) => week * 14);
    const [reason, ...others] = await states(everyone(40, faithful));
    expect(others).toEqual([]);
    expect(["edge", "certain", "not_identified", "not_converged"]).toContain(reason);
    expect(await states(simulated(100, 3), { model: "none" })).toEqual(new Set(["none"]));
  });
});
