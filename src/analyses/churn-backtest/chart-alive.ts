/** Those flagged at each number of cycles: how many ordered again, beside what the model gave them. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { shareTicks } from "../chart-label.ts";
import { inPixels } from "../chart-theme.ts";
import { modelName } from "../lifetime-value/words.ts";
import { axisOf, side } from "./chart-axis.ts";
import { chosenMarks, curveMarks, gridMarks, height, room } from "./chart-panel.ts";
import { chosenOf } from "./headline.ts";
import type { BacktestParams } from "./params.ts";
import type { BacktestResult, Multiple } from "./result.ts";
import { cyclesWords, daysWords, shareWords } from "./words.ts";

/** The curves over all dates with a fit, as wide as the frame. */
export function aliveFigure(result: BacktestResult, params: BacktestParams, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const rows = result.parts.multiples.filter(({ half }) => half === "all");
  const { x, step, ticks } = axisOf(rows, width, messages);
  const days = daysWords(params.horizon_days, messages);
  const curves = [
    {
      of: (row: Multiple) => row.modelled_share,
      label: m.backtest_legend_ordered({ days }, messages),
      stop: (share: string) => m.backtest_stop_ordered({ share, days }, messages),
      token: "accent-mark",
    },
    {
      of: (row: Multiple) => row.chance,
      label: m.backtest_legend_chance({}, messages),
      stop: (share: string) => m.backtest_stop_chance({ share }, messages),
      token: "cat-2",
    },
    {
      of: (row: Multiple) => row.p_alive,
      label: m.backtest_legend_p_alive({}, messages),
      stop: (share: string) => m.backtest_stop_p_alive({ share }, messages),
      token: "cat-3",
    },
    {
      of: (row: Multiple) => row.lowest_share,
      label: m.backtest_legend_lowest({}, messages),
      stop: (share: string) => m.backtest_stop_lowest({ share }, messages),
      token: "mark-muted",
    },
  ].map((curve) => ({
    ...curve,
    known: rows.flatMap((row) => {
      const value = curve.of(row);
      return value === null ? [] : [{ row, value }];
    }),
  }));
  const most = Math.max(0.1, ...curves.flatMap(({ known }) => known.map(({ value }) => value)));
  const top = most > 0.5 ? 1 : most > 0.25 ? 0.5 : 0.25;
  const y = (share: number) => side.top + room * (1 - share / top);
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => part * top);
  const chosen = rows.find(({ m: cycles }) => cycles === chosenOf(result));
  const items = rows.flatMap((row) =>
    row.modelled_share === null || row.chance === null
      ? []
      : [
          m.backtest_summary_alive_item(
            {
              cycles: cyclesWords(row.m, messages),
              ordered: shareWords(row.modelled_share, messages),
              chance: shareWords(row.chance, messages),
            },
            messages,
          ),
        ],
  );
  return {
    id: "alive",
    title: m.backtest_figure_alive({}, messages),
    subtitle: m.backtest_figure_alive_subtitle({ model: modelName(params.model) }, messages),
    summary: m.backtest_summary_alive({ items: items.join(m.backtest_summary_join({}, messages)) }, messages),
    legend: curves.map(({ label, token: colour }) => ({ label, token: colour })),
    options: {
      ...inPixels(width, height),
      marks: [
        ...gridMarks(grid, y, shareTicks(grid, messages), width),
        ...chosenMarks(chosen ? x(chosen) : null, messages),
        ...[...curves].reverse().flatMap(({ known, token: colour }) =>
          curveMarks(
            known.map(({ row, value }) => ({ x: x(row), y: y(value) })),
            colour,
          ),
        ),
        ...ticks(height),
      ],
    },
    stops: rows.map((row, column) => {
      const known = curves.flatMap(({ of, stop }) => {
        const value = of(row);
        return value === null ? [] : [stop(messages.percent(value, 1))];
      });
      return {
        row: 0,
        column,
        x: x(row) - step / 2,
        y: side.top,
        width: step,
        height: room,
        lines: [
          cyclesWords(row.m, messages),
          ...(known.length === 0 ? [m.backtest_stop_unmodelled({}, messages)] : known),
        ],
      };
    }),
  };
}
