/** What the chart tab of survival shows: the curves with the numbers at risk, and the table at round days. */
import type { ChartFrame, ChartView } from "../analysis.ts";
import { curveFigure } from "./chart-curve.ts";
import type { SurvivalParams } from "./params.ts";
import type { SurvivalResult } from "./result.ts";
import { tableOfDays, tableOfGroups } from "./tables.ts";

/** The figure and the table of a result; none without a customer. */
export function chart(result: SurvivalResult, params: SurvivalParams, frame: ChartFrame): ChartView {
  if (result.rows.length === 0) return { figures: [] };
  return {
    figures: [curveFigure(result, params, frame)],
    table:
      params.split_by === "none" ? tableOfDays(result, params, frame) : tableOfGroups(result, params, frame),
  };
}
