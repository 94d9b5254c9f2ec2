/** Whether the model's chances held on the latest date with a fit: the share that ordered over the chance given. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { shareTicks } from "../chart-label.ts";
import { inPixels, tickText, token } from "../chart-theme.ts";
import { side } from "./chart-axis.ts";
import { gridMarks, height, room } from "./chart-panel.ts";
import type { BacktestParams } from "./params.ts";
import type { BacktestResult, Band } from "./result.ts";
import { bandWords, daysWords, shareWords } from "./words.ts";

const right = 20;

/** The dots with their intervals and the line where chances hold, as wide as the frame. */
export function calibrationFigure(
  { parts }: BacktestResult,
  params: BacktestParams,
  frame: ChartFrame,
): ChartFigure {
  const { messages, width } = frame;
  const date = parts.calibration.at(-1)!.date;
  const rows = parts.calibration.filter((row) => row.date === date);
  const x = (chance: number) => side.left + (width - side.left - right) * chance;
  const y = (share: number) => side.top + room * (1 - share);
  const days = daysWords(params.horizon_days, messages);
  const grid = [0, 0.25, 0.5, 0.75, 1];
  const place = { x: (row: Band) => x(row.chance), y: (row: Band) => y(row.share) };
  return {
    id: "calibration",
    title: m.backtest_figure_calibration({}, messages),
    subtitle: m.backtest_figure_calibration_subtitle({ date: messages.date(date), days }, messages),
    summary: m.backtest_summary_calibration(
      {
        items: rows
          .map(({ share, chance }) =>
            m.backtest_summary_calibration_item(
              { share: shareWords(share, messages), chance: shareWords(chance, messages) },
              messages,
            ),
          )
          .join(m.backtest_summary_join({}, messages)),
      },
      messages,
    ),
    legend: [
      { label: m.backtest_legend_ordered({ days }, messages), token: "accent-mark" },
      { label: m.backtest_legend_line({}, messages), token: "mark-muted" },
    ],
    options: {
      ...inPixels(width, height),
      marks: [
        ...gridMarks(grid, y, shareTicks(grid, messages), width),
        Plot.line(
          [
            [x(0), y(0)],
            [x(1), y(1)],
          ],
          { stroke: token("mark-muted"), strokeWidth: 1.5, strokeDasharray: "4,3" },
        ),
        Plot.ruleX(rows, {
          x: (row: Band) => x(row.chance),
          y1: (row: Band) => y(row.low),
          y2: (row: Band) => y(row.high),
          stroke: token("accent-mark"),
        }),
        Plot.dot(rows, { ...place, r: 4.5, fill: token("accent-mark"), stroke: token("paper") }),
        Plot.text(grid, {
          x: (share: number) => x(share),
          y: () => height - side.bottom + 12,
          text: shareTicks(grid, messages),
          textAnchor: "middle",
          ...tickText,
        }),
        Plot.text([m.backtest_axis_chance({}, messages)], {
          x: () => width,
          y: () => height - 8,
          textAnchor: "end",
          ...tickText,
        }),
      ],
    },
    stops: rows.map((row, column) => ({
      row: 0,
      column,
      x: x(row.band / 10),
      y: side.top,
      width: x(0.1) - x(0),
      height: room,
      lines: [
        bandWords(row.band, messages),
        m.backtest_stop_ordered({ share: messages.percent(row.share, 1), days }, messages),
        m.backtest_stop_band_of(
          { shown: messages.integer(row.returned), all: messages.integer(row.n) },
          messages,
        ),
        m.backtest_stop_interval(
          { low: messages.percent(row.low, 1), high: messages.percent(row.high, 1) },
          messages,
        ),
        m.backtest_stop_chance({ share: messages.percent(row.chance, 1) }, messages),
        m.backtest_stop_p_alive({ share: messages.percent(row.p_alive, 1) }, messages),
      ],
      who: { date: row.date, band: row.band },
    })),
  };
}
