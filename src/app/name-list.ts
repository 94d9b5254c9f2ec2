/** Names a set of customers in a notebook, and filters by it. */
import type { Cell, ListSource, Notebook } from "../notebook/document.ts";
import type { Mark } from "../analyses/analysis.ts";
import { freeName } from "../notebook/names.ts";
import type { NotebookView } from "./app.ts";

/** Who is to be named. */
export interface NamedBy {
  readonly analysis: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly mark: Mark;
  /** The date of the rule. */
  readonly asOf: string;
  /** The SELECT of their customer_keys as the notebook shows them, whole. */
  readonly sql: string;
}

/**
 * The source of a list of a mark's customers. A rule reads all orders, so that under a filter, where it would choose
 * others than those who are shown, the list is the SQL that shows them.
 */
export function sourceOf({ analysis, params, mark, asOf, sql }: NamedBy, { filter }: Notebook): ListSource {
  return filter.clauses.length === 0
    ? { by: "rule", rule: { analysis, params, asOf, where: mark } }
    : { by: "sql", sql };
}

const isSame = (cell: Cell, list: ListSource) =>
  cell.kind === "list" && JSON.stringify(cell.list) === JSON.stringify(list);

/** Returns the name of the list cell of these customers; adds one at the end, named after `text`, where there is none. */
export function nameList(view: NotebookView, list: ListSource, text: string): string {
  const { cells } = view.document;
  const known = cells.find((cell) => isSame(cell, list));
  if (known?.name !== undefined) return known.name;
  const name = freeName(
    text,
    cells.flatMap((cell) => cell.name ?? []),
  );
  view.add({ kind: "list", name, list }, cells.length);
  return name;
}

/** Adds the list to the notebook's filter, unless it is in it. */
export function filterByList(view: NotebookView, name: string): void {
  const { clauses } = view.document.filter;
  if (clauses.some((clause) => clause.by === "list" && clause.list === name && !clause.not)) return;
  view.setFilter({ clauses: [...clauses, { by: "list", list: name, not: false }] });
}
