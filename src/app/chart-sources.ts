/** What a chart can draw: cells whose result is a table, and the tables of the orders. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { Messages } from "../messages/messages.ts";
import type { Cell, Notebook } from "../notebook/document.ts";
import { freeName } from "../notebook/names.ts";
import { orderColumns } from "../runtime/order-columns.ts";
import type { CellState } from "../runtime/state.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import { cellTitle } from "./cell-title.ts";

/** The tables of the orders that are worth a picture. */
export const chartTables = [
  "orders",
  "order_lines",
  "customers",
  "products",
  "refunds",
  "all_orders",
] as const;

/** A cell that a chart can draw. */
export interface ChartSource {
  readonly id: string;
  readonly title: string;
  /** Its name, or the one that it gets when it is chosen. */
  readonly name: string;
  readonly isNamed: boolean;
}

const isTable = (cell: Cell) => cell.kind === "sql" || cell.kind === "analysis" || cell.kind === "list";

/** The cells of a notebook that a chart can draw, in order. */
export function chartSources(
  notebook: Notebook,
  analyses: readonly AnyAnalysis[],
  messages: Messages,
): readonly ChartSource[] {
  const names = notebook.cells.flatMap(({ name }) => name ?? []);
  return notebook.cells.filter(isTable).map((cell) => {
    const title = cellTitle(cell, analyses, messages);
    return {
      id: cell.id,
      title,
      name: cell.name ?? freeName(title, names),
      isNamed: cell.name !== undefined,
    };
  });
}

/** The cell of a name, without regard to case; undefined where a table of the orders has it, or nobody. */
export function sourceCell(notebook: Notebook, name: string): Cell | undefined {
  if (name === "" || orderColumns(name)) return undefined;
  return notebook.cells.find((cell) => cell.name?.toLowerCase() === name.toLowerCase());
}

/** The columns of a table of which the orders hold a value; all of them where that is not known of the table. */
function withValues(columns: ColumnSpecs, table: string, filled: readonly string[]): ColumnSpecs {
  const prefix = { orders: "", order_lines: "order_lines." }[table];
  if (prefix === undefined) return columns;
  return Object.fromEntries(Object.entries(columns).filter(([name]) => filled.includes(`${prefix}${name}`)));
}

/**
 * The columns of a source; null where they are not known: there is no such source, or it has not run. `filled` are the
 * columns of the orders that hold a value, as in their facts.
 */
export function sourceColumns(
  notebook: Notebook,
  name: string,
  analyses: readonly AnyAnalysis[],
  state: (cell: string) => CellState,
  filled: readonly string[],
): ColumnSpecs | null {
  const own = orderColumns(name);
  if (own) return withValues(own, name.toLowerCase(), filled);
  const cell = sourceCell(notebook, name);
  if (!cell) return null;
  if (cell.kind === "analysis")
    return (analyses.find(({ id }) => id === cell.analysis)?.columns as ColumnSpecs) ?? null;
  const standing = state(cell.id);
  const last = "last" in standing ? standing.last : undefined;
  return last?.kind === "table" ? last.columns : null;
}
