/** What each cell refers to by name, read once for each version of the cell. */
import type { AnyAnalysis, Part } from "../analyses/analysis.ts";
import { isInputRef, type Cell } from "../notebook/document.ts";
import { figureRefs } from "../notebook/figure-refs.ts";
import { isListRef } from "../sql/params.ts";
import { referencesOf } from "../sql/references.ts";

/** The names that a cell refers to, as they are written; whose they are is the graph's to say. */
export interface CellReferences {
  /** Read as tables. */
  readonly tables: readonly string[];
  /** Read as `$name`. */
  readonly parameters: readonly string[];
  /** Inputs that parameters of an analysis are bound to. */
  readonly bound: readonly string[];
  /** Cells of which a figure stands in a text. */
  readonly figures: readonly string[];
  /** Lists that an input or a parameter of an analysis names. */
  readonly lists: readonly string[];
}

const none: CellReferences = { tables: [], parameters: [], bound: [], figures: [], lists: [] };

/** The SQL that a person wrote in a cell; null where it has none. */
export function writtenSql(cell: Cell): string | null {
  if (cell.kind === "sql") return cell.sql;
  if (cell.kind === "list" && cell.list.by === "sql") return cell.list.sql;
  if (cell.kind === "check" && cell.expected.by === "sql") return cell.expected.sql;
  return null;
}

const read = new WeakMap<Cell, CellReferences>();
const readOfAnalysis = new WeakMap<AnyAnalysis, readonly string[]>();

/** The tables that an analysis reads, its parts too. */
export function tablesOfAnalysis(analysis: AnyAnalysis): readonly string[] {
  let tables = readOfAnalysis.get(analysis);
  if (!tables) {
    const parts = Object.values(analysis.parts as Readonly<Record<string, Part>>);
    const texts = [analysis.sql, ...parts.map(({ sql }) => sql)];
    tables = [...new Set(texts.flatMap((sql) => referencesOf(sql).tables))].filter(
      (name) => name !== "result",
    );
    readOfAnalysis.set(analysis, tables);
  }
  return tables;
}

function find(cell: Cell): CellReferences {
  const sql = writtenSql(cell);
  if (sql !== null) {
    const { tables, parameters } = referencesOf(sql);
    return { ...none, tables, parameters };
  }
  switch (cell.kind) {
    case "chart":
      return cell.source === "" ? none : { ...none, tables: [cell.source] };
    case "analysis":
      return {
        ...none,
        bound: Object.values(cell.params).flatMap((value) => (isInputRef(value) ? [value.ref] : [])),
        lists: Object.values(cell.params).flatMap((value) => (isListRef(value) ? [value.list] : [])),
      };
    case "text":
      return { ...none, figures: [...new Set(figureRefs(cell.markdown).map(({ name }) => name))] };
    case "input": {
      const { input } = cell;
      return input.type === "list" && input.value !== null ? { ...none, lists: [input.value] } : none;
    }
    default:
      return none;
  }
}

/** Returns the names that a cell refers to. */
export function cellReferences(cell: Cell): CellReferences {
  let references = read.get(cell);
  if (!references) read.set(cell, (references = find(cell)));
  return references;
}
