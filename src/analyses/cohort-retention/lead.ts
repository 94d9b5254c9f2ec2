/** The further question that a cell of the cohort table raises: why this cohort differs from the one before it. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Lead, Mark } from "../analysis.ts";
import { bracketsOf } from "./brackets.ts";
import type { CohortParams } from "./rows.ts";

/**
 * explain-difference of the cell's cohort at its k, against the last complete cohort before it. Null where the figure is
 * not one that it splits: another measure than customers, a group, the pooled row, ranges of days.
 */
export function leadOf({ cohort, k }: Mark, params: CohortParams, messages: Messages): Lead | null {
  const { clock, measure, period, split_by } = params;
  if (typeof cohort !== "string" || typeof k !== "number" || k < 1) return null;
  if (measure !== "customers" || split_by !== "none" || clock === "days" || bracketsOf(params).length > 0)
    return null;
  return {
    analysis: "explain-difference",
    params: { period, cohort_1: cohort, k, clock, return: params.return },
    label: m.cohort_lead({}, messages),
  };
}
