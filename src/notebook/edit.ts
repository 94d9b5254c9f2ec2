/** Edits of a notebook: each returns a new document and leaves the old one as it was. */
import { RegularsError } from "../base/error.ts";
import type { Cell, Notebook, Reading } from "./document.ts";
import { nextCellId } from "./new.ts";

/** A cell that has no id yet. */
export type NewCell = { readonly kind: "text" } | { readonly kind: "analysis"; readonly analysis: string };

/** Returns the place of a cell. @throws RegularsError for an id that the notebook does not have. */
export function cellIndex(notebook: Notebook, id: string): number {
  const index = notebook.cells.findIndex((cell) => cell.id === id);
  if (index < 0) throw new RegularsError(`unknown cell: ${id}`);
  return index;
}

const withCells = (notebook: Notebook, cells: readonly Cell[]): Notebook => ({ ...notebook, cells });

const replaceCell = (notebook: Notebook, id: string, change: (cell: Cell) => Cell): Notebook => {
  const index = cellIndex(notebook, id);
  return withCells(notebook, notebook.cells.with(index, change(notebook.cells[index]!)));
};

const ofKind = <K extends Cell["kind"]>(cell: Cell, kind: K): Extract<Cell, { kind: K }> => {
  if (cell.kind !== kind) throw new RegularsError(`invalid cell: ${cell.id} is no ${kind} cell`);
  return cell as Extract<Cell, { kind: K }>;
};

/** Returns the notebook with a new empty cell before `index` (0 to the number of cells, else clamped), and the cell's id. */
export function addCell(
  notebook: Notebook,
  cell: NewCell,
  index: number,
): { readonly notebook: Notebook; readonly id: string } {
  const id = nextCellId(notebook);
  const added: Cell =
    cell.kind === "text"
      ? { kind: "text", id, markdown: "" }
      : { kind: "analysis", id, analysis: cell.analysis, params: {} };
  const at = Math.min(Math.max(0, index), notebook.cells.length);
  return { notebook: withCells(notebook, notebook.cells.toSpliced(at, 0, added)), id };
}

/** Returns the notebook with the cell one place up or down; the same notebook where there is no such place. */
export function moveCell(notebook: Notebook, id: string, by: -1 | 1): Notebook {
  const index = cellIndex(notebook, id);
  const target = index + by;
  if (target < 0 || target >= notebook.cells.length) return notebook;
  const cell = notebook.cells[index]!;
  return withCells(notebook, notebook.cells.toSpliced(index, 1).toSpliced(target, 0, cell));
}

/** Returns the notebook without the cell. */
export function removeCell(notebook: Notebook, id: string): Notebook {
  return withCells(notebook, notebook.cells.toSpliced(cellIndex(notebook, id), 1));
}

/** Returns the notebook with a removed cell back at `index`, clamped; the same notebook where its id is taken. */
export function restoreCell(notebook: Notebook, cell: Cell, index: number): Notebook {
  if (notebook.cells.some(({ id }) => id === cell.id)) return notebook;
  return withCells(notebook, notebook.cells.toSpliced(Math.min(index, notebook.cells.length), 0, cell));
}

/** Returns the notebook with a copy of the cell right after it (without its name), and the copy's id. */
export function duplicateCell(
  notebook: Notebook,
  id: string,
): { readonly notebook: Notebook; readonly id: string } {
  const index = cellIndex(notebook, id);
  const { name: _name, ...rest } = notebook.cells[index]!;
  const copy: Cell = { ...rest, id: nextCellId(notebook) };
  return { notebook: withCells(notebook, notebook.cells.toSpliced(index + 1, 0, copy)), id: copy.id };
}

/** Returns the notebook with a parameter of an analysis cell set; undefined takes it out, which restores the default. */
export function setParam(notebook: Notebook, id: string, name: string, value: unknown): Notebook {
  return replaceCell(notebook, id, (cell) => {
    const analysis = ofKind(cell, "analysis");
    const { [name]: _old, ...others } = analysis.params;
    return { ...analysis, params: value === undefined ? others : { ...analysis.params, [name]: value } };
  });
}

/** Returns the notebook with the Markdown of a text cell. */
export function setMarkdown(notebook: Notebook, id: string, markdown: string): Notebook {
  return replaceCell(notebook, id, (cell) => ({ ...ofKind(cell, "text"), markdown }));
}

/** Returns the notebook with a title. */
export function setTitle(notebook: Notebook, title: string): Notebook {
  return { ...notebook, title };
}

/** Returns the notebook with a part of its reading changed. */
export function setReading(notebook: Notebook, change: Partial<Reading>): Notebook {
  return { ...notebook, reading: { ...notebook.reading, ...change } };
}
