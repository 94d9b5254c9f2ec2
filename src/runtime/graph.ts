/** The graph of a notebook's cells: who needs whom, and what makes a cell impossible as the notebook stands. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { Cell, Notebook } from "../notebook/document.ts";
import { tables } from "../orders/schema.ts";
import { cellReferences, tablesOfAnalysis } from "./references.ts";
import { filterLists } from "./filter-sql.ts";
import { resembling } from "./resemblance.ts";
import type { Fault, MissingName } from "./state.ts";

/** One cell among the others. */
export interface GraphNode {
  readonly cell: Cell;
  /** The cells whose results it reads, by id. */
  readonly needs: readonly string[];
  /** A circle or a missing name; what comes of other cells' results is not known here. */
  readonly fault: Fault | null;
}

/** Every cell of a notebook by its id, each after those that it needs, else in the order of the document. */
export type Graph = ReadonlyMap<string, GraphNode>;

/** Values that every statement may name. */
export const contextNames = [
  "as_of",
  "observed_through",
  "observed_from",
  "week_start",
  "counted_from",
  "counted_through",
  "refund_policy",
  "amount_rule",
] as const;

/** The tables that the notebook's filter shadows. */
const filtered = new Set(["orders", "order_lines", "customers"]);

const isTable = (name: string): boolean =>
  Object.hasOwn(tables, name.toLowerCase()) || name.toLowerCase() === "lists";

/** The kinds whose results are tables that other cells can read. */
const tabular = new Set<Cell["kind"]>(["sql", "analysis", "chart", "list"]);

/** The named cells of a notebook. */
export class Names {
  readonly #cells = new Map<string, Cell>();

