/** Edits of a notebook: each returns a new document and leaves the old one as it was. */
import { RegularsError } from "../base/error.ts";
import type { Cell, CellKind, Notebook, Reading } from "./document.ts";
import type { Filter } from "./filter.ts";
import { freeName, nameFault } from "./names.ts";
import { nextCellId } from "./new.ts";

type Without<C, K extends keyof never> = C extends Cell ? Omit<C, K> : never;

/** A cell that has no id yet. */
export type NewCell = Without<Cell, "id">;

/** New values of a cell's own fields; undefined takes out one that may be absent. */
export type CellChange<K extends CellKind = CellKind> = Partial<
  Omit<Extract<Cell, { readonly kind: K }>, "kind" | "id" | "name">
>;

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

/**
 * Returns the notebook with a new cell before `index` (0 to the number of cells, else clamped), and the cell's id. An input
 * without a name gets a free one.
 */
export function addCell(
  notebook: Notebook,
  cell: NewCell,
  index: number,
): { readonly notebook: Notebook; readonly id: string } {
  const id = nextCellId(notebook);
  // Nothing can refer to an input that has no name.
  if (cell.kind === "input" && cell.name === undefined) {
    const names = notebook.cells.flatMap(({ name }) => name ?? []);
    cell = { ...cell, name: freeName(cell.input.label || cell.input.type, names) };
  }
  const at = Math.min(Math.max(0, index), notebook.cells.length);
  return { notebook: withCells(notebook, notebook.cells.toSpliced(at, 0, { ...cell, id } as Cell)), id };
}

/** Returns the notebook with the cell at `index` (clamped) of the others; the same notebook where it stands there. */
export function moveCellTo(notebook: Notebook, id: string, index: number): Notebook {
  const from = cellIndex(notebook, id);
  const to = Math.min(Math.max(0, index), notebook.cells.length - 1);
  if (to === from) return notebook;
  const cell = notebook.cells[from]!;
  return withCells(notebook, notebook.cells.toSpliced(from, 1).toSpliced(to, 0, cell));
}

/** Returns the notebook with the cell one place up or down; the same notebook where there is no such place. */
export function moveCell(notebook: Notebook, id: string, by: -1 | 1): Notebook {
  return moveCellTo(notebook, id, cellIndex(notebook, id) + by);
}

/** Returns the notebook without the cell. */
export function removeCell(notebook: Notebook, id: string): Notebook {
  return withCells(notebook, notebook.cells.toSpliced(cellIndex(notebook, id), 1));
}

/**
 * Returns the notebook with a removed cell back at `index`, clamped; the same notebook where it is back already. Where
 * another cell got its id or its name meanwhile, it gets a new one.
 */
export function restoreCell(notebook: Notebook, cell: Cell, index: number): Notebook {
  const { cells } = notebook;
  const there = cells.find(({ id }) => id === cell.id);
  if (there && JSON.stringify(there) === JSON.stringify(cell)) return notebook;
  const names = cells.flatMap(({ name }) => name ?? []);
  const isTaken = cell.name !== undefined && nameFault(cell.name, names) === "taken";
  const back: Cell = {
    ...cell,
    ...(there && { id: nextCellId(notebook) }),
    ...(isTaken && { name: freeName(cell.name!, names) }),
  };
  return withCells(notebook, cells.toSpliced(Math.min(index, cells.length), 0, back));
}

/** Returns the notebook with a copy of the cell right after it (without its name, an input with a free one), and the copy's id. */
export function duplicateCell(
  notebook: Notebook,
  id: string,
): { readonly notebook: Notebook; readonly id: string } {
  const index = cellIndex(notebook, id);
  const { name, ...rest } = notebook.cells[index]!;
  const names = notebook.cells.flatMap((cell) => cell.name ?? []);
  const own = rest.kind === "input" ? { name: freeName(name ?? rest.input.type, names) } : {};
  const copy: Cell = { ...rest, ...own, id: nextCellId(notebook) };
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

/**
 * Returns the notebook with fields of a cell changed.
 * @throws RegularsError where the cell is of another kind.
 */
export function changeCell<K extends CellKind>(
  notebook: Notebook,
  id: string,
  kind: K,
  change: CellChange<K>,
): Notebook {
  return replaceCell(notebook, id, (cell) => {
    const changed = Object.entries({ ...ofKind(cell, kind), ...change });
    return Object.fromEntries(changed.filter(([, value]) => value !== undefined)) as unknown as Cell;
  });
}

/** Returns the notebook with a cell collapsed to its head, or opened. */
export function collapseCell(notebook: Notebook, id: string, collapsed: boolean): Notebook {
  return replaceCell(
    notebook,
    id,
    ({ collapsed: _old, ...cell }) => (collapsed ? { ...cell, collapsed } : cell) as Cell,
  );
}

/**
 * Returns the notebook with a cell's name; null takes it away. Cells that refer to it are left as they are.
 * @throws RegularsError where the name is taken or no name that SQL reads without quotes.
 */
export function renameCell(notebook: Notebook, id: string, name: string | null): Notebook {
  const others = notebook.cells.flatMap((cell) => (cell.id === id ? [] : (cell.name ?? [])));
  const fault = name === null ? null : nameFault(name, others);
  if (fault !== null)
    throw new RegularsError(`invalid name: ${name}`, {
      hint:
        fault === "taken"
          ? "Another cell has it."
          : "A name is a word of letters, digits and _ that SQL does not use itself.",
    });
  return replaceCell(
    notebook,
    id,
    ({ name: _old, ...cell }) => (name === null ? cell : { ...cell, name }) as Cell,
  );
}

/** Returns the notebook with another filter. */
export function setFilter(notebook: Notebook, filter: Filter): Notebook {
  return { ...notebook, filter };
}

/** Returns the notebook with a title. */
export function setTitle(notebook: Notebook, title: string): Notebook {
  return { ...notebook, title };
}

/** Returns the notebook with a part of its reading changed. */
export function setReading(notebook: Notebook, change: Partial<Reading>): Notebook {
  return { ...notebook, reading: { ...notebook.reading, ...change } };
}
