/** The figure of the precursors: how much more often customers with something left, on a scale of ratios, with intervals. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame, ChartStop } from "../analysis.ts";
import { fitLabel, labelWidth } from "../chart-label.ts";
import { inPixels, nameStretch, plainText, quietText, strongText, tickText, token } from "../chart-theme.ts";
import { factorMark } from "./members.ts";
import type { PartRow } from "./result.ts";
import { customers, factorName, shownP, shownShare, standsOut } from "./words.ts";

/** So many rows are drawn, those that stand out first; all of them are in the table. */
const most = 20;
const head = 22;
const rowHeight = 26;
const ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10];

type Precursor = PartRow<"precursors">;

interface Drawn {
  readonly row: Precursor;
  readonly name: string;
  readonly y: number;
  readonly isBeyond: boolean;
}

/** The tooltip of a precursor: what, ratio, the two shares with n, interval, q. */
export function precursorLines(row: Precursor, { messages }: ChartFrame): readonly string[] {
  return [
    factorName(row, messages),
    row.risk_ratio === null
      ? m.churn_reasons_stop_no_ratio({}, messages)
      : m.churn_reasons_stop_ratio({ ratio: messages.number(row.risk_ratio, 2) }, messages),
    m.churn_reasons_stop_left(
      { rate: shownShare(row.rate, messages), n: customers(row.n, messages) },
      messages,
    ),
    ...(row.ratio_low === null || row.ratio_high === null
      ? []
      : [
          m.churn_reasons_stop_ratio_interval(
            { low: messages.number(row.ratio_low, 2), high: messages.number(row.ratio_high, 2) },
            messages,
          ),
        ]),
    m.churn_reasons_stop_others(
      { rate: shownShare(row.rate_others ?? 0, messages), n: customers(row.n_others, messages) },
      messages,
    ),
    ...(row.q_value === null ? [] : [m.churn_reasons_stop_q({ q: shownP(row.q_value, messages) }, messages)]),
  ];
}

/** The rows that are drawn: those with a ratio, by q where there are too many, in the order of the result. */
export function drawnRows(rows: readonly Precursor[]): readonly Precursor[] {
  const able = rows.filter(({ risk_ratio }) => risk_ratio !== null && risk_ratio > 0);
  const kept = new Set(able.toSorted((a, b) => (a.q_value ?? 1) - (b.q_value ?? 1)).slice(0, most));
  return able.filter((row) => kept.has(row));
}

/** The figure of at least one row with a ratio. `all` rows were compared. */
export function precursorsFigure(
  rows: readonly Precursor[],
  all: number,
  lastDay: string,
  frame: ChartFrame,
): ChartFigure {
  const { messages, width } = frame;
  const drawn = rows.map((row, index): Drawn => ({
    row,
    name: factorName(row, messages),
    y: head + (index + 0.5) * rowHeight,
    isBeyond: standsOut(row),
  }));
  const reach = Math.min(
    10,
    Math.max(
      2,
      ...rows.map(({ risk_ratio }) => Math.max(risk_ratio!, 1 / risk_ratio!)),
      ...rows.flatMap(({ ratio_low, ratio_high }) =>
        ratio_low === null || ratio_high === null ? [] : [ratio_high, 1 / ratio_low],
      ),
    ),
  );
  const longest = Math.max(...drawn.map(({ name }) => labelWidth(name, 12, nameStretch))) + 12;
  const left = Math.min(longest, Math.max(110, width * 0.45));
  const right = width - 52;
  const x = (ratio: number) => {
    const bounded = Math.min(Math.max(ratio, 1 / reach), reach);
    return left + ((Math.log(bounded) / Math.log(reach) + 1) / 2) * (right - left);
  };
  const height = head + rowHeight * drawn.length + 6;
  const shownTicks = ticks.filter((tick) => tick >= 1 / reach - 1e-9 && tick <= reach + 1e-9);
  const beyond = drawn.filter(({ isBeyond }) => isBeyond).length;
  const colour = ({ isBeyond }: Drawn) => token(isBeyond ? "accent-mark" : "mark-muted");
  const stop = (each: Drawn, place: number): ChartStop => ({
    row: place,
    column: 0,
    x: 0,
    y: each.y - rowHeight / 2,
    width,
    height: rowHeight,
    lines: precursorLines(each.row, frame),
    who: factorMark(each.row),
  });
  const named = (those: readonly Drawn[], style: object) =>
    Plot.text(those, {
      x: 0,
      y: "y",
      text: ({ name }: Drawn) => fitLabel(name, left - 8, 12, nameStretch),
      textAnchor: "start",
      ariaLabel: () => "name",
      ...style,
    });
  return {
    id: "precursors",
    title: m.churn_reasons_figure_precursors({}, messages),
    subtitle: m.churn_reasons_figure_precursors_subtitle({ date: messages.date(lastDay) }, messages),
    summary: m.churn_reasons_figure_precursors_summary(
      {
        n: beyond,
        shown: messages.integer(beyond),
        all: messages.integer(all),
      },
      messages,
    ),
    legend: [
      { label: m.churn_reasons_legend_beyond({}, messages), token: "accent-mark" },
      { label: m.churn_reasons_legend_chance({}, messages), token: "mark-muted" },
    ],
    stops: drawn.map(stop),
    options: {
      ...inPixels(width, height),
      r: { type: "identity" },
      marks: [
        Plot.ruleX(shownTicks, {
          x,
          y1: head - 4,
          y2: height,
          stroke: (tick: number) => token(tick === 1 ? "chart-axis" : "chart-grid"),
        }),
        Plot.text(shownTicks, {
          x,
          y: 9,
          text: (tick: number) => m.churn_reasons_times({ ratio: messages.number(tick, 1) }, messages),
          ...tickText,
        }),
        Plot.ruleY(
          drawn.filter(({ row }) => row.ratio_low !== null),
          {
            x1: ({ row }: Drawn) => x(row.ratio_low!),
            x2: ({ row }: Drawn) => x(row.ratio_high!),
            y: "y",
            stroke: colour,
            strokeWidth: 2,
          },
        ),
        Plot.dot(drawn, { x: ({ row }: Drawn) => x(row.risk_ratio!), y: "y", r: 4.5, fill: colour }),
        named(
          drawn.filter(({ isBeyond }) => !isBeyond),
          plainText,
        ),
        named(
          drawn.filter(({ isBeyond }) => isBeyond),
          strongText,
        ),
        Plot.text(drawn, {
          x: width,
          y: "y",
          text: ({ row }: Drawn) =>
            m.churn_reasons_times({ ratio: messages.number(row.risk_ratio!, 2) }, messages),
          textAnchor: "end",
          ...quietText,
        }),
      ],
    },
  };
}
