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
 * Of the complete cells of period `k` whose 95 % interval leaves out the pooled share, the one that differs most in
 * standard errors; null where none does. Cohorts that may hold customers who are not new are not looked at.
 */
export function maybeOutlier(lines: readonly Line[], k: number): Outlier | null {
  const pooled = lines.find((line) => line.pooled)?.cells.find((row) => row.k === k);
  if (!pooled || pooled.value === null) return null;
  const average = pooled.value;
  const spread = Math.sqrt(Math.max(average * (1 - average), 1e-9));
  const distance = (row: HeatRow) => (Math.abs(row.value! - average) * Math.sqrt(row.n)) / spread;
  const candidates = lines.flatMap((line) =>
    line.pooled || line.truncated
      ? []
      : line.cells
          .filter(
            (row) =>
              row.k === k &&
              row.complete &&
              row.n >= smallest &&
              row.low !== null &&
              row.high !== null &&
              (row.low > average || row.high < average),
          )
          .map((row) => ({ line, row, pooled })),
  );
  return candidates.toSorted((a, b) => distance(b.row) - distance(a.row))[0] ?? null;
}
