/** What a statement of the open notebook can name: other cells with their columns, and values. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { Cell } from "../notebook/document.ts";
import type { CellState } from "../runtime/state.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import type { NotebookView } from "./app.ts";
import { cellTitle } from "./cell-title.ts";
import type { CellColumn, SqlWorld } from "./sql-completion.ts";

/** What of the open notebook is read here. */
type Seen = Pick<NotebookView, "document" | "facts" | "state">;

const toColumns = (columns: ColumnSpecs): readonly CellColumn[] =>
  Object.entries(columns).map(([name, { kind }]) => ({ name, type: kind }));

/** The columns of a cell as other cells read it; null where it gives no table. Those of an sql cell are of its last result. */
function columnsOf(
  cell: Cell,
  state: CellState,
  analyses: readonly AnyAnalysis[],
): readonly CellColumn[] | null {
  if (cell.kind === "list") return [{ name: "customer_key", type: "integer" }];
  if (cell.kind === "analysis") {
    const analysis = analyses.find(({ id }) => id === cell.analysis);
    return analysis ? toColumns(analysis.columns as ColumnSpecs) : null;
  }
  if (cell.kind !== "sql" && cell.kind !== "chart") return null;
  const last = "last" in state ? state.last : null;
  return last?.kind === "table" ? toColumns(last.columns) : [];
}

/** What the cell `self` can name; itself it cannot. */
export function sqlWorld(
  self: string,
  { document, facts, state }: Seen,
  analyses: readonly AnyAnalysis[],
  functions: SqlWorld["functions"],
  messages: Messages,
): SqlWorld {
  const named = document.cells.filter(({ id, name }) => id !== self && name !== undefined);
  const cells = named.flatMap((cell) => {
    const columns = columnsOf(cell, state(cell.id), analyses);
    return columns ? [{ name: cell.name!, title: cellTitle(cell, analyses, messages), columns }] : [];
  });
  const inputs = named.flatMap((cell) =>
    cell.kind === "input"
      ? [{ name: cell.name!, value: String(cell.input.value ?? "null"), meaning: cell.input.label }]
      : [],
  );
  const { reading } = document;
  const day = (chosen: string | null, usual: string | null) => chosen ?? usual ?? "null";
  return {
    cells,
    functions,
    values: [
      ...inputs,
      {
        name: "as_of",
        value: day(reading.asOf, facts.as_of),
        meaning: m.editor_value_as_of({}, messages),
      },
      {
        name: "observed_through",
        value: day(reading.observedThrough, facts.observed_through),
        meaning: m.editor_value_observed_through({}, messages),
      },
      {
        name: "observed_from",
        value: day(reading.observedFrom, null),
        meaning: m.editor_value_observed_from({}, messages),
      },
      { name: "week_start", value: reading.weekStart, meaning: m.editor_value_week_start({}, messages) },
    ],
  };
}
