/** The charts of ABC: Pareto, Lorenz curve, profit, ABC by XYZ, stability, and the table of tiers with what to do. */
import type { ChartFigure, ChartFrame, ChartView } from "../analysis.ts";
import { curveFigure } from "./chart-curve.ts";
import { lorenzFigure } from "./chart-lorenz.ts";
import { matrixFigure } from "./chart-matrix.ts";
import { paretoFigure } from "./chart-pareto.ts";
import { profitFigure } from "./chart-profit.ts";
import { stabilityFigure } from "./chart-stability.ts";
import type { AbcParams } from "./params.ts";
import type { AbcResult } from "./result.ts";
import { tierTable } from "./tier-table.ts";

/** Entities up to which each has its own row. */
const paretoLimit = 40;
/** Width from which the table of tiers, and the Lorenz curve under it, stand beside the Pareto. */
const besideFrom = 860;
const [gap, main, aside] = [40, 0.66, 0.34];

/** The figures and the table, or nothing where there is no entity. */
export function chart(result: AbcResult, params: AbcParams, frame: ChartFrame): ChartView {
  const { n } = result.parts.concentration[0]!;
  if (n === 0) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const widthOf = (share: number) => (wide ? Math.floor((frame.width - gap) * share) : frame.width);
  const placed = (figure: ChartFigure, share: number) => ({ ...figure, ...(wide ? { share } : {}) });
  const draw = n <= paretoLimit && result.rows.length === n ? paretoFigure : curveFigure;
  const pareto = placed(draw(result, params, { ...frame, width: widthOf(main) }, wide), main);
  const lorenz = lorenzFigure(result, params, frame, widthOf(aside));
  const draws = [profitFigure, matrixFigure, stabilityFigure];
  const further = (share: number) =>
    draws.flatMap((each) => {
      const figure = each(result, params, frame, widthOf(share));
      return figure ? [placed(figure, share)] : [];
    });
  const half = further(0.5);
  return {
    figures: [
      pareto,
      ...(lorenz ? [{ ...lorenz, aside: wide }] : []),
      // One alone is as wide as the Pareto above it.
      ...(half.length === 1 ? further(main) : half),
    ],
    table: tierTable(result, params, frame),
  };
}
