/** Precision and recall over the number of cycles, pooled over all dates. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { shareTicks } from "../chart-label.ts";
import { inPixels } from "../chart-theme.ts";
import { chosenOf } from "./headline.ts";
import { axisOf, side } from "./chart-axis.ts";
import { chosenMarks, curveMarks, gridMarks, height, room } from "./chart-panel.ts";
import type { BacktestResult, Multiple } from "./result.ts";
import { cyclesWords } from "./words.ts";

/** The curves, as wide as the frame. */
export function curveFigure(result: BacktestResult, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const rows = result.parts.multiples.filter(({ half }) => half === "all");
  const { x, step, ticks } = axisOf(rows, width, messages);
  const y = (share: number) => side.top + room * (1 - share);
  const chosen = rows.find(({ m: cycles }) => cycles === chosenOf(result));
  const curve = (of: (row: Multiple) => number | null, colour: string) =>
    curveMarks(
      rows.flatMap((row) => {
        const value = of(row);
        return value === null ? [] : [{ x: x(row), y: y(value) }];
      }),
      colour,
    );
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
        ...gridMarks(grid, y, shareTicks(grid, messages), width),
        ...chosenMarks(chosen ? x(chosen) : null, messages),
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
