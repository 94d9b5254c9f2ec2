/** The live figures of a text: values out of the first rows of other cells' results. */
import type { Cell } from "../notebook/document.ts";
import { figureRefs, type FigureRef } from "../notebook/figure-refs.ts";
import type { ColumnSpec, ColumnSpecs } from "../sql/columns.ts";
import type { Names } from "./graph.ts";
import { inputColumn } from "./inputs.ts";
import { resembling } from "./resemblance.ts";
import type { CheckedParams } from "./statements.ts";
import type { Gather } from "./task.ts";
import type { CellResult, Figure, MissingName, ResultRow } from "./state.ts";

/** The columns of an analysis's rows under checked parameters. */
type AnalysisColumns = (analysis: string, params: CheckedParams) => ColumnSpecs;

/** The columns and the first row of a result that is a table. */
function tableOf(
  last: CellResult,
  cell: Cell,
  columnsOf: AnalysisColumns,
): { readonly columns: ColumnSpecs; readonly row: ResultRow | undefined } | null {
  if (last.kind === "table") return { columns: last.columns, row: last.rows[0] };
  if (last.kind === "analysis" && cell.kind === "analysis")
    return { columns: columnsOf(cell.analysis, last.params), row: last.result.rows[0] };
  return null;
}

function figureOf(ref: FigureRef, columns: ColumnSpecs, row: ResultRow | undefined): Figure | MissingName {
  const names = Object.keys(columns);
  const { name } = ref;
  const column = ref.column?.toLowerCase();
  // A result of one column needs no name of it.
  const found =
    column === undefined
      ? names.length === 1
        ? names[0]
        : undefined
      : names.find((each) => each.toLowerCase() === column);
  if (found !== undefined) return { value: row?.[found] ?? null, column: columns[found] as ColumnSpec };
  const alike = column === undefined ? [] : resembling(column, names);
  const candidates = alike.length > 0 ? alike : names.slice(0, 3);
  return { name: ref.text, candidates: candidates.map((each) => `${name}.${each}`) };
}

/** Returns what makes a text's figures of the results that there are; a figure whose cell has none is left out. */
export function gatherFigures(markdown: string, names: Names, columnsOf: AnalysisColumns): Gather {
  const refs = figureRefs(markdown);
  return (lasts) => {
    const figures: Record<string, Figure> = {};
    const missing = new Map<string, MissingName>();
    for (const ref of refs) {
      const cell = names.find(ref.name);
      const last = cell && lasts.get(cell.id);
      if (!cell) {
        const known = names.of("input", "check", "sql", "analysis", "chart", "list");
        missing.set(ref.name, { name: ref.name, candidates: resembling(ref.name, known) });
        continue;
      }
      if (!last) continue;
      const table = tableOf(last, cell, columnsOf);
      const figure: Figure | MissingName =
        cell.kind === "input" && ref.column === null
          ? { value: cell.input.value, column: inputColumn(cell.input) }
          : table
            ? figureOf(ref, table.columns, table.row)
            : { name: ref.text, candidates: cell.kind === "input" ? [ref.name] : [] };
      if ("candidates" in figure) missing.set(ref.text, figure);
      else figures[ref.text] = figure;
    }
    return {
      result: { kind: "figures", figures },
      fault: missing.size > 0 ? { kind: "missing", names: [...missing.values()] } : null,
    };
  };
}
