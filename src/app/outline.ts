/** The outline of a notebook: headings of its texts, and under each the cells that follow it. */
import type { AnyAnalysis } from "../analyses/analysis.ts";
import type { Messages } from "../messages/messages.ts";
import type { Notebook, TextCell } from "../notebook/document.ts";
import type { NotebookView } from "./app.ts";
import { cellTitle } from "./cell-title.ts";
import { withFigures } from "./figure-text.ts";
import { headingsOf } from "./headings.ts";

/** One entry of the outline with what is under it. */
export interface OutlineEntry {
  /** Unique in the outline. */
  readonly key: string;
  readonly cell: string;
  /** Which of the cell's headings of this title, counted from 0; null for a cell itself. */
  readonly heading: number | null;
  readonly title: string;
  readonly children: readonly OutlineEntry[];
}

interface Growing extends OutlineEntry {
  readonly level: number;
  readonly children: Growing[];
}

/** Deeper than every heading: a cell is under the one before it. */
const cellLevel = 7;

/**
 * Returns the outline in the order of the document, nested by the level of headings. Texts without a heading have no
 * entry; `textOf` is a text's Markdown as it is read, with its live figures.
 */
export function outlineOf(
  notebook: Notebook,
  analyses: readonly AnyAnalysis[],
  messages: Messages,
  textOf: (cell: TextCell) => string = ({ markdown }) => markdown,
): readonly OutlineEntry[] {
  const top: Growing[] = [];
  const path: Growing[] = [];
  const put = (entry: Growing) => {
    while (path.length > 0 && path.at(-1)!.level >= entry.level) path.pop();
    (path.at(-1)?.children ?? top).push(entry);
    path.push(entry);
  };
  for (const cell of notebook.cells) {
    if (cell.kind === "text")
      headingsOf(textOf(cell)).forEach(({ level, title }, index, all) => {
        const heading = all.slice(0, index).filter((other) => other.title === title).length;
        put({ key: `${cell.id} ${index}`, cell: cell.id, heading, title, level, children: [] });
      });
    else {
      const title = cellTitle(cell, analyses, messages);
      put({ key: cell.id, cell: cell.id, heading: null, title, level: cellLevel, children: [] });
    }
  }
  const plain = ({ key, cell, heading, title, children }: Growing): OutlineEntry => ({
    key,
    cell,
    heading,
    title,
    children: children.map(plain),
  });
  return top.map(plain);
}

/** Returns the outline of an open notebook, its headings with their live figures as the page shows them. */
export function outlineOfView(
  view: Pick<NotebookView, "document" | "state"> & {
    readonly facts: Pick<NotebookView["facts"], "currency">;
  },
  analyses: readonly AnyAnalysis[],
  messages: Messages,
): readonly OutlineEntry[] {
  return outlineOf(view.document, analyses, messages, (cell) =>
    withFigures(cell, view.state(cell.id), view.document, messages, view.facts.currency),
  );
}

/** Returns every entry in the order of the document, with how deep it stands from 0. */
export function outlineLines(
  entries: readonly OutlineEntry[],
  depth = 0,
): readonly { readonly entry: OutlineEntry; readonly depth: number }[] {
  return entries.flatMap((entry) => [{ entry, depth }, ...outlineLines(entry.children, depth + 1)]);
}

/** Returns the key of the entry that is read when `current` is: the cell's own, else the last one before it, else the first. */
export function markedEntry(
  entries: readonly OutlineEntry[],
  notebook: Notebook,
  current: string | null,
): string | null {
  const lines = outlineLines(entries).map(({ entry }) => entry);
  const own = lines.find(({ cell }) => cell === current);
  if (own) return own.key;
  const order = notebook.cells.map(({ id }) => id);
  const upTo = order.slice(0, order.indexOf(current ?? "") + 1);
  return (lines.findLast(({ cell }) => upTo.includes(cell)) ?? lines[0])?.key ?? null;
}
