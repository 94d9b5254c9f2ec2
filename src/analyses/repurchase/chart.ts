/** What the chart tab of repurchase shows: the rate by period, the curve from the first order, and the windows. */
import type { ChartFigure, ChartFrame, ChartView } from "../analysis.ts";
import { curveFigure } from "../survival/chart-curve.ts";
import { params as survivalParams, type SurvivalParams } from "../survival/params.ts";
import type { CurveResult } from "../survival/result.ts";
import { rateFigure } from "./chart-rate.ts";
import { returnedBy } from "./members.ts";
import type { RepurchaseParams } from "./params.ts";
import type { RepurchaseResult } from "./result.ts";
import { windowsTable } from "./windows-table.ts";

/** What the figure of survival reads, from the parts of repurchase. */
function asCurve({ parts }: RepurchaseResult): CurveResult {
  const all = { split: null, position: 1, others: false } as const;
  const hazard = { cumulative_hazard: 0, hazard_std_error: 0, hazard_low: null, hazard_high: null } as const;
  const left = (share: number | null) => (share === null ? null : 1 - share);
  return {
    rows: parts.curve.map((row) => ({ ...row, ...all, ...hazard })),
    parts: {
      at_days: parts.windows.map(({ days, at_risk, returned, km_rate, km_low, km_high }) => ({
        ...all,
        days,
        n: at_risk,
        events: returned,
        censored: 0,
        survival: left(km_rate),
        low: left(km_high),
        high: left(km_low),
        complete: km_rate !== null,
      })),
      quantiles: parts.median.map((row) => ({
        ...row,
        ...all,
        split_name: null,
        share: 0.5,
        longest_days: parts.curve.at(-1)?.days ?? 0,
      })),
    },
  };
}

const shown: SurvivalParams = {
  purchase: 2,
  show: "returned",
  split_by: "none",
  groups: 6,
  at_days: survivalParams.at_days.default,
  horizon_days: null,
  known_new: false,
};

function curve(result: RepurchaseResult, frame: ChartFrame): ChartFigure {
  const figure = curveFigure(asCurve(result), shown, frame);
  const days = result.parts.windows.map((row) => row.days);
  return {
    ...figure,
    stops: figure.stops.map((stop) => ({ ...stop, who: returnedBy(days[stop.column]!) })),
  };
}

/** The figures of a result; none without a customer. */
export function chart(result: RepurchaseResult, params: RepurchaseParams, frame: ChartFrame): ChartView {
  const rate = rateFigure(result, params, frame);
  const figures = [
    ...(rate === null ? [] : [rate]),
    ...(result.parts.curve.length === 0 ? [] : [curve(result, frame)]),
  ];
  if (result.parts.windows.length === 0) return { figures };
  return { figures, table: windowsTable(result, frame) };
}
