/** The cells of a notebook as the scheduler's tasks: what each needs, and everything that its result depends on. */
import { mainColumns, type AnyAnalysis } from "../analyses/analysis.ts";
import type { Cell, Notebook, Reading } from "../notebook/document.ts";
import type { Input } from "../notebook/input.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import { gatherFigures } from "./figures.ts";
import { contextNames, graphOf, Names, readsFiltered, type GraphNode } from "./graph.ts";
import { cellReferences } from "./references.ts";
import { isChosen } from "./chart-sql.ts";
import { resolveParams } from "./resolve-params.ts";
import type { CheckedParams } from "./statements.ts";
import type { Task } from "./task.ts";

/** What tasks are made of. */
export interface TaskSource {
  readonly notebook: Notebook;
  readonly analyses: ReadonlyMap<string, AnyAnalysis>;
  /** Changes with the orders. */
  readonly generation: number;
}

const ofReading: Readonly<Record<string, keyof Reading>> = {
  as_of: "asOf",
  observed_through: "observedThrough",
  observed_from: "observedFrom",
  week_start: "weekStart",
};

/** What a statement takes from an input. */
const inputOf = (input: Input | undefined) => (input ? [input.type, input.value] : null);

class Keys {
  readonly #source: TaskSource;
  readonly #names: Names;

  constructor(source: TaskSource, names: Names) {
    this.#source = source;
    this.#names = names;
  }

  /** Everything of its own that a cell's result depends on; of the filter only where the cell reads what it filters. */
  key(cell: Cell): string {
    const { notebook, analyses, generation } = this.#source;
    const { filter, reading } = notebook;
    const isFiltered = filter.clauses.length > 0 && readsFiltered(cell, analyses);
    const asked = isFiltered ? [filter, reading.asOf] : null;
    return JSON.stringify([generation, asked, this.#question(cell), this.#textsOfList(cell)]);
  }

  #question(cell: Cell): unknown {
    const { analyses, notebook } = this.#source;
    const { asOf, observedThrough, observedFrom, weekStart } = notebook.reading;
    const whole = [asOf, observedThrough, observedFrom, weekStart];
    const { parameters } = cellReferences(cell);
    switch (cell.kind) {
      case "analysis": {
        const values = resolveParams(cell.params, (name) => this.#names.input(name)?.input);
        return [cell.analysis, Object.entries(values), whole, analyses.has(cell.analysis)];
      }
      case "chart":
        return [cell.source, cell.chart, weekStart];
      case "list":
        return [cell.list, whole, this.#values(parameters)];
      case "sql":
        return [cell.sql, this.#values(parameters)];
      case "check":
        return [cell.expected, this.#values(parameters)];
      default:
        return null;
    }
  }

  #values(parameters: readonly string[]): unknown {
    const { filter, reading } = this.#source.notebook;
    return parameters.map((name) => {
      const lower = name.toLowerCase();
      if (!(contextNames as readonly string[]).includes(lower))
        return inputOf(this.#names.input(name)?.input);
      const field = ofReading[lower];
      return field === undefined ? filter : reading[field];
    });
  }

  /** Under a filter a list is computed from the statements of the cells that it names, not from their results. */
  #textsOfList(cell: Cell): unknown {
    if (cell.kind !== "list" || this.#source.notebook.filter.clauses.length === 0) return null;
    const seen = new Set<Cell>([cell]);
    for (const each of seen)
      for (const name of cellReferences(each).tables) {
        const found = this.#names.table(name);
        if (found && found.kind !== "list") seen.add(found);
      }
    return [...seen].slice(1).map((each) => this.#question(each));
  }
}

/** True where a cell of SQL or a chart asks nothing yet. */
const asksNothing = (cell: Cell): boolean =>
  (cell.kind === "chart" && !isChosen(cell.source, cell.chart)) ||
  (cell.kind === "sql" && cell.sql.trim() === "");

function modeOf(cell: Cell, { analyses }: TaskSource, names: Names): Task["mode"] {
  switch (cell.kind) {
    case "input":
      return { known: { kind: "value", value: cell.input.value } };
    case "text": {
      if (cellReferences(cell).figures.length === 0) return "none";
      const columnsOf = (id: string, params: CheckedParams): ColumnSpecs => {
        const analysis = analyses.get(id);
        return analysis ? mainColumns(analysis, params) : {};
      };
      return { gather: gatherFigures(cell.markdown, names, columnsOf) };
    }
    case "check":
      return cell.expected.by === "value"
        ? { known: { kind: "answer", expected: cell.expected.value, sql: null } }
        : "run";
    default:
      return asksNothing(cell) ? "none" : "run";
  }
}

const keyOfKnown = (cell: Cell): string => {
  if (cell.kind === "input") return JSON.stringify([cell.input.type, cell.input.value]);
  if (cell.kind === "check") return JSON.stringify(cell.expected);
  return cell.kind === "text" ? cell.markdown : "";
};

function taskOf(
  id: string,
  { cell, needs, fault }: GraphNode,
  source: TaskSource,
  names: Names,
  keys: Keys,
): Task {
  const mode = modeOf(cell, source, names);
  return {
    id,
    name: cell.name ?? "",
    needs,
    fault,
    key: mode === "run" ? keys.key(cell) : keyOfKnown(cell),
    subject: cell.kind === "analysis" ? `analysis ${cell.analysis}` : cell.kind,
    mode,
  };
}

/** Returns the tasks of a notebook's cells, each after those that it needs. */
export function tasksOf(source: TaskSource): readonly Task[] {
  const names = new Names(source.notebook);
  const keys = new Keys(source, names);
  return [...graphOf(source.notebook, source.analyses)].map(([id, node]) =>
    taskOf(id, node, source, names, keys),
  );
}
