/** Which cells refer to a cell by its name, and how they follow when it gets another. */
import { RegularsError } from "../base/error.ts";
import { isListRef } from "../sql/params.ts";
import { renameParameter, renameTable } from "../sql/rename.ts";
import { isInputRef, type Cell, type Notebook } from "./document.ts";
import { figureRefs } from "./figure-refs.ts";
import type { Filter } from "./filter.ts";

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** One change of name: the cell's kind decides how others refer to it. */
interface Renaming {
  readonly from: string;
  readonly to: string;
  readonly isInput: boolean;
}

const inSql = (sql: string, { from, to, isInput }: Renaming): string =>
  isInput ? renameParameter(sql, from, to) : renameTable(sql, from, to);

/** The text with the name changed in each of its live figures. */
function inText(markdown: string, { from, to }: Renaming): string {
  let text = "";
  let at = 0;
  for (const { name, start, end } of figureRefs(markdown)) {
    const braces = markdown.slice(start, end);
    text += markdown.slice(at, start) + (same(name, from) ? braces.replace(name, () => to) : braces);
    at = end;
  }
  return text + markdown.slice(at);
}

const inParams = (params: Readonly<Record<string, unknown>>, { from, to, isInput }: Renaming) =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      isInput && isInputRef(value) && same(value.ref, from)
        ? { ref: to }
        : !isInput && isListRef(value) && same(value.list, from)
          ? { list: to }
          : value,
    ]),
  );

/** The cell with another name for what it refers to; equal in content where it does not. */
function follow(cell: Cell, renaming: Renaming): Cell {
  const { from, to, isInput } = renaming;
  switch (cell.kind) {
    case "text":
      return { ...cell, markdown: inText(cell.markdown, renaming) };
    case "analysis":
      return { ...cell, params: inParams(cell.params, renaming) };
    case "sql":
      return { ...cell, sql: inSql(cell.sql, renaming) };
    case "chart":
      return !isInput && same(cell.source, from) ? { ...cell, source: to } : cell;
    case "list":
      return cell.list.by === "sql"
        ? { ...cell, list: { ...cell.list, sql: inSql(cell.list.sql, renaming) } }
        : cell;
    case "check":
      return cell.expected.by === "sql"
        ? { ...cell, expected: { ...cell.expected, sql: inSql(cell.expected.sql, renaming) } }
        : cell;
    case "input":
      return cell.input.type === "list" &&
        !isInput &&
        cell.input.value !== null &&
        same(cell.input.value, from)
        ? { ...cell, input: { ...cell.input, value: to } }
        : cell;
  }
}

const followFilter = (filter: Filter, { from, to, isInput }: Renaming): Filter => ({
  clauses: filter.clauses.map((clause) =>
    clause.by === "list" && !isInput && same(clause.list, from) ? { ...clause, list: to } : clause,
  ),
});

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Returns the notebook with every reference to the name `from` of a cell as `to`: in SQL, live figures, parameters,
 * charts, list inputs and the filter. The cell's own name is left as it is; cells that do not refer to it are the same.
 * @throws RegularsError for an id that the notebook does not have.
 */
export function renameReferences(notebook: Notebook, id: string, from: string, to: string): Notebook {
  const named = notebook.cells.find((cell) => cell.id === id);
  if (!named) throw new RegularsError(`unknown cell: ${id}`);
  const renaming = { from, to, isInput: named.kind === "input" };
  const cells = notebook.cells.map((cell) => {
    const next = follow(cell, renaming);
    return isEqual(next, cell) ? cell : next;
  });
  const filter = followFilter(notebook.filter, renaming);
  return {
    ...notebook,
    cells: cells.every((cell, index) => cell === notebook.cells[index]) ? notebook.cells : cells,
    filter: isEqual(filter, notebook.filter) ? notebook.filter : filter,
  };
}

/** Returns the ids of the cells that refer to a cell by its name, and `filter` where the filter does; none where it has no name. */
export function referencesTo(notebook: Notebook, id: string): readonly string[] {
  const name = notebook.cells.find((cell) => cell.id === id)?.name;
  if (name === undefined) return [];
  const elsewhere = renameReferences(notebook, id, name, `${name}_renamed`);
  const cells = elsewhere.cells.filter((cell, index) => cell !== notebook.cells[index]);
  return [...cells.map((cell) => cell.id), ...(elsewhere.filter === notebook.filter ? [] : ["filter"])];
}
