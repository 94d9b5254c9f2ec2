/** The integral of the Pareto/NBD model over the time of leaving, in logarithms. */
import type { History } from "./transactions.ts";

/** r, alpha, s, beta: shape and rate of both gammas; the rates are in the unit of time. */
export type ParetoParameters = readonly [r: number, alpha: number, s: number, beta: number];

/** A rule of summation on (0, 1): places and weights, which add up to 1. */
export type Rule = readonly (readonly [place: number, weight: number])[];

/** The rule of Gauss and Legendre: the roots of a Legendre polynomial by Newton's steps (Abramowitz & Stegun 25.4.30). */
export function gaussLegendre(points: number): Rule {
  return Array.from({ length: points }, (_, index): [number, number] => {
    let x = Math.cos((Math.PI * (index + 0.75)) / (points + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      let [before, value] = [1, x];
      for (let degree = 2; degree <= points; degree++)
        [before, value] = [value, ((2 * degree - 1) * x * value - (degree - 1) * before) / degree];
      slope = (points * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    return [(1 - x) / 2, 1 / ((1 - x * x) * slope * slope)];
  });
}

/** The double exponential rule (Takahasi & Mori 1974), for what falls steeply or bends. */
const doubleExponential: Rule = (() => {
  const raw = Array.from({ length: 65 }, (_, index): [number, number] => {
    const t = (index - 32) / 10;
    const u = Math.PI * Math.sinh(t);
    return [1 / (1 + Math.exp(-u)), Math.cosh(t) / Math.cosh(u / 2) ** 2];
  });
  const sum = raw.reduce((total, [, weight]) => total + weight, 0);
  return raw.map(([place, weight]) => [place, weight / sum]);
})();

const gauss = gaussLegendre(16);

/** What falls by e to this at most, over a logarithm no longer than this, is even enough for sixteen points (1e-11). */
const [mostFall, longest] = [14, 5];

/**
 * ln ∫ (α + y)^−(r + x) (β + y)^−(s + 1) dy from t_x to T, by the rules above on the logarithm of the nearer of α + y and
 * β + y; −∞ over no time.
 */
export function logIntegral(
  [r, alpha, s, beta]: ParetoParameters,
  { frequency, recency, age }: History,
): number {
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
  const isEven = reach <= longest && Math.abs(logAt(1) - start) <= mostFall;
  let sum = 0;
  for (const [place, weight] of isEven ? gauss : doubleExponential)
    sum += weight * Math.exp(logAt(place) - start);
  return Math.log(reach * sum) + start;
}

/** ln(e^a − e^b) for a ≥ b. */
export const logSubtract = (a: number, b: number): number =>
  a > b ? a + Math.log(-Math.expm1(b - a)) : -Infinity;
