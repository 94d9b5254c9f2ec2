/** The curves of survival: steps with their bands, the median, and the numbers at risk under the axis. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, quietText, strongText, tickText, token } from "../chart-theme.ts";
import { stopsOf, subtitleOf, summaryOf, titleOf } from "./captions.ts";
import { atRiskOn, rowOn, shownOf, stretch, toCurves, type Curve } from "./curves.ts";
import { spread, toLayout, type Layout } from "./layout.ts";
import type { SurvivalParams } from "./params.ts";
import type { CurveResult } from "./result.ts";
import { colourOf, textColourOf } from "./shades.ts";
import { againInputs, daysInterval, groupName, mediansOf } from "./words.ts";

/** Bands of more curves cover each other; their intervals are in the table and in every tooltip. */
const mostBands = 3;

const label = (text: string, x: number, y: number, options: Plot.TextOptions = {}) =>
  Plot.text([text], { x: () => x, y: () => y, textAnchor: "start", ...quietText, ...options });

/** The line of a curve, whole where enough are at risk and dashed after; its band is paler there. */
function lineMarks(curve: Curve, banded: boolean, colour: string, { x, y, horizon }: Layout): Plot.Markish[] {
  const end = Math.min(curve.last, horizon);
  const turn = Math.min(curve.fewFrom ?? end, end);
  const steps = { curve: "step-after" } as const;
  return (
    [
      [stretch(curve, 0, turn), false],
      [stretch(curve, turn, turn < end ? end : turn - 1), true],
    ] as const
  ).flatMap(([points, few]) => [
    Plot.areaY(banded ? points.filter(({ low, high }) => low !== null && high !== null) : [], {
      x: ({ days }) => x(days),
      y1: ({ low }) => y(low!),
      y2: ({ high }) => y(high!),
      ...steps,
      fill: token(colour),
      fillOpacity: few ? 0.07 : 0.16,
    }),
    Plot.line(points, {
      x: ({ days }) => x(days),
      y: ({ value }) => y(value),
      ...steps,
      stroke: token(colour),
      strokeWidth: few ? 1.5 : 2.25,
      ...(few ? { strokeDasharray: "3 3" } : {}),
    }),
  ]);
}

/** The day by which half have come back, with hairlines to both axes. */
function medianMarks(
  result: CurveResult,
  params: SurvivalParams,
  layout: Layout,
  { messages }: ChartFrame,
): Plot.Markish[] {
  const median = mediansOf(result)[0];
  if (params.split_by !== "none" || params.show === "hazard") return [];
  if (!median || median.days === null || median.days > layout.horizon) return [];
  const [x, y] = [layout.x(median.days), layout.y(0.5)];
  const interval = daysInterval(median, messages);
  const days = messages.integer(median.days);
  const text =
    interval === null
      ? m.survival_median_note({ days }, messages)
      : m.survival_median_note_interval({ days, interval }, messages);
  const fits = x + 10 + labelWidth(text) <= layout.plotWidth;
  const hair = { stroke: token("ink-3"), strokeDasharray: "2 3" };
  return [
    Plot.ruleY([y], { y: () => y, x1: 0, x2: x, ...hair }),
    Plot.ruleX([x], { x: () => x, y1: y, y2: layout.bottom, ...hair }),
    Plot.dot([x], { x: () => x, y: () => y, r: 3.5, fill: token("accent") }),
    label(text, fits ? x + 10 : x - 10, params.show === "survival" ? y - 10 : y + 14, {
      ...strongText,
      textAnchor: fits ? "start" : "end",
      stroke: token("paper"),
      strokeWidth: 4,
    }),
  ];
}

/** The names of the groups right of the field, moved apart. */
function nameMarks(
  result: CurveResult,
  curves: readonly Curve[],
  params: SurvivalParams,
  layout: Layout,
  { messages }: ChartFrame,
) {
  if (params.split_by === "none") return [];
  const ends = curves.map((curve) => {
    const row = rowOn(curve, Math.min(curve.last, layout.horizon));
    return layout.y(row ? shownOf(row, params).value : params.show === "survival" ? 1 : 0);
  });
  const places = spread(ends, 17, layout.bottom);
  return curves.map((curve, index) =>
    label(
      fitLabel(groupName(result, curve, messages), layout.width - layout.plotWidth - 10),
      layout.plotWidth + 9,
      places[index]!,
      { fill: token(textColourOf(colourOf({ ...curve, split: true }))), fontWeight: 560 },
    ),
  );
}

/** Days under the zero line, and under them how many of each group are at risk. */
function axisMarks(
  curves: readonly Curve[],
  params: SurvivalParams,
  layout: Layout,
  { messages }: ChartFrame,
) {
  const split = params.split_by !== "none";
  const { xTicks, bottom, narrow } = layout;
  const anchored = (tick: number) => (tick === 0 ? "start" : "middle");
  const row = (text: (tick: number) => string, y: number, options: Plot.TextOptions) =>
    xTicks.map((tick) => label(text(tick), layout.x(tick), y, { textAnchor: anchored(tick), ...options }));
  return [
    ...row((tick) => messages.integer(tick), bottom + 14, tickText),
    label(m.survival_axis({}, messages), 0, bottom + 32, tickText),
    label(
      narrow
        ? m.survival_axis_risk_short({}, messages)
        : m.survival_axis_risk(againInputs(params, messages), messages),
      0,
      bottom + 54,
      quietText,
    ),
    ...curves.flatMap((curve, index) =>
      row((tick) => messages.integer(atRiskOn(curve, tick)), layout.riskRows[index]!, {
        ...quietText,
        fill: token(split ? textColourOf(colourOf({ ...curve, split })) : "ink"),
      }),
    ),
  ];
}

/** The figure of a result that has a row. */
export function curveFigure(result: CurveResult, params: SurvivalParams, frame: ChartFrame): ChartFigure {
  const { messages } = frame;
  const split = params.split_by !== "none";
  const curves = toCurves(result, params);
  const banded = curves.length <= mostBands;
  const layout = toLayout(curves, banded, params, frame);
  const { yTicks, plotWidth, bottom } = layout;
  const tickLabel = (tick: number) =>
    params.show === "hazard"
      ? messages.number(tick, 2)
      : tick === yTicks.at(-1)
        ? messages.percent(tick)
        : messages.integer(Math.round(tick * 100));
  return {
    id: "curve",
    title: titleOf(params, frame),
    subtitle: subtitleOf(params, banded, frame),
    summary: summaryOf(result, params, frame),
    options: {
      ...inPixels(layout.width, layout.height),
      marks: [
        Plot.ruleY(yTicks, { y: layout.y, x1: 0, x2: plotWidth, stroke: token("chart-grid") }),
        Plot.ruleY([bottom], { x1: 0, x2: plotWidth, stroke: token("chart-axis") }),
        ...curves
          .toReversed()
          .flatMap((curve) => lineMarks(curve, banded, colourOf({ ...curve, split }), layout)),
        ...yTicks.map((tick) =>
          label(tickLabel(tick), 0, layout.y(tick) - 8, {
            ...tickText,
            stroke: token("paper"),
            strokeWidth: 4,
          }),
        ),
        ...medianMarks(result, params, layout, frame),
        ...nameMarks(result, curves, params, layout, frame),
        ...axisMarks(curves, params, layout, frame),
      ],
    },
    stops: stopsOf(result, curves, layout, params, frame),
  };
}
