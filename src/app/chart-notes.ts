/** What a chart leaves out or puts together, said in words: nothing is cut in silence. */
import { m } from "../messages/messages.ts";
import { axisOf } from "./chart-axis.ts";
import type { Drawing } from "./chart-panel.ts";
import type { ChartRow } from "./chart-rows.ts";

/** Returns a sentence for each thing that the picture does not show as it is; empty where it shows everything. */
export function chartNotes(rows: readonly ChartRow[], drawing: Drawing): readonly string[] {
  const { chart, messages } = drawing;
  const [first] = rows;
  if (!first) return [];
  const number = (value: number) => messages.integer(value);
  const notes: string[] = [];
  const isScaled = axisOf(drawing) !== "values";
  const without = isScaled ? first.rows_without_x : 0;
  const cut = chart.aggregate === "none" ? first.rows_in_all - first.marks - without : 0;
  if (cut > 0)
    notes.push(
      m.cells_chart_note_first(
        {
          count: first.marks,
          shown: number(first.marks),
          total: number(first.rows_in_all),
          x: chart.x ?? "",
        },
        messages,
      ),
    );
  if (rows.length < first.marks)
    notes.push(
      (chart.aggregate === "none" ? m.cells_chart_note_thinned : m.cells_chart_note_marks)(
        { shown: number(rows.length), total: number(first.marks) },
        messages,
      ),
    );
  if (without > 0)
    notes.push(
      m.cells_chart_note_without({ count: without, shown: number(without), x: chart.x ?? "" }, messages),
    );
  for (const [channel, column] of [
    ["x", chart.x],
    ["colour", chart.colour],
    ["facet", chart.facet],
  ] as const) {
    const others = Math.max(0, ...rows.map((row) => row[`${channel}_others`]));
    if (others > 0 && column !== null)
      notes.push(m.cells_chart_note_others({ count: others, shown: number(others), column }, messages));
  }
  const empty = rows.filter(({ y }) => y === null).length;
  if (empty > 0)
    notes.push(m.cells_chart_note_empty({ count: empty, shown: number(empty), y: chart.y ?? "" }, messages));
  return notes;
}
