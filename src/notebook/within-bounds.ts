/** Holds edits to the bounds that an opened notebook must keep. */
import { RegularsError } from "../base/error.ts";
import type { Cell, Notebook } from "./document.ts";
import { bounds } from "./plain-copy.ts";

/** Returns the size of a cell in a file: bytes of UTF-8 of its JSON. */
export function cellBytes(cell: unknown): number {
  return new TextEncoder().encode(JSON.stringify(cell)).length;
}

/**
 * Throws where an edit of `before` makes too many cells or too large a cell, because the notebook could not be opened
 * again. Only changed cells are measured.
 * @throws RegularsError
 */
export function checkBounds(before: Notebook, after: Notebook): void {
  if (after.cells.length > bounds.cells)
    throw new RegularsError(`invalid notebook: ${after.cells.length} cells`, {
      hint: `A notebook holds at most ${bounds.cells} cells.`,
    });
  const old = new Set<Cell>(before.cells);
  const large = after.cells.find((cell) => !old.has(cell) && cellBytes(cell) > bounds.cellBytes);
  if (large)
    throw new RegularsError(`invalid cell ${large.id}: ${cellBytes(large)} bytes`, {
      hint: `A cell holds at most ${bounds.cellBytes / 1024} KiB.`,
    });
}
