/**
 * The log-rank test of equal survival: Mantel (1966), "Evaluation of survival data and two new rank order statistics
 * arising in its consideration", Cancer Chemotherapy Reports 50(3), 163–170; Peto & Peto (1972), "Asymptotically
 * efficient rank invariant test procedures", Journal of the Royal Statistical Society A 135(2), 185–207. As R's
 * `survdiff` with rho = 0.
 */
import { chiSquareTail } from "./incomplete-gamma.ts";

/** The test's answer. */
export interface LogRank {
  /** χ², 0 or more. */
  readonly chiSquare: number;
  /** Degrees of freedom: the groups that can differ, less one. */
  readonly df: number;
  /** The probability of a χ² at least as large where no group differs, 0…1. */
  readonly p: number;
}

/** A pivot below this share of its own variance is rounding: that group's difference follows from the others'. */
const rounding = 1e-9;

/**
 * Tests `observed` − `expected` events by group against their covariance (k × k, hypergeometric, summed over the days).
 * The differences add up to zero, so the matrix is singular by one and by one more for each group that was never at risk
 * beside another: symmetric elimination, largest pivot first, takes the directions that there are. Null where there is
 * none.
 */
export function logRank(
  observed: readonly number[],
  expected: readonly number[],
  covariance: readonly (readonly number[])[],
): LogRank | null {
  const matrix = covariance.map((row) => [...row]);
  const difference = observed.map((events, index) => events - expected[index]!);
  const left = new Set(difference.keys());
  let chiSquare = 0;
  let df = 0;
  while (left.size > 0) {
    const pivot = [...left].reduce((best, index) =>
      matrix[index]![index]! > matrix[best]![best]! ? index : best,
    );
    const size = matrix[pivot]![pivot]!;
    if (!(size > rounding * covariance[pivot]![pivot]!) || size <= 0) break;
    left.delete(pivot);
    chiSquare += difference[pivot]! ** 2 / size;
    df++;
    for (const index of left) {
      const share = matrix[index]![pivot]! / size;
      difference[index]! -= share * difference[pivot]!;
      for (const other of left) matrix[index]![other]! -= share * matrix[pivot]![other]!;
    }
  }
  return df === 0 ? null : { chiSquare, df, p: chiSquareTail(chiSquare, df) };
}
