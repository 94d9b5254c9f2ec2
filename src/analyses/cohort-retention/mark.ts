/** The customers whom a cell of the cohort table counts, as a mark. */
import type { Mark } from "../analysis.ts";
import type { HeatRow } from "./rows.ts";

/** Those who ordered in the cell; `ordered: false` in its place are those of the cell who did not. */
export function markOf({ cohort, split, k }: Pick<HeatRow, "cohort" | "split" | "k">): Mark {
  return cohort === null ? { pooled: true, split, k, ordered: true } : { cohort, split, k, ordered: true };
}
