/** What an edit was, told when it is undone or done again. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { Cell, Notebook } from "../notebook/document.ts";
import { cellTitle } from "./cell-title.ts";

type CellWord = (inputs: { readonly cell: string }, messages: Messages) => string;

const isEqual = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** What became of one cell that is in both documents. */
function wordOf(before: Cell, after: Cell): CellWord {
  const { name: _a, collapsed: wasClosed, ...restBefore } = before;
  const { name: _b, collapsed: isClosed, ...restAfter } = after;
  if (!isEqual(restBefore, restAfter)) return m.shell_edit_changed;
  if (before.name !== after.name) return m.shell_edit_named;
  if (wasClosed !== isClosed) return isClosed ? m.shell_edit_collapsed : m.shell_edit_expanded;
  return m.shell_edit_changed;
}

/** The cell that was moved where the same cells stand in another order; the one that was moved farthest. */
function movedCell(before: Notebook, after: Notebook): Cell | null {
  const places = new Map(before.cells.map(({ id }, place) => [id, place]));
  const moves = after.cells.map((cell, place) => ({ cell, by: Math.abs(place - places.get(cell.id)!) }));
  return moves.reduce((far, move) => (move.by > far.by ? move : far)).cell;
}

/** Returns in words what leads from a document to the next one. */
export function editWords(
  before: Notebook,
  after: Notebook,
  analyses: readonly AnyAnalysis[],
  messages: Messages,
): string {
  const old = new Map(before.cells.map((cell) => [cell.id, cell]));
  const now = new Map(after.cells.map((cell) => [cell.id, cell]));
  const tell = (word: CellWord, cell: Cell) => word({ cell: cellTitle(cell, analyses, messages) }, messages);
  const added = after.cells.filter(({ id }) => !old.has(id));
  const removed = before.cells.filter(({ id }) => !now.has(id));
  const changed = after.cells.filter((cell) => old.has(cell.id) && old.get(cell.id) !== cell);
  const touched = added.length + removed.length + changed.length;
  if (touched === 1 && added[0]) return tell(m.shell_edit_added, added[0]);
  if (touched === 1 && removed[0]) return tell(m.shell_edit_removed, removed[0]);
  if (touched > 1) return m.shell_edit_cells({ n: touched, shown: messages.integer(touched) }, messages);
  if (changed.length === 1) return tell(wordOf(old.get(changed[0]!.id)!, changed[0]!), changed[0]!);
  if (before.cells.some(({ id }, place) => after.cells[place]?.id !== id))
    return tell(m.shell_edit_moved, movedCell(before, after)!);
  if (before.title !== after.title) return m.shell_edit_title({}, messages);
  if (!isEqual(before.filter, after.filter)) return m.shell_edit_filter({}, messages);
  if (before.reading.asOf !== after.reading.asOf) return m.shell_edit_as_of({}, messages);
  return m.shell_edit_reading({}, messages);
}
