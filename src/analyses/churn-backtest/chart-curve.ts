/** Precision and recall over the number of cycles, pooled over all dates. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { shareTicks } from "../chart-label.ts";
import { inPixels, quietText, tickText, token } from "../chart-theme.ts";
import { chosenOf } from "./headline.ts";
import { axisOf, side } from "./chart-axis.ts";
import type { BacktestResult, Multiple } from "./result.ts";
import { cyclesWords } from "./words.ts";

const height = 250;

/** The curves, as wide as the frame. */
export function curveFigure(result: BacktestResult, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const rows = result.parts.multiples.filter(({ half }) => half === "all");
  const { x, step, ticks } = axisOf(rows, width, messages);
  const room = height - side.top - side.bottom;
  const y = (share: number) => side.top + room * (1 - share);
  const chosen = rows.find(({ m: cycles }) => cycles === chosenOf(result));
  const curve = (of: (row: Multiple) => number | null, colour: string) => {
    const known = rows.flatMap((row) => {
      const value = of(row);
      return value === null ? [] : [{ row, value }];
    });
    const place = {
      x: ({ row }: { row: Multiple }) => x(row),
      y: ({ value }: { value: number }) => y(value),
    };
    return [
      Plot.line(known, { ...place, stroke: token(colour), strokeWidth: 2 }),
      Plot.dot(known, { ...place, r: 3.5, fill: token(colour), stroke: token("paper") }),
    ];
  };
  const items = rows.flatMap((row) =>
    row.precision === null
      ? []
      : [
          m.backtest_summary_item(
            { cycles: cyclesWords(row.m, messages), value: messages.percent(row.precision, 0) },
            messages,
          ),
        ],
  );
  const grid = [0, 0.25, 0.5, 0.75, 1];
  return {
    id: "curve",
    title: m.backtest_figure_curve({}, messages),
    subtitle: m.backtest_figure_curve_subtitle({}, messages),
    summary: m.backtest_summary_curve({ items: items.join(m.backtest_summary_join({}, messages)) }, messages),
    legend: [
      { label: m.backtest_legend_precision({}, messages), token: "cat-1" },
      { label: m.backtest_legend_recall({}, messages), token: "cat-2" },
    ],
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY(grid.map(y), { x1: side.left, x2: width, stroke: token("chart-grid") }),
        Plot.text(grid, {
          x: () => side.left - 6,
          y: (share: number) => y(share),
          text: shareTicks(grid, messages),
          textAnchor: "end",
          ...tickText,
        }),
        Plot.ruleX(chosen ? [x(chosen)] : [], {
          y1: side.top,
          y2: height - side.bottom,
          stroke: token("ink-2"),
          strokeDasharray: "3,3",
        }),
        Plot.text(chosen ? [m.backtest_legend_chosen({}, messages)] : [], {
          x: () => x(chosen!),
          y: () => side.top - 8,
          ...quietText,
        }),
        ...curve(({ precision }) => precision, "cat-1"),
        ...curve(({ recall }) => recall, "cat-2"),
        ...ticks(height),
      ],
    },
    stops: rows.map((row, column) => ({
      row: 0,
      column,
      x: x(row) - step / 2,
      y: side.top,
      width: step,
      height: room,
      lines: [
        cyclesWords(row.m, messages),
        row.precision === null
          ? m.backtest_stop_nobody({}, messages)
          : m.backtest_stop_precision({ share: messages.percent(row.precision, 1) }, messages),
        ...(row.recall === null
          ? []
          : [m.backtest_stop_recall({ share: messages.percent(row.recall, 1) }, messages)]),
        m.backtest_stop_alarms({ shown: messages.number(row.false_alarms_per_100, 1) }, messages),
      ],
    })),
  };
}
