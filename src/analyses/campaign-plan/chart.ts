/** The charts of campaign-plan: what each channel needs, and how many ordered anyway in the windows before. */
import type { ChartFrame, ChartView } from "../analysis.ts";
import { basisTable } from "./basis-table.ts";
import { channelsFigure } from "./chart-channels.ts";
import { windowsFigure } from "./chart-windows.ts";
import type { PlanParams } from "./params.ts";
import type { PlanResult } from "./result.ts";

/** Width from which the table stands beside the channels. */
const besideFrom = 860;
const [gap, main] = [40, 0.62];

/** What the chart tab shows; no figure for a list of nobody. */
export function chart(result: PlanResult, params: PlanParams, frame: ChartFrame): ChartView {
  if (result.parts.totals[0]!.customers === 0) return { figures: [] };
  const isWide = frame.width >= besideFrom;
  const width = isWide ? Math.floor((frame.width - gap) * main) : frame.width;
  const channels = channelsFigure(result, params, frame, width);
  const windows = windowsFigure(result, params, frame);
  return {
    figures: [{ ...channels, ...(isWide ? { share: main } : {}) }, ...(windows ? [windows] : [])],
    table: basisTable(result, params, frame),
  };
}
