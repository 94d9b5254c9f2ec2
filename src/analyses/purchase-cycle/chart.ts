/** What the chart tab of purchase-cycle shows: the gaps of the store, or the ranges of its levels; and days that stand out. */
import { m } from "../../messages/messages.ts";
import type { ChartFrame, ChartView, SideTable } from "../analysis.ts";
import { gapsFigure } from "./chart-gaps.ts";
import { levelsFigure } from "./chart-levels.ts";
import type { CycleParams } from "./params.ts";
import type { CycleResult } from "./result.ts";

/** As many days as the table beside the chart lists, the strongest first. */
const mostDays = 12;

function promotionTable(result: CycleResult, { messages }: ChartFrame): SideTable | null {
  const days = result.parts.promotions;
  if (days.length === 0) return null;
  const excess = (day: (typeof days)[number]) => day.orders - day.median;
  const shown = days.toSorted((a, b) => excess(b) - excess(a) || (a.day < b.day ? -1 : 1)).slice(0, mostDays);
  const hidden = days.length - shown.length;
  const more = { n: hidden, shown: messages.integer(hidden) };
  return {
    head: [
      m.cycle_head_day({}, messages),
      m.cycle_head_orders({}, messages),
      m.cycle_head_usual({}, messages),
      m.cycle_head_counts({}, messages),
    ],
    rows: shown.map((day) => [
      messages.date(day.day),
      messages.integer(day.orders),
      messages.number(day.median, 1),
      day.left_out ? m.cycle_left_out({}, messages) : m.cycle_counted({}, messages),
    ]),
    numeric: [1, 2],
    notes: [m.cycle_note_days({}, messages), ...(hidden > 0 ? [m.cycle_note_more_days(more, messages)] : [])],
  };
}

/** The figure of the level and the days that stand out; nothing without a gap. */
export function chart(result: CycleResult, params: CycleParams, frame: ChartFrame): ChartView {
  const figure =
    params.level === "store" ? gapsFigure(result, params, frame) : levelsFigure(result, params, frame);
  if (figure === null) return { figures: [] };
  const table = promotionTable(result, frame);
  return { figures: [figure], ...(table ? { table } : {}) };
}
