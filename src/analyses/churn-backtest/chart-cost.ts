/** The cost over the number of cycles, on the earlier dates that it is chosen on and on the later ones. */
import * as Plot from "@observablehq/plot";
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { gridTicks, inPixels, quietText, tickText, token } from "../chart-theme.ts";
import { chosenOf } from "./headline.ts";
import { axisOf, side } from "./chart-axis.ts";
import type { BacktestParams } from "./params.ts";
import type { BacktestResult, Multiple } from "./result.ts";
import { cyclesWords, moneyWords } from "./words.ts";

const height = 250;

const per100 = ({ cost, n }: Multiple) => (100 * cost) / n;

/** The curves, as wide as the frame. */
export function costFigure(result: BacktestResult, params: BacktestParams, frame: ChartFrame): ChartFigure {
  const { messages, width } = frame;
  const rows = result.parts.multiples.filter(({ half }) => half !== "all");
  const halves = [
    { half: "earlier", label: m.backtest_legend_earlier({}, messages), token: "mark-muted" },
    { half: "later", label: m.backtest_legend_later({}, messages), token: "accent-mark" },
  ]
    .map((each) => ({ ...each, rows: rows.filter(({ half }) => half === each.half) }))
    .filter((each) => each.rows.length > 0);
  const { x, step, ticks } = axisOf(rows, width, messages);
  const room = height - side.top - side.bottom;
  const most = Math.max(0.01, ...rows.map(per100));
  const y = (cost: number) => side.top + room * (1 - cost / most);
  const chosen = chosenOf(result);
  const marked = chosen === null ? [] : [{ m: chosen }];
  const grid = [0, ...gridTicks(most, 4)];
  const place = { x, y: (row: Multiple) => y(per100(row)) };
  return {
    id: "cost",
    title: m.backtest_figure_cost({}, messages),
    subtitle: m.backtest_figure_cost_subtitle(
      {
        alarm: moneyWords(params.cost_false_alarm, frame),
        missed: moneyWords(params.cost_missed, frame),
      },
      messages,
    ),
    summary:
      chosen === null
        ? m.backtest_summary_cost_plain({}, messages)
        : m.backtest_summary_cost({ cycles: cyclesWords(chosen, messages) }, messages),
    legend: halves.map(({ label, token: colour }) => ({ label, token: colour })),
    options: {
      ...inPixels(width, height),
      marks: [
        Plot.ruleY(grid.map(y), { x1: side.left, x2: width, stroke: token("chart-grid") }),
        Plot.text(grid, {
          x: () => side.left - 6,
          y: (cost: number) => y(cost),
          text: (cost: number) => messages.number(cost, most < 10 ? 1 : 0),
          textAnchor: "end",
          ...tickText,
        }),
        Plot.ruleX(marked.map(x), {
          y1: side.top,
          y2: height - side.bottom,
          stroke: token("ink-2"),
          strokeDasharray: "3,3",
        }),
        Plot.text(marked, {
          x,
          y: () => side.top - 8,
          text: () => m.backtest_legend_chosen({}, messages),
          ...quietText,
        }),
        ...halves.flatMap((half) => [
          Plot.line(half.rows, { ...place, stroke: token(half.token), strokeWidth: 2 }),
          Plot.dot(half.rows, { ...place, r: 3.5, fill: token(half.token), stroke: token("paper") }),
        ]),
        ...ticks(height),
      ],
    },
    stops: halves.flatMap((half, row) =>
      half.rows.map((each, column) => ({
        row,
        column,
        x: x(each) - step / 2,
        y: y(per100(each)) - 8,
        width: step,
        height: 16,
        lines: [
          m.backtest_stop_half({ cycles: cyclesWords(each.m, messages), half: half.label }, messages),
          m.backtest_stop_cost({ cost: moneyWords(per100(each), frame) }, messages),
          m.backtest_stop_of(
            { shown: messages.integer(each.returned), all: messages.integer(each.flagged) },
            messages,
          ),
        ],
      })),
    ),
  };
}
