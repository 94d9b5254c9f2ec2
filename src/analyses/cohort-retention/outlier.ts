/** The cohort that differs most from the pooled row, beyond chance. */
import type { Line } from "./lines.ts";
import type { HeatRow } from "./rows.ts";

/** A cohort's cell with its line. */
export interface Outlier {
  readonly line: Line;
  readonly row: HeatRow;
  readonly pooled: HeatRow;
}

/** Cohorts below this size are not pointed at. */
const smallest = 20;

/**
 * How many standard errors the largest of `count` differences must exceed to be more than chance at 5 % overall:
 * Bonferroni's division by `count`. The tail is bounded by Mills' ratio, P(|Z| > z) ≤ √(2/π)·exp(−z²/2)/z, so the
 * result is a little stricter than it must be (2.03 for one, 2.98 for sixteen; exact: 1.96 and 2.95).
 */
export function beyondChance(count: number): number {
  let z = 2;
  for (let step = 0; step < 20; step++)
    z = Math.sqrt(2 * Math.log((Math.max(1, count) * Math.sqrt(2 / Math.PI)) / (0.05 * z)));
  return z;
}

/**
 * Of the complete cells of period `k`, the one that differs most from the pooled share, in standard errors, where
 * that is more than chance among so many cohorts; else null. Cohorts that may hold customers who are not new, and
 * those under 20 customers, are not looked at.
 */
export function maybeOutlier(lines: readonly Line[], k: number): Outlier | null {
  const pooled = lines.find((line) => line.pooled)?.cells.find((row) => row.k === k);
  if (!pooled) return null;
  const average = pooled.customers / pooled.n;
  const spread = Math.sqrt(average * (1 - average));
  const candidates = lines
    .filter((line) => !line.pooled && !line.truncated)
    .flatMap((line) =>
      line.cells
        .filter((row) => row.k === k && row.complete && row.n >= smallest)
        .map((row) => {
          const difference = Math.abs(row.customers / row.n - average);
          return { line, row, pooled, distance: (difference * Math.sqrt(row.n)) / spread };
        }),
    )
    .filter(({ distance }) => Number.isFinite(distance))
    .toSorted((a, b) => b.distance - a.distance);
  const first = candidates[0];
  return first && first.distance > beyondChance(candidates.length) ? first : null;
}
