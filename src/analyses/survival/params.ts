/** The parameters of survival. */
import type { ParamSpecs, ParamsOf } from "../../sql/params.ts";
import { firstOrderSplits } from "../first-order.ts";

/**
 * `purchase`: the purchase day that is waited for, from the first; 2 is the second. `show`, for the chart: the share that
 * has come back (1 − S), the share that has not (S), or the cumulative hazard of Nelson and Aalen. `split_by`: a dimension
 * of the first order, product (its id) and category those of its first line that has one; `groups`: the largest that stand for themselves, the others together are one more. `at_days`: the
 * days of the table. `horizon_days`, for the chart: the last day that is drawn; null draws to the last day on which ten
 * customers are at risk. `known_new`: leaves out customers who began within 90 days of the first order of the data.
 */
export const params = {
  purchase: { kind: "number", min: 2, max: 20, integer: true, default: 2 },
  show: { kind: "choice", choices: ["returned", "survival", "hazard"], default: "returned" },
  split_by: { kind: "choice", choices: ["none", ...firstOrderSplits], default: "none" },
  groups: {
    kind: "number",
    min: 2,
    max: 6,
    integer: true,
    default: 6,
    when: { param: "split_by", is: firstOrderSplits },
  },
  at_days: {
    kind: "numbers",
    min: 1,
    max: 36_500,
    ascending: true,
    default: [7, 14, 30, 60, 90, 120, 180, 270, 365, 540, 730],
  },
  horizon_days: { kind: "number", min: 1, max: 36_500, integer: true, nullable: true, default: null },
  known_new: { kind: "boolean", default: false },
} as const satisfies ParamSpecs;

/** The checked parameters of survival. */
export type SurvivalParams = ParamsOf<typeof params>;
