/** The bootstrap of campaign-effect: what it covers on simulated campaigns with a known effect, and what it leaves unsaid. */
import { describe, expect, it } from "vitest";
import { fit } from "../../../src/analyses/campaign-effect/fit.ts";
import type { FitColumns } from "../../../src/analyses/fit.ts";
import { createRandom, type Random } from "../../../src/stats/random.ts";
import { welchInterval } from "../../../src/stats/welch.ts";
import { contextAt } from "../../support/analyse.ts";

const names = [
  "k",
  "treated",
  "stratum",
  "known_before",
  "orders",
  "priced",
  "net_amount",
  "customers",
] as const;
type Row = readonly number[];

const columnsOf = (rows: readonly Row[]): FitColumns =>
  Object.fromEntries(names.map((name, at) => [name, Float64Array.from(rows, (row) => row[at]!)]));

/** Who would order is settled by field; the contacted order more often by `lift` and spend `more` more per order. */
function customer(random: Random, treated: boolean, stratum: number, lift: number, more: number): Row {
  const ordered = random.chance(0.15 + 0.15 * stratum + (treated ? lift : 0));
  const orders = ordered ? 1 + random.below(3) : 0;
  let net = 0;
  for (let at = 0; at < orders; at++) net += random.gamma(2, 0.05) + (treated ? more : 0);
  return [0, Number(treated), stratum, 1, orders, orders, Math.round(net * 100) / 100, 1];
}

const said = (rows: readonly Row[], control: string) => {
  const values = fit(columnsOf(rows), { control, control_share: null }, contextAt("2025-01-01"));
  const at = (measure: string) => (values["fit_measure"] as readonly string[]).indexOf(measure);
  const number = (name: string, measure: string) =>
    (values[name] as readonly (number | null)[])[at(measure)]!;
  return {
    low: (measure: string) => number("fit_low", measure),
    high: (measure: string) => number("fit_high", measure),
    error: (measure: string) => number("fit_error", measure),
    p: (measure: string) => number("fit_p", measure),
    values,
  };
};

const assigned: readonly Row[] = [
  [-1, 1, 0, 0, 0, 0, 0, 10],
  [-1, 0, 0, 0, 0, 0, 0, 10],
];

describe("simulated campaigns with a known effect", () => {
  // Mean orders of whoever orders: 2, mean order 40. Shares 0.15 + lift and 0.15.
  const [lift, more] = [0.08, 5];
  const net = (0.15 + lift) * 2 * (40 + more) - 0.15 * 2 * 40;
  const truth = { orders_per_customer: 2 * lift, net_amount_per_customer: net, average_order_value: more };

  it("has the known effect in 95 of 100 intervals of randomised groups", () => {
    const random = createRandom(11);
    const runs = 100;
    const covered = { orders_per_customer: 0, net_amount_per_customer: 0, average_order_value: 0 };
    for (let run = 0; run < runs; run++) {
      const rows = [...assigned];
      for (let id = 0; id < 240; id++) rows.push(customer(random, true, 0, lift, more));
      for (let id = 0; id < 160; id++) rows.push(customer(random, false, 0, lift, more));
      const { low, high } = said(rows, "auto");
      for (const measure of Object.keys(truth) as (keyof typeof truth)[])
        if (low(measure) <= truth[measure] && truth[measure] <= high(measure)) covered[measure]++;
    }
    // 100 runs at 95 % are 95 ± 2.2; an interval of half the width would cover 67 %, one of twice the width 100 %.
    for (const [measure, count] of Object.entries(covered)) {
      expect(count / runs, measure).toBeGreaterThan(0.88);
      expect(count / runs, measure).toBeLessThan(0.995);
    }
  }, 60_000);

  it("and of matched groups, whose fields are unlike in size", () => {
    const random = createRandom(12);
    const runs = 80;
    let [covered, unweighted] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const rows: Row[] = [assigned[0]!];
      // Contacted: mostly field 1, which orders twice as often; the others mostly field 0.
      for (let id = 0; id < 200; id++) rows.push(customer(random, true, id < 150 ? 1 : 0, 0, 0));
      for (let id = 0; id < 200; id++) rows.push(customer(random, false, id < 60 ? 1 : 0, 0, 0));
      const matched = said(rows, "matched");
      if (matched.low("conversion") <= 0 && 0 <= matched.high("conversion")) covered++;
      const plain = said(
        rows.map((row) => row.map((value, at) => (at === 2 ? 0 : value))),
        "matched",
      );
      if (plain.low("conversion") <= 0 && 0 <= plain.high("conversion")) unweighted++;
    }
    expect(covered / runs).toBeGreaterThan(0.88);
    expect(covered / runs).toBeLessThan(0.995);
    // Without the fields there would be an effect where there is none.
    expect(unweighted / runs).toBeLessThan(0.8);
  }, 60_000);
});

