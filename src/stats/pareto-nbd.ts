/**
 * The Pareto/NBD model: Schmittlein, Morrison & Colombo (1987), Counting Your Customers: Who Are They and What Will They Do
 * Next?, Management Science 33(1), 1–24; the likelihood as in Fader & Hardie (2005), A Note on Deriving the Pareto/NBD
 * Model. Purchases at a rate that is gamma among customers, lifetimes exponential with a rate that is gamma among them.
 */
import { logGamma } from "./incomplete-gamma.ts";
import type { Likelihood } from "./likelihood.ts";
import {
  customersOf,
  distinctOf,
  logAdd,
  meanAge,
  meanFrequency,
  type Histories,
  type History,
} from "./transactions.ts";

/** r, alpha, s, beta: shape and rate of both gammas; the rates are in the unit of time. */
export type ParetoParameters = readonly [r: number, alpha: number, s: number, beta: number];

/** Where the hypergeometric series converges too slowly, the integral is summed instead. */
const slowFrom = 0.9;

/**
 * ln of 2F1(1, c; c + d; z) = Σ (c)_k / (c + d)_k z^k, of positive terms that fall at least as z^k; 0 ≤ z < 1.
 */
function logSeries(c: number, total: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; term > sum * 1e-17; k++) {
    term *= ((c + k) / (total + k)) * z;
    sum += term;
  }
  return Math.log(sum);
}

/** Nodes of the double exponential rule on (0, 1) and their weights, which add up to 1 (Takahasi & Mori 1974). */
const nodes: readonly (readonly [place: number, weight: number])[] = (() => {
  const raw = Array.from({ length: 65 }, (_, index): [number, number] => {
    const t = (index - 32) / 10;
    const u = Math.PI * Math.sinh(t);
    return [1 / (1 + Math.exp(-u)), Math.cosh(t) / Math.cosh(u / 2) ** 2];
  });
  const sum = raw.reduce((total, [, weight]) => total + weight, 0);
  return raw.map(([place, weight]) => [place, weight / sum]);
})();

/** ln ∫ (α + y)^−(r + x) (β + y)^−(s + 1) dy from t_x to T, by the rule above on the logarithm of the nearer of α + y, β + y. */
function logIntegral([r, alpha, s, beta]: ParetoParameters, { frequency, recency, age }: History): number {
  const near = Math.min(alpha, beta);
  const span = Math.log((near + age) / (near + recency));
  if (span === 0) return -Infinity;
  const n = r + frequency;
  const slope =
    beta <= alpha
      ? s + (n * (beta + recency)) / (alpha + recency)
      : n - 1 + ((s + 1) * (alpha + recency)) / (beta + recency);
  // Beyond e^−40 of its beginning the integrand adds nothing.
  const reach = slope > 0 ? Math.min(span, 40 / slope) : span;
  const logAt = (place: number) => {
    const at = (near + recency) * Math.exp(reach * place);
    return Math.log(at) - n * Math.log(at - near + alpha) - (s + 1) * Math.log(at - near + beta);
  };
  // Against its beginning, which may be beyond what a number holds.
  const start = logAt(0);
  let sum = 0;
  for (const [place, weight] of nodes) sum += weight * Math.exp(logAt(place) - start);
  return Math.log(reach * sum) + start;
}

/**
 * ln of the same integral by Gauss's series: with m = max(α, β) and g(y) = (m + y)^−(r + s + x) 2F1(…) it is
 * (g(t_x) − g(T)) / (r + s + x). `at` gives ln g.
 */
function seriesOf([r, alpha, s, beta]: readonly number[]) {
  const most = Math.max(alpha!, beta!);
  const gap = Math.abs(alpha! - beta!);
  return (x: number, y: number): number => {
    const total = r! + s! + x;
    const c = alpha! >= beta! ? r! + x : s! + 1;
    const z = gap / (most + y);
    // Euler's transformation leaves (1 − z)^(c − total) before the series.
    return (c - total) * Math.log1p(-z) + logSeries(c, total + 1, z) - total * Math.log(most + y);
  };
}