  constructor(notebook: Notebook) {
    for (const cell of notebook.cells)
      if (cell.name !== undefined && !this.#cells.has(cell.name.toLowerCase()))
        this.#cells.set(cell.name.toLowerCase(), cell);
  }

  /** The cell of a name, without regard to case. */
  find(name: string): Cell | undefined {
    return this.#cells.get(name.toLowerCase());
  }

  /** The cell that a statement reads as the table `name`; undefined where it is a table of the orders, or nobody's. */
  table(name: string): Cell | undefined {
    const cell = isTable(name) ? undefined : this.find(name);
    return cell && tabular.has(cell.kind) ? cell : undefined;
  }

  input(name: string): Extract<Cell, { kind: "input" }> | undefined {
    const cell = this.find(name);
    return cell?.kind === "input" ? cell : undefined;
  }

  list(name: string): Extract<Cell, { kind: "list" }> | undefined {
    const cell = this.find(name);
    return cell?.kind === "list" ? cell : undefined;
  }

  /** The names of cells of some kinds, as they are written. */
  of(...kinds: readonly Cell["kind"][]): readonly string[] {
    return [...this.#cells.values()].flatMap((cell) => (kinds.includes(cell.kind) ? cell.name! : []));
  }
}

/** True where a cell's statement reads a table that the notebook's filter shadows. A list reads all orders. */
export function readsFiltered(cell: Cell, analyses: ReadonlyMap<string, AnyAnalysis>): boolean {
  if (cell.kind === "list") return false;
  const analysis = cell.kind === "analysis" ? analyses.get(cell.analysis) : undefined;
  const read = analysis ? tablesOfAnalysis(analysis) : cellReferences(cell).tables;
  return read.some((name) => filtered.has(name.toLowerCase()));
}

interface Links {
  readonly ids: readonly string[];
  readonly missing: readonly MissingName[];
}

/** What a cell refers to by name: the cells that are there, and the names that are not. */
function linksOf(cell: Cell, names: Names): Links {
  const { tables: read, parameters, bound, figures, lists } = cellReferences(cell);
  const ids = new Set<string>();
  const missing: MissingName[] = [];
  const take = (found: Cell | undefined, name: string, candidates: () => readonly string[]) => {
    if (found) ids.add(found.id);
    else missing.push({ name, candidates: candidates() });
  };
  for (const name of read) {
    const found = names.table(name);
    if (found) ids.add(found.id);
    // A statement may read the engine's own views; a chart names cells and tables of the orders only.
    else if (cell.kind === "chart" && !isTable(name))
      take(undefined, name, () => resembling(name, [...names.of(...tabular), ...Object.keys(tables)]));
  }
  for (const name of parameters) {
    if ((contextNames as readonly string[]).includes(name.toLowerCase())) continue;
    const input = names.input(name);
    const known = [...names.of("input"), ...contextNames];
    take(input, `$${name}`, () => resembling(name, known).map((each) => `$${each}`));
    // A list input stands for the customers of its list.
    const list = input?.input.type === "list" && input.input.value !== null ? input.input.value : null;
    const found = list === null ? undefined : names.list(list);
    if (found) ids.add(found.id);
  }
  for (const name of bound) {
    const input = names.input(name);
    take(input, name, () => resembling(name, names.of("input")));
    const list =
      input?.input.type === "list" && input.input.value !== null ? names.list(input.input.value) : undefined;
    if (list) ids.add(list.id);
  }
  // A figure of nobody is told when the others are gathered, so that it takes none of them with it.
  for (const name of figures) {
    const found = figureSource(names, name);
    if (found) ids.add(found.id);
  }
  for (const name of lists) take(names.list(name), name, () => resembling(name, names.of("list")));
  return { ids: [...ids], missing };
}

/** Texts give nothing that another text could show. */
const figureSource = (names: Names, name: string): Cell | undefined => {
  const found = names.find(name);
  return found?.kind === "text" ? undefined : found;
};

/** The shortest way from a cell back to itself, the cell first; null where there is none. */
function circleOf(id: string, next: (id: string) => readonly string[]): readonly string[] | null {
  const from = new Map<string, string>();
  const line = [id];
  for (const at of line)
    for (const to of next(at)) {
      if (to === id) {
        const path = [at];
        while (path[0] !== id) path.unshift(from.get(path[0]!)!);
        return path;
      }
      if (from.has(to)) continue;
      from.set(to, at);
      line.push(to);
    }
  return null;
}

/** Each after those that it needs; what stands in a circle, somewhere. */
function inOrder(ids: readonly string[], needs: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  for (const first of ids) {
    const stack = [{ id: first, isDone: false }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      if (top.isDone) order.push(top.id);
      else if (!seen.has(top.id)) {
        seen.add(top.id);
        stack.push({ id: top.id, isDone: true });
        for (const each of needs(top.id).toReversed()) stack.push({ id: each, isDone: false });
      }
    }
  }
  return order;
}

/**
 * Returns the graph of a notebook. A statement that reads filtered orders needs the lists of the filter; a list needs
 * none of them, since it reads all orders, and under a filter it needs no other cell's rows either, only inputs and
 * lists: the statements of the cells that it names are then read over all orders, too.
 */
export function graphOf(notebook: Notebook, analyses: ReadonlyMap<string, AnyAnalysis>): Graph {
  const names = new Names(notebook);
  const cells = new Map(notebook.cells.map((cell) => [cell.id, cell]));
  const links = new Map(notebook.cells.map((cell) => [cell.id, linksOf(cell, names)]));
  const named = (id: string) => links.get(id)!.ids;
  const isFiltered = notebook.filter.clauses.length > 0;
  const filterNeeds = filterLists(notebook.filter).map((name) => ({ name, list: names.list(name) }));

  const needsOf = (cell: Cell): readonly string[] => {
    if (cell.kind === "list" && isFiltered) return settledNeeds(cell.id);
    const lists = readsFiltered(cell, analyses)
      ? filterNeeds.flatMap(({ list }) => (list ? [list.id] : []))
      : [];
    return [...new Set([...named(cell.id), ...lists])];
  };
  /** Inputs and lists that a list reads, by itself or through the statements of other cells. */
  const settledNeeds = (id: string): readonly string[] => {
    const found = new Set<string>();
    const seen = new Set([id]);
    const line = [id];
    for (const at of line)
      for (const to of named(at)) {
        const { kind } = cells.get(to)!;
        if (kind === "input" || kind === "list") found.add(to);
        else if (!seen.has(to)) line.push(to);
        seen.add(to);
      }
    return [...found];
  };
  const faultOf = (cell: Cell): Fault | null => {
    const circle = circleOf(cell.id, named);
    if (circle) return { kind: "cycle", path: circle.map((id) => cells.get(id)!.name!) };
    const lists = readsFiltered(cell, analyses) ? filterNeeds.filter(({ list }) => !list) : [];
    const missing = [
      ...links.get(cell.id)!.missing,
      ...lists.map(({ name }) => ({ name, candidates: resembling(name, names.of("list")) })),
    ];
    return missing.length > 0 ? { kind: "missing", names: missing } : null;
  };

  const needs = new Map(notebook.cells.map((cell) => [cell.id, needsOf(cell)]));
  const order = inOrder([...cells.keys()], (id) => needs.get(id)!);
  return new Map(
    order.map((id) => {
      const cell = cells.get(id)!;
      return [id, { cell, needs: needs.get(id)!, fault: faultOf(cell) }];
    }),
  );
}

/** Returns the cells that read a cell's result themselves, by id, in the order of the graph. */
export function followersOf(graph: Graph, id: string): readonly string[] {
  return [...graph].flatMap(([each, { needs }]) => (needs.includes(id) ? [each] : []));
}
