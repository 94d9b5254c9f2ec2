/** The parameters of purchase-cycle. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";

/**
 * `level`: days between orders, or between orders that contain the same category or product. `statistic`: the figure of
 * the gaps that is the cycle. `weight`: each customer's gaps weigh 1 together, or every gap weighs 1. `exclude`: ranges of
 * days, both ends included; a gap that starts or ends in one is left out; a row with one date means that day, one without
 * any nothing. `detect_promotions`: suggest lists days that stand out and counts all the same; exclude leaves their gaps
 * out as well; off does not look. `min_gaps`: fewer gaps give no cycle.
 */
export const params = {
  level: { kind: "choice", choices: ["store", "category", "product"], default: "store" },
  statistic: { kind: "choice", choices: ["p75", "median", "mean", "p90"], default: "p75" },
  weight: { kind: "choice", choices: ["customer", "gap"], default: "customer" },
  exclude: {
    kind: "table",
    fields: {
      from: { kind: "date", nullable: true, default: null },
      to: { kind: "date", nullable: true, default: null },
    },
    default: [],
  },
  detect_promotions: { kind: "choice", choices: ["suggest", "exclude", "off"], default: "suggest" },
  min_gaps: { kind: "number", min: 1, max: 100_000, integer: true, default: 10 },
} as const satisfies ParamSpecs;

/** The checked parameters of purchase-cycle. */
export type CycleParams = ParamsOf<typeof params>;