/** ln(e^a − e^b) for a ≥ b. */
const logSubtract = (a: number, b: number): number => (a > b ? a + Math.log(-Math.expm1(b - a)) : -Infinity);

/** The likelihood of r, alpha, s, beta. */
export function paretoNbdLikelihood(histories: Histories): Likelihood {
  const { frequency, recency, age, customers } = histories;
  const frequencies = distinctOf(frequency);
  const byFrequency = new Float64Array(frequencies.values.length);
  const rows = [...customers.keys()];
  // g is asked of pairs of x and a time; equal pairs once.
  const pairs = (times: Float64Array) =>
    distinctOf(
      Float64Array.from(rows, (row) => frequencies.places[row]! * 1e7 + distinctTimes.get(times[row]!)!),
    );
  const distinctTimes = new Map<number, number>();
  for (const times of [recency, age])
    for (const time of times) if (!distinctTimes.has(time)) distinctTimes.set(time, distinctTimes.size);
  const timeOf = [...distinctTimes.keys()];
  const [starts, ends] = [pairs(recency), pairs(age)];
  const [atStart, atEnd] = [new Float64Array(starts.values.length), new Float64Array(ends.values.length)];

  const of = (values: readonly number[]): number => {
    const [r, alpha, s, beta] = values as ParetoParameters;
    const g = seriesOf(values);
    const most = Math.max(alpha, beta);
    const isSlow = (time: number) => Math.abs(alpha - beta) / (most + time) > slowFrom;
    const constant = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r);
    frequencies.values.forEach((x, place) => (byFrequency[place] = constant + logGamma(r + x)));
    const fill = (into: Float64Array, { values: keys }: { readonly values: Float64Array }) =>
      keys.forEach((key, place) => {
        const x = frequencies.values[Math.floor(key / 1e7)]!;
        const time = timeOf[key % 1e7]!;
        into[place] = isSlow(time) ? NaN : g(x, time);
      });
    fill(atStart, starts);
    fill(atEnd, ends);
    let sum = 0;
    for (let row = 0; row < customers.length; row++) {
      const x = frequency[row]!;
      const alive = -(r + x) * Math.log(alpha + age[row]!) - s * Math.log(beta + age[row]!);
      const start = atStart[starts.places[row]!]!;
      const gone = Number.isNaN(start)
        ? Math.log(s) +
          logIntegral([r, alpha, s, beta], { frequency: x, recency: recency[row]!, age: age[row]! })
        : Math.log(s / (r + s + x)) + logSubtract(start, atEnd[ends.places[row]!]!);
      sum += customers[row]! * (byFrequency[frequencies.places[row]!]! + logAdd(alive, gone));
    }
    return sum;
  };

  const scale = meanAge(histories);
  const often = Math.max(meanFrequency(histories), 0.01);
  const shapes: readonly [number, number] = [1e-3, 1e3];
  const rates: readonly [number, number] = [1e-3 * scale, 1e3 * scale];
  return {
    n: customersOf(histories),
    of,
    starts: [
      [0.7, (0.5 * scale) / often, 0.7, 0.5 * scale],
      [1, scale / often, 1, 2 * scale],
      [3, (2 * scale) / often, 0.5, 0.2 * scale],
    ],
    bounds: [shapes, rates, shapes, rates],
  };
}

/** The probability that a customer has not left yet, 0…1. */
export function paretoNbdAlive(parameters: ParetoParameters, history: History): number {
  const [r, alpha, s, beta] = parameters;
  const { frequency, age } = history;
  const odds =
    Math.log(s) +
    logIntegral(parameters, history) +
    (r + frequency) * Math.log(alpha + age) +
    s * Math.log(beta + age);
  return 1 / (1 + Math.exp(odds));
}
