/**
 * What BG/NBD and MBG/NBD share: purchases at a rate that is gamma among customers, and a chance to leave after a purchase
 * that is beta among them. They differ in whether a customer may leave at once after the first (`chances`).
 */
import { logGamma } from "./incomplete-gamma.ts";
import type { Likelihood } from "./likelihood.ts";
import {
  coarseOf,
  customersOf,
  distinctOf,
  meanAge,
  meanFrequency,
  type Histories,
  type History,
} from "./transactions.ts";

/** r, alpha, a, b: shape and rate of the gamma, both parameters of the beta; alpha is in the unit of time. */
export type GeometricParameters = readonly [r: number, alpha: number, a: number, b: number];

/** Whether the first purchase is one after which a customer may leave: 0 under BG/NBD, 1 under MBG/NBD. */
type Chances = 0 | 1;

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/**
 * The likelihood of a model. With k = x + chances chances to leave, a customer contributes
 * Γ(r + x) / Γ(r) · α^r · [B(a, b + k) / B(a, b) · (α + T)^−(r + x) + B(a + 1, b + k − 1) / B(a, b) · (α + t_x)^−(r + x)],
 * the second term only where k > 0; all in logarithms, so that nothing overflows.
 */
export function geometricLikelihood(histories: Histories, chances: Chances): Likelihood {
  const frequencies = distinctOf(histories.frequency);
  const recencies = distinctOf(histories.recency);
  const ages = distinctOf(histories.age);
  const { customers } = histories;
  const [byAlive, byGone, same] = [0, 0, 0].map(() => new Float64Array(frequencies.values.length));
  const [logRecency, logAge] = [recencies, ages].map(({ values }) => new Float64Array(values.length));

  const of = ([r, alpha, a, b]: readonly number[]): number => {
    const none = logBeta(a!, b!);
    const constant = r! * Math.log(alpha!) - logGamma(r!);
    frequencies.values.forEach((x, place) => {
      const k = x + chances;
      byAlive![place] = logBeta(a!, b! + k) - none;
      byGone![place] = k > 0 ? logBeta(a! + 1, b! + k - 1) - none : -Infinity;
      same![place] = constant + logGamma(r! + x);
    });
    recencies.values.forEach((time, place) => (logRecency![place] = Math.log(alpha! + time)));
    ages.values.forEach((time, place) => (logAge![place] = Math.log(alpha! + time)));
    let sum = 0;
    for (let row = 0; row < customers.length; row++) {
      const x = frequencies.places[row]!;
      const n = r! + histories.frequency[row]!;
      const alive = byAlive![x]! - n * logAge![ages.places[row]!]!;
      const gone = byGone![x]! - n * logRecency![recencies.places[row]!]!;
      // As logAdd, written out: this line runs millions of times.
      const most = alive > gone ? alive : gone;
      const least = alive > gone ? gone : alive;
      sum += customers[row]! * (same![x]! + most + Math.log1p(Math.exp(least - most)));
    }
    return sum;
  };

  const scale = meanAge(histories);
  const often = Math.max(meanFrequency(histories), 0.01);
  const shapes: readonly [number, number] = [1e-3, 1e3];
  const coarse = coarseOf(histories);
  return {
    n: customersOf(histories),
    of,
    coarse: coarse && geometricLikelihood(coarse, chances),
    starts: [
      [0.5, (0.25 * scale) / often, 0.7, 2],
      [1, (1 * scale) / often, 1, 5],
      [3, (2 * scale) / often, 0.3, 3],
    ],
    bounds: [shapes, [1e-3 * scale, 1e3 * scale], shapes, shapes],
  };
}

/** The odds that a customer has left against those that he has not, in logarithms; −∞ where leaving was impossible. */
export function logOddsGone(
  [r, alpha, a, b]: GeometricParameters,
  { frequency, recency, age }: History,
  chances: Chances,
): number {
  const k = frequency + chances;
  if (k === 0) return -Infinity;
  return Math.log(a / (b + k - 1)) + (r + frequency) * Math.log((alpha + age) / (alpha + recency));
}
