/** The cost over the number of cycles, on the earlier dates that it is chosen on and on the later ones. */
import { m } from "../../messages/messages.ts";
import type { ChartFigure, ChartFrame } from "../analysis.ts";
import { gridTicks, inPixels } from "../chart-theme.ts";
import { chosenOf } from "./headline.ts";
import { axisOf, side } from "./chart-axis.ts";
import { chosenMarks, curveMarks, gridMarks, height, room } from "./chart-panel.ts";
import type { BacktestParams } from "./params.ts";
import type { BacktestResult, Multiple } from "./result.ts";
import { cyclesWords, moneyWords } from "./words.ts";

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
  const most = Math.max(0.01, ...rows.map(per100));
  const y = (cost: number) => side.top + room * (1 - cost / most);
  const chosen = chosenOf(result);
  const grid = [0, ...gridTicks(most, 4)];
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
        ...gridMarks(grid, y, (cost) => messages.number(cost, most < 10 ? 1 : 0), width),
        ...chosenMarks(chosen === null ? null : x({ m: chosen }), messages),
        ...halves.flatMap((half) =>
          curveMarks(
            half.rows.map((row) => ({ x: x(row), y: y(per100(row)) })),
            half.token,
          ),
        ),
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
