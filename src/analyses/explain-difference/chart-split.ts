/** One row per dimension: the same difference split into who came and how the same kinds did. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { inPixels, quietText, token } from "../chart-theme.ts";
import { layoutOf, stepMarks, type StepRow } from "./chart-steps.ts";
import { dimensionName } from "./labels.ts";
import { dimensionLines } from "./lines.ts";
import type { DifferenceParams } from "./params.ts";
import type { DifferenceResult } from "./result.ts";
import { signed, signedBare, unitName } from "./words.ts";

/** The names of both steps with their colours. */
export const legendOf = ({ messages }: ChartFrame): NonNullable<ChartFigure["legend"]> => [
  { label: m.difference_legend_mix({}, messages), token: "cat-2" },
  { label: m.difference_legend_rate({}, messages), token: "accent" },
];

/** The figure, as wide as the frame. */
export function splitFigure(
  { parts }: DifferenceResult,
  params: DifferenceParams,
  frame: ChartFrame,
): ChartFigure {
  const { messages, width } = frame;
  const { dimensions } = parts;
  const difference = parts.difference[0]!.difference ?? 0;
  const rows = dimensions.map(({ dimension, mix, rate_effect, explained }): StepRow => ({
    name: dimensionName(dimension, messages),
    start: 0,
    mix,
    rate: rate_effect,
    note: explained === null ? signedBare(mix, params, frame) : messages.percent(explained),
  }));
  const layout = layoutOf(rows, width);
  const foot = layout.top(rows.length);
  const items = dimensions.map(({ dimension, mix, rate_effect }) =>
    m.difference_summary_item(
      {
        dimension: dimensionName(dimension, messages),
        mix: signed(mix, params, frame),
        rate: signed(rate_effect, params, frame),
      },
      messages,
    ),
  );
  const whole = signedBare(difference, params, frame);
  const head = m.difference_head_explained({}, messages);
  return {
    id: "split",
    title: m.difference_figure_split({}, messages),
    subtitle: m.difference_figure_split_subtitle({ unit: unitName(params, true, frame) }, messages),
    summary: m.difference_summary(
      { difference: signed(difference, params, frame), items: messages.list(items) },
      messages,
    ),
    legend: legendOf(frame),
    options: {
      ...inPixels(width, layout.height),
      marks: [
        ...stepMarks(rows, layout, (value) => signedBare(value, params, frame)),
        Plot.ruleX([layout.x(0)], { y1: layout.top(0) - 6, y2: foot, stroke: token("chart-axis") }),
        Plot.ruleX([layout.x(difference)], {
          y1: layout.top(0) - 6,
          y2: foot,
          stroke: token("ink-2"),
          strokeDasharray: "3 3",
        }),
        Plot.text([whole], {
          // It keeps clear of the head at the right.
          x: () => Math.min(layout.x(difference), width - labelWidth(head) - labelWidth(whole) / 2 - 12),
          y: () => 10,
          fontSize: 12,
          fontWeight: 640,
          fill: token("ink"),
        }),
        Plot.text([head], {
          x: () => width,
          y: () => 10,
          textAnchor: "end",
          ...quietText,
        }),
      ],
    },
    stops: dimensions.map((row, index) => ({
      row: index,
      column: 0,
      x: 0,
      y: layout.top(index),
      width,
      height: layout.rowHeight,
      lines: dimensionLines(row, params, frame),
    })),
  };
}
