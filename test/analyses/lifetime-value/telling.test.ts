import { describe, expect, it } from "vitest";
import { lifetimeValue } from "../../../src/analyses/lifetime-value/analysis.ts";
import type { ValueParams } from "../../../src/analyses/lifetime-value/params.ts";
import type { PartRow, ValueResult } from "../../../src/analyses/lifetime-value/result.ts";
import type { Locale } from "../../../src/messages/messages.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";

const context = contextAt("2024-06-30");

const totals: PartRow<"totals"> = {
  customers: 2357,
  repeaters: 946,
  first_on: "2023-01-01",
  calibrated_through: "2024-06-30",
  looked_through: "2024-06-30",
  checked_from: "2023-10-01",
  fit_state: "fitted",
  spend_state: "fitted",
  check_state: "fitted",
  expected_orders: 1653.4,
  expected_value: 59931.6,
  discounted_value: 57983.2,
  best_value: 42949.2,
  mean_alive: 0.5,
  correlation: 0.114,
  worthless: 1,
};
const held = (frequency: number | null, customers: number): PartRow<"holdout"> => ({
  frequency,
  customers,
  mean_orders: 0.8,
  mean_expected: 0.7,
  mean_naive: 1.2,
  orders: 1882,
  expected: 1653,
  naive: 2930,
  error: 1.608,
  naive_error: 2.212,
  verdict: "won",
});
const estimate = (model: string, parameter: string, value: number): PartRow<"fit"> => ({
  model,
  parameter,
  value,
  se: value / 10,
  low: value * 0.8,
  high: value * 1.25,
  log_likelihood: -9582.4,
  converged: true,
  state: "fitted",
});
const week = (number: number, held_out: boolean): PartRow<"weeks"> => ({
  week: number,
  ends_on: `2023-01-0${number}`,
  held_out,
  orders: number * 10,
  expected: number * 9.5,
  naive: held_out ? number * 11 : null,
});
const standing = (frequency: number, bin: number, p_alive: number | null): PartRow<"standings"> => ({
  frequency,
  bin,
  since_from: bin * 4,
  since_to: bin * 4 + 4,
  customers: 12,
  p_alive,
  expected_orders: 5,
  expected_value: 100,
});

const result = (
  more: Partial<PartRow<"totals">> = {},
  parts: Partial<ValueResult["parts"]> = {},
): ValueResult => ({
  rows: [
    {
      customer_id: "a",
      frequency: 1,
      recency: 2,
      age: 5,
      monetary: 3,
      p_alive: 0.5,
      expected_orders: 1,
      expected_value: 3,
      discounted_value: 2.9,
      complete: true,
    },
  ],
  whole: true,
  parts: {
    totals: [{ ...totals, ...more }],
    holdout: [held(0, 1411), held(7, 64), held(null, 2357)],
    fit: [estimate("mbg_nbd", "alpha", 4.414), estimate("gamma_gamma", "p", 6.25)],
    weeks: [week(1, false), week(2, false), week(3, true)],
    standings: [standing(0, 0, 0.15), standing(0, 3, 0.9), standing(7, 1, 0.5)],
    ...parts,
  },
});

const params = (given = {}) => parseParams(lifetimeValue.params, given) as ValueParams;
const told = (of: ValueResult, locale: Locale = "en", given = {}) =>
  lifetimeValue.headline(of, params(given), tellingOf(locale, context));
const drawn = (of: ValueResult, locale: Locale = "en", width = 984) =>
  lifetimeValue.chart(of, params(), { ...tellingOf(locale, context), width });

describe("the headline of lifetime value", () => {
  it("says what is to come, of whom, and how its check went", () => {
    expect(told(result())).toEqual({
      sentence:
        "Within the next 39 weeks, 1,653 orders worth €59,932 are expected from 2,357 customers; the best 20% bring 72% of it.",
      basis:
        "n = 2,357 customers, 946 came back, up to 30 Jun 2024; MBG/NBD; r = 4.414, 95% interval 3.531–5.518; checked 1 Oct 2023 to 30 Jun 2024: 1,653 orders expected, 1,882 came; error per customer 1.61, past rate 2.21",
    });
  });

  it("says so in Chinese", () => {
    expect(told(result(), "zh-Hans")).toEqual({
      sentence: "今后 39 周，预计2,357 位顾客带来 1,653 单，共 €59,932；前 20% 占其中 72%。",
      basis:
        "n = 2,357 位顾客，其中 946 位复购，截至 2024年6月30日；MBG/NBD；r = 4.414，95% 区间 3.531–5.518；检验 2023年10月1日至2024年6月30日：预计 1,653 单，实际 1,882 单；每位顾客误差 1.61，照旧节奏为 2.21",
    });
  });

  it("names no forecast where it lost its check", () => {
    const lost = result({}, { holdout: [{ ...held(null, 9), verdict: "lost" }] });
    expect(told(lost).sentence).toBe(
      "No forecast: over the days held out, the model was further off than simply carrying on each customer’s past rate.",
    );
    expect(told(lost, "zh-Hans").sentence).toBe(
      "不作预测：在留出的日子里，模型的误差比照过去的节奏推算还大。",
    );
  });

  it.each([
    [
      "few_customers",
      "No forecast: fewer than 30 customers, or fewer than 10 who came back, say too little.",
      "不作预测：顾客不足 30 位，或回头客不足 10 位，数据太少。",
    ],
    ["no_repeaters", "No forecast: nobody has come back yet.", "不作预测：还没有人复购。"],
    [
      "certain",
      "No forecast: it would take everyone for a customer still: these orders show no leaving.",
      "不作预测：它认定人人都还在，这些订单看不出流失。",
    ],
    [
      "edge",
      "No forecast: a parameter runs to its edge: these orders do not tell buying and leaving apart.",
      "不作预测：有参数跑到了边界，这些订单分不清购买与流失。",
    ],
  ])("says why there is no fit: %s", (fit_state, english, chinese) => {
    expect(told(result({ fit_state })).sentence).toBe(english);
    expect(told(result({ fit_state }), "zh-Hans").sentence).toBe(chinese);
  });

  it("keeps to orders where spend has no fit, and says what was not checked", () => {
    const { sentence, basis } = told(
      result(
        { expected_value: null, best_value: null, spend_state: "no_money", check_state: "few_customers" },
        { holdout: [{ ...held(null, 9), expected: null, error: null, verdict: "unchecked" }] },
      ),
      "en",
      { unit: "day", horizon: 1 },
    );
    expect(sentence).toBe("Within the next 1 day, 1,653 orders are expected from 2,357 customers.");
    expect(basis).toContain(
      "not checked against later days: in their first half, fewer than 30 customers, or fewer than 10 who came back, say too little",
    );
    expect(basis).toContain("no value: no repeat order is worth anything");
  });

  it("says that nobody had ordered", () => {
    expect(told(result({ customers: 0, calibrated_through: null })).sentence).toBe(
      "No known customer had ordered by 30 Jun 2024.",
    );
  });
});

