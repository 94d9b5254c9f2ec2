/** What the chart tab of cohort-retention shows: the triangle, and the same as curves. */
import type { ChartFrame, ChartView, Result } from "../analysis.ts";
import { curves } from "./chart-curves.ts";
import { triangle } from "./chart-triangle.ts";
import { toLines } from "./lines.ts";
import type { CohortParams, columns } from "./rows.ts";
import type { parts } from "./parts.ts";

/** The figures of a result; none without a cohort. */
export function chart(
  result: Result<typeof columns, typeof parts>,
  params: CohortParams,
  frame: ChartFrame,
): ChartView {
  const lines = toLines(result.parts.heat, params, frame);
  const totals = result.parts.totals[0];
  if (lines.length === 0 || !totals) return { figures: [] };
  const second = curves(lines, params, frame);
  return { figures: [triangle(lines, totals, params, frame), ...(second ? [second] : [])] };
}
