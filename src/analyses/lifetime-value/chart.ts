/** What the chart tab of lifetime-value shows: the check by week and by past frequency, who is still there, the estimates. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { holdoutFigure } from "./chart-holdout.ts";
import { standingsFigure } from "./chart-standings.ts";
import { weeksFigure } from "./chart-weeks.ts";
import type { ValueParams } from "./params.ts";
import type { ValueResult } from "./result.ts";
import { letterOf, modelName, reasonWords } from "./words.ts";

/** Where two figures stand side by side. */
const besideFrom = 760;

/** Estimates with their errors and intervals, of orders and of spend. */
function estimates({ parts }: ValueResult, { messages }: ChartFrame): SideTable {
  const own = parts.fit.filter(({ model }) => model !== "check");
  const shown = own.filter(({ value }) => value !== null);
  // An end of an interval that the data do not give is that of all positive numbers.
  const number = (value: number | null, none = "") =>
    value === null ? none : messages.number(value, Math.abs(value) < 10 ? 3 : 2);
  const models = [...new Map(own.map((row) => [row.model, row])).values()];
  const totals = parts.totals[0];
  return {
    head: [
      m.ltv_table_parameter({}, messages),
      m.ltv_table_value({}, messages),
      m.ltv_table_se({}, messages),
      m.ltv_table_interval({}, messages),
    ],
    rows: shown.map((row) => [
      m.ltv_table_of({ letter: letterOf(row.parameter), model: modelName(row.model) }, messages),
      number(row.value),
      number(row.se),
      m.ltv_interval({ low: number(row.low, "0"), high: number(row.high, "∞") }, messages),
    ]),
    numeric: [1, 2, 3],
    notes: [
      ...models.map(({ model, state, log_likelihood }) =>
        log_likelihood === null
          ? m.ltv_note_none({ model: modelName(model), reason: reasonWords(state, messages) }, messages)
          : m.ltv_note_likelihood(
              { model: modelName(model), value: messages.number(log_likelihood, 1) },
              messages,
            ),
      ),
      ...(totals && totals.correlation !== null && totals.spend_state === "fitted"
        ? [m.ltv_note_correlation({ value: messages.number(totals.correlation, 2) }, messages)]
        : []),
      ...(totals && totals.worthless > 0
        ? [m.ltv_note_worthless({ n: totals.worthless, shown: messages.integer(totals.worthless) }, messages)]
        : []),
    ],
  };
}

/** The figures that there is something to draw of, and the estimates. */
export function chart(result: ValueResult, params: ValueParams, frame: ChartFrame): ChartView {
  const { parts } = result;
  if (result.rows.length === 0) return { figures: [] };
  const both = frame.width >= besideFrom && parts.holdout.length > 1;
  const share = both ? 0.5 : 1;
  const width = both ? Math.floor((frame.width - 40) / 2) : frame.width;
  const table = estimates(result, frame);
  const isPredicted = parts.standings.some(({ p_alive }) => p_alive !== null);
  return {
    figures: [
      ...(isPredicted ? [standingsFigure(parts.standings, params, frame)] : []),
      ...(parts.weeks.length > 1 ? [weeksFigure(parts.weeks, { ...frame, width }, share)] : []),
      ...(parts.holdout.length > 1 ? [holdoutFigure(parts.holdout, { ...frame, width }, share)] : []),
    ],
    // Without a fit there is nothing to tabulate: the headline says why.
    ...(table.rows.length > 0 && { table }),
  };
}
