/** What the chart tab of churn-backtest shows: precision and recall, cost, the model beside the rule, false alarms by date, and the choice as a table. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { aliveFigure } from "./chart-alive.ts";
import { calibrationFigure } from "./chart-calibration.ts";
import { costFigure } from "./chart-cost.ts";
import { curveFigure } from "./chart-curve.ts";
import { gridFigure } from "./chart-grid.ts";
import { chosenOf, judged } from "./headline.ts";
import { modelNotes } from "./model-words.ts";
import type { BacktestParams } from "./params.ts";
import type { BacktestResult } from "./result.ts";
import { cyclesWords, moneyWords } from "./words.ts";

/** Width from which the two curves stand side by side. */
const besideFrom = 860;
const [gap, main] = [40, 0.5];

/** The figures and the table; nothing where no date has a cycle. */
export function chart(result: BacktestResult, params: BacktestParams, frame: ChartFrame): ChartView {
  if (result.rows.every(({ complete }) => !complete)) return { figures: [] };
  const wide = frame.width >= besideFrom;
  const half = { ...frame, width: wide ? Math.floor((frame.width - gap) * main) : frame.width };
  const isModelled = result.parts.multiples.some(({ modelled }) => modelled > 0);
  const share = wide ? { share: main } : {};
  return {
    figures: [
      { ...curveFigure(result, half), ...share },
      { ...costFigure(result, params, half), ...share },
      ...(isModelled
        ? [
            { ...aliveFigure(result, params, half), ...share },
            { ...calibrationFigure(result, params, half), ...share },
          ]
        : []),
      gridFigure(result, params, frame),
    ],
    table: choiceTable(result, params, frame),
  };
}

function choiceTable(result: BacktestResult, params: BacktestParams, frame: ChartFrame): SideTable {
  const { messages } = frame;
  const rows = judged(result);
  const chosen = chosenOf(result);
  const shown = (share: number | null) =>
    share === null ? m.backtest_unknown({}, messages) : messages.percent(share, 1);
  return {
    head: [
      m.backtest_head_cycles({}, messages),
      m.backtest_head_flagged({}, messages),
      m.backtest_head_precision({}, messages),
      m.backtest_head_recall({}, messages),
      m.backtest_head_alarms({}, messages),
      m.backtest_head_cost({}, messages),
    ],
    rows: rows.map((row) => [
      messages.number(row.m, row.m % 1 === 0 ? 0 : 1),
      messages.integer(row.flagged),
      shown(row.precision),
      shown(row.recall),
      messages.number(row.false_alarms_per_100, 1),
      moneyWords(row.cost, frame),
    ]),
    numeric: [0, 1, 2, 3, 4, 5],
    swatches: rows.map((row) => (row.m === chosen ? "accent-mark" : undefined)),
    notes: [
      ...(chosen === null
        ? []
        : [m.backtest_note_chosen({ cycles: cyclesWords(chosen, messages) }, messages)]),
      rows[0]?.half === "later"
        ? m.backtest_note_table({}, messages)
        : m.backtest_note_table_all({}, messages),
      ...modelNotes(result, rows[0]?.half ?? "all", params, frame),
    ],
  };
}
