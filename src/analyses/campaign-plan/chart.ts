/** The charts of campaign-plan: what each channel needs, and how many ordered anyway in the windows before. */
import type { ChartFigure, ChartFrame, ChartView } from "../analysis.ts";
import { basisTable } from "./basis-table.ts";
import { channelsFigure } from "./chart-channels.ts";
import { windowsFigure } from "./chart-windows.ts";
import type { PlanParams } from "./params.ts";
import type { PlanResult } from "./result.ts";

/** Width from which the windows stand beside the channels. */
const besideFrom = 860;
const [gap, main] = [40, 0.62];

/** What the chart tab shows; no figure for a list of nobody. */
export function chart(result: PlanResult, params: PlanParams, frame: ChartFrame): ChartView {
  if (result.parts.totals[0]!.customers === 0) return { figures: [] };
  const hasWindows = result.parts.windows.some(({ rate }) => rate !== null);
  const isWide = hasWindows && frame.width >= besideFrom;
  const widthOf = (share: number) => (isWide ? Math.floor((frame.width - gap) * share) : frame.width);
  const placed = (figure: ChartFigure, share: number) => ({ ...figure, ...(isWide ? { share } : {}) });
  return {
    figures: [
      placed(channelsFigure(result, params, frame, widthOf(main)), main),
      ...(hasWindows ? [placed(windowsFigure(result, params, frame, widthOf(1 - main)), 1 - main)] : []),
    ],
    table: basisTable(result, params, frame),
  };
}
