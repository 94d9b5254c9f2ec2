/** The charts of campaign-effect: the effect, how alike the groups were, and the same before the campaign. */
import type { ChartFigure, ChartFrame, ChartView } from "../analysis.ts";
import { balanceFigure } from "./chart-balance.ts";
import { effectFigure } from "./chart-effect.ts";
import { placeboFigure } from "./chart-placebo.ts";
import type { EffectParams } from "./params.ts";
import { profitTable } from "./profit-table.ts";
import type { EffectResult } from "./result.ts";

/** Width from which the table of costs stands beside the effect, and both checks side by side. */
const besideFrom = 860;
const [gap, main] = [40, 0.62];

/** What the chart tab shows; no figure where nobody was contacted. */
export function chart(result: EffectResult, params: EffectParams, frame: ChartFrame): ChartView {
  if (result.parts.groups[0]!.treated_assigned === 0) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const widthOf = (share: number) => (wide ? Math.floor((frame.width - gap) * share) : frame.width);
  const placed = (figure: ChartFigure, share: number) => ({ ...figure, ...(wide ? { share } : {}) });
  const checks = [balanceFigure, placeboFigure].flatMap((draw) => {
    const figure = draw(result, frame, widthOf(0.5));
    return figure ? [placed(figure, 0.5)] : [];
  });
  return {
    figures: [placed(effectFigure(result, frame, widthOf(main)), main), ...checks],
    table: profitTable(result, params, frame),
  };
}