describe("the bootstrap", () => {
  const random = createRandom(3);
  const crowd = Array.from({ length: 9000 }, (_, id) => customer(random, id % 2 === 0, 0, 0.02, 2));
  const rows = [...assigned, ...crowd];

  it("agrees with Welch on large groups, where sums are drawn from the normal distribution", () => {
    const sample = (treated: number) => {
      const values = crowd.filter((row) => row[1] === treated).map((row) => row[6]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return { n: values.length, mean, variance: square / (values.length - 1) };
    };
    const welch = welchInterval(sample(0), sample(1))!;
    const { low, high, error } = said(rows, "auto");
    const width = welch.high - welch.low;
    expect(Math.abs(low("net_amount_per_customer") - welch.low)).toBeLessThan(0.06 * width);
    expect(Math.abs(high("net_amount_per_customer") - welch.high)).toBeLessThan(0.06 * width);
    expect(error("net_amount_per_customer")).toBeCloseTo(width / 3.92, 1);
  });

  it("gives the same for the same rows in any order, equal ones counted once or apart", () => {
    const some = rows.slice(0, 800);
    const { values } = said(some, "auto");
    expect(said(some.toReversed(), "auto").values).toEqual(values);
    const zeros = some.filter((row) => row[0] === 0 && row[4] === 0 && row[1] === 1);
    const merged = [...some.filter((row) => !zeros.includes(row)), [...zeros[0]!.slice(0, 7), zeros.length]];
    expect(said(merged, "auto").values).toEqual(values);
  });

  it("gives no interval with fewer than 20 customers, or 5 who ordered, on a side", () => {
    const buyer = (treated: number, net: number): Row => [0, treated, 0, 1, 1, 1, net, 1];
    const others = (treated: number, count: number): Row => [0, treated, 0, 1, 0, 0, 0, count];
    const shop = (buyers: number, rest: number) => [
      ...assigned,
      ...Array.from({ length: 30 }, (_, at) => buyer(0, at)),
      others(0, 30),
      ...Array.from({ length: buyers }, (_, at) => buyer(1, at)),
      others(1, rest),
    ];
    const interval = (buyers: number, rest: number) =>
      said(shop(buyers, rest), "auto").low("orders_per_customer");
    expect(interval(5, 15)).not.toBeNull();
    expect(interval(5, 14)).toBeNull();
    expect(interval(4, 40)).toBeNull();
    expect(said(assigned, "auto").values["fit_k"]).toEqual([]);
  });

  it("has a small p for a large effect only", () => {
    const shop = (lift: number) => {
      const own = createRandom(8);
      return [
        ...assigned,
        ...Array.from({ length: 600 }, (_, id) => customer(own, id % 2 === 0, 0, lift, 0)),
      ];
    };
    expect(said(shop(0.3), "auto").p("orders_per_customer")).toBeCloseTo(2 / 2001, 6);
    expect(said(shop(0), "auto").p("orders_per_customer")).toBeGreaterThan(0.05);
  });
});
