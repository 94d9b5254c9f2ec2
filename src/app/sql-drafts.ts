/** Texts of sql cells that were typed and not run yet: the document has what was typed, the runtime what was run last. */
import type { Notebook } from "../notebook/document.ts";

/** By the id of a cell whose text was typed since it ran: the text that ran. */
export type Drafts = ReadonlyMap<string, string>;

const sqlOf = (notebook: Notebook, id: string): string | null => {
  const cell = notebook.cells.find((cell) => cell.id === id);
  return cell?.kind === "sql" ? cell.sql : null;
};

/**
 * The drafts after an edit. The cell `typed` becomes one and is none any more once its text is the one that ran. A cell
 * whose text changed otherwise, by undo or an opened file, is none: its text runs as every other edit does.
 */
export function draftsAfter(drafts: Drafts, before: Notebook, after: Notebook, typed: string | null): Drafts {
  const next = new Map<string, string>();
  const ids = typed === null ? [...drafts.keys()] : [...drafts.keys(), typed];
  for (const id of ids) {
    const [was, is] = [sqlOf(before, id), sqlOf(after, id)];
    const ran = drafts.get(id) ?? was;
    if (is === null || ran === null || is === ran) continue;
    if (is === was || id === typed) next.set(id, ran);
  }
  return next;
}

/** The notebook as it was run last: a draft's cell with the text that ran. */
export function asRun(notebook: Notebook, drafts: Drafts): Notebook {
  if (drafts.size === 0) return notebook;
  const cells = notebook.cells.map((cell) => {
    const ran = drafts.get(cell.id);
    return cell.kind === "sql" && ran !== undefined ? { ...cell, sql: ran } : cell;
  });
  return { ...notebook, cells };
}
