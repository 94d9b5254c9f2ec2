/** What the chart tab of order-ladder shows: the ladder, or one line for each group of the split. */
import type { ChartFrame, ChartView } from "../analysis.ts";
import { groupsFigure } from "./chart-groups.ts";
import { ladderFigure } from "./chart-ladder.ts";
import type { LadderParams } from "./params.ts";
import type { LadderResult } from "./result.ts";

/** The figures of a result; none without a customer. */
export function chart(result: LadderResult, params: LadderParams, frame: ChartFrame): ChartView {
  const rungs = result.parts.drawn;
  if (rungs.length === 0) return { figures: [] };
  const draw = params.split_by === "none" ? ladderFigure : groupsFigure;
  return { figures: [draw(rungs, params, frame)] };
}
