/**
 * Two independent proportions: their test, and the difference that a test of given size finds. Fleiss, Levin and Paik
 * (2003), Statistical Methods for Rates and Proportions, 3rd ed., chapters 3 and 4.
 */
import { chiSquareTail } from "./incomplete-gamma.ts";
import { z95 } from "./wilson.ts";

/** The 0.8 quantile of the normal distribution: the factor of a power of 80 %. */
export const z80 = 0.8416212335729143;

/**
 * The two-sided p-value of `x1 / n1` against `x0 / n0` where both were one proportion: Pearson's chi-square without
 * continuity correction. 1 where nobody or everybody did it; null without trials on a side.
 */
export function twoProportionsP(x0: number, n0: number, x1: number, n1: number): number | null {
  if (n0 <= 0 || n1 <= 0) return null;
  const pooled = (x0 + x1) / (n0 + n1);
  const variance = pooled * (1 - pooled) * (1 / n0 + 1 / n1);
  if (variance <= 0) return 1;
  return chiSquareTail((x1 / n1 - x0 / n0) ** 2 / variance, 1);
}

/**
 * The smallest rise over the share `p0` of `n0` that a two-sided test at 5 % finds in `n1` with the power whose normal
 * quantile is `power` (80 %): δ = z·√(p̄q̄(1/n0 + 1/n1)) + power·√(p0q0/n0 + p1q1/n1), p̄ the pooled share, without
 * continuity correction. Null where even everybody doing it would not be found.
 */
export function detectableRise(p0: number, n0: number, n1: number, power: number = z80): number | null {
  if (n0 <= 0 || n1 <= 0) return null;
  const needed = (p1: number): number => {
    const pooled = (p0 * n0 + p1 * n1) / (n0 + n1);
    return (
      z95 * Math.sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1)) +
      power * Math.sqrt((p0 * (1 - p0)) / n0 + (p1 * (1 - p1)) / n1)
    );
  };
  let [low, high] = [p0, 1];
  if (needed(1) > 1 - p0) return null;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (middle - p0 < needed(middle)) low = middle;
    else high = middle;
  }
  return high - p0;
}

/** The p-value of `x` of `n` where the share is meant to be `share`: Pearson's chi-square, one degree of freedom. */
export function shareP(x: number, n: number, share: number): number | null {
  if (n <= 0 || share <= 0 || share >= 1) return null;
  return chiSquareTail((x - n * share) ** 2 / (n * share * (1 - share)), 1);
}