describe("the charts of lifetime value", () => {
  it("are who is still there and the check twice, side by side where there is room", () => {
    const { figures } = drawn(result());
    expect(figures.map(({ id, share }) => [id, share ?? 1])).toEqual([
      ["standings", 1],
      ["weeks", 0.5],
      ["holdout", 0.5],
    ]);
    expect(drawn(result(), "en", 390).figures.map(({ share }) => share ?? 1)).toEqual([1, 1, 1]);
  });

  it("speak every field, week and bar", () => {
    const [standings, weeks, holdout] = drawn(result()).figures;
    expect(standings!.stops[1]).toMatchObject({
      row: 0,
      column: 3,
      who: { view: "standing", frequency: 0, bin: 3 },
      lines: [
        "0 repeat orders, last order 12 to under 16 weeks ago",
        "still a customer: 90.0% on average",
        "12 customers",
        "5 orders expected",
        "worth €100",
      ],
    });
    expect(weeks!.stops[2]!.lines).toEqual([
      "Week 3, up to 3 Jan 2023",
      "30 repeat orders so far",
      "model: 28.5",
      "past rate carried on: 33",
    ]);
    expect(holdout!.stops[1]).toMatchObject({
      who: { view: "holdout", frequency: 7 },
      lines: [
        "7 or more repeat orders",
        "0.8 orders each",
        "64 customers",
        "model: 0.7 each",
        "past rate: 1.2 each",
      ],
    });
    expect(standings!.summary).toBe(
      "24 of 36 customers are in fields whose mean probability of being customers still is at least one half.",
    );
  });

  it("speak Chinese", () => {
    const [standings, , holdout] = drawn(result(), "zh-Hans").figures;
    expect(standings!.title).toBe("谁还是顾客");
    expect(standings!.stops[0]!.lines[0]).toBe("复购 0 次，上次下单在 0 至 4 周前");
    expect(holdout!.stops[1]!.lines[0]).toBe("复购 7+ 次");
  });

  it("list the estimates beside, and what spend rests on", () => {
    const { table } = drawn(result());
    expect(table!.rows).toEqual([
      ["α (MBG/NBD)", "4.414", "0.441", "3.531–5.518"],
      ["p (Gamma-Gamma)", "6.25", "0.625", "5–7.813"],
    ]);
    expect(table!.notes).toEqual([
      "MBG/NBD: log-likelihood −9,582.4.",
      "Gamma-Gamma: log-likelihood −9,582.4.",
      "Spend and frequency are taken as unrelated; among repeat customers they correlate at 0.11.",
      "1 repeat customer whose repeat orders are worth nothing is left out of the fit of spend.",
    ]);
  });

  it("tabulate nothing where there is no fit", () => {
    const without = (row: PartRow<"fit">): PartRow<"fit"> => ({
      ...row,
      value: null,
      se: null,
      low: null,
      high: null,
      log_likelihood: null,
      converged: false,
      state: "few_customers",
    });
    const fit = result().parts.fit.map(without);
    const none = result({ fit_state: "few_customers", spend_state: "few_customers" }, { fit });
    expect(drawn(none).table).toBeUndefined();
    // What one of the two gave is shown, with the reason of the other.
    const [orders, spend] = result().parts.fit;
    const half = result({ spend_state: "few_customers" }, { fit: [orders!, without(spend!)] });
    expect(drawn(half).table!.rows).toHaveLength(1);
    expect(drawn(half).table!.notes).toContain(
      "Gamma-Gamma: no fit; fewer than 30 customers, or fewer than 10 who came back, say too little.",
    );
  });

  it("draw nobody’s standing where nothing is forecast", () => {
    const none = result({}, { standings: [standing(0, 0, null)] });
    expect(drawn(none).figures.map(({ id }) => id)).toEqual(["weeks", "holdout"]);
  });
});
