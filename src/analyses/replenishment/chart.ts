/** What the chart tab of replenishment shows: the days ahead, the products, and how many are in which state. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { daysFigure } from "./chart-days.ts";
import { productsFigure } from "./chart-products.ts";
import type { ReplenishmentParams } from "./params.ts";
import type { ReplenishmentResult } from "./result.ts";
import { stateWords } from "./words.ts";

function stateTable({ parts }: ReplenishmentResult, { messages }: ChartFrame): SideTable {
  return {
    head: [
      m.replenish_head_state({}, messages),
      m.replenish_head_customers({}, messages),
      m.replenish_head_reminders({}, messages),
    ],
    rows: parts.states.map(({ state, customers, reminders }) => [
      stateWords(state, messages),
      messages.integer(customers),
      messages.integer(reminders),
    ]),
    numeric: [1, 2],
    notes: [m.replenish_note_state({ date: messages.date(parts.totals[0]!.today) }, messages)],
    who: parts.states.map(({ state, customers }) => (customers > 0 ? { state } : undefined)),
  };
}

/** The figures and the states; nothing where no product has a cycle. */
export function chart(
  result: ReplenishmentResult,
  params: ReplenishmentParams,
  frame: ChartFrame,
): ChartView {
  if (result.parts.totals[0]!.with_cycle === 0) return { figures: [] };
  const figures = [daysFigure(result, params, frame), productsFigure(result, frame)];
  return { figures: figures.filter((figure) => figure !== null), table: stateTable(result, frame) };
}
