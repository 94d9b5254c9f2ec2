/** Which shares of the profiled customers differ from those of the others by more than chance would make them. */
import { normalQuantile } from "../../stats/normal.ts";
import type { ProfileParams } from "./params.ts";
import type { ProfileRow } from "./result.ts";

/** The error that is allowed for all comparisons together. */
const error = 0.05;

/** The least number of customers that each of the four fields of a comparison is expected to hold (Cochran 1954). */
const leastExpected = 5;

/** True where the approximation of the score statistic holds: enough customers are expected with and without the value. */
function isComparable({ n, n_all, customers_all }: ProfileRow): boolean {
  const others = n_all - n;
  const rate = customers_all / n_all;
  return Math.min(n, others) * Math.min(rate, 1 - rate) >= leastExpected;
}

/** Dimensions that whom the parameters ask for decides by definition: that they differ there is no news. */
const byDefinition: Readonly<Partial<Record<ProfileParams["who"], string>>> = {
  repeat_customers: "usual_gap",
  one_time_customers: "usual_gap",
  best_20_percent: "usual_gap",
};

/** What came of comparing. */
export interface Differences {
  /** How many shares were compared. */
  readonly compared: number;
  /** The rows whose difference is beyond chance, the largest first, ties in the order of the rows. */
  readonly beyond: readonly ProfileRow[];
}

/**
 * Compares every row that can be compared with Bonferroni's correction for as many comparisons (Dunn 1961): beyond chance
 * is a |z| above the normal quantile of 1 − 0.05 / (2 · comparisons).
 */
export function differencesOf(rows: readonly ProfileRow[], { who }: Pick<ProfileParams, "who">): Differences {
  const compared = rows.filter(
    (row) => row.dimension !== byDefinition[who] && row.z !== null && isComparable(row),
  );
  if (compared.length === 0) return { compared: 0, beyond: [] };
  const critical = normalQuantile(1 - error / (2 * compared.length));
  const size = ({ share, share_all }: ProfileRow) => Math.abs((share ?? 0) - share_all);
  return {
    compared: compared.length,
    beyond: compared.filter(({ z }) => Math.abs(z!) > critical).sort((a, b) => size(b) - size(a)),
  };
}
