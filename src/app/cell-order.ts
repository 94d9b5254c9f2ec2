/** Places of cells in a notebook: who is next, and where a dragged one lands. */

interface Placed {
  readonly id: string;
}

/** Returns the cell that takes the focus when `id` is removed: the next one, else the one before, else null. */
export function successorOf(cells: readonly Placed[], id: string): string | null {
  const place = cells.findIndex((cell) => cell.id === id);
  return (cells[place + 1] ?? cells[place - 1])?.id ?? null;
}

/** Returns the cell `by` places from `from`; from nowhere the first or the last; null where there is none. */
export function neighbourOf(cells: readonly Placed[], from: string | null, by: -1 | 1): string | null {
  const place = cells.findIndex(({ id }) => id === from);
  if (place < 0) return cells.at(by === 1 ? 0 : -1)?.id ?? null;
  return cells[place + by]?.id ?? null;
}

/**
 * Returns the place among the others, as `moveTo` takes it, of a cell that is dropped at the upper or lower edge of
 * another; null where it would stand where it is.
 */
export function dropPlace(
  cells: readonly Placed[],
  dragged: string,
  over: string,
  edge: "above" | "below",
): number | null {
  const from = cells.findIndex(({ id }) => id === dragged);
  const others = cells.filter(({ id }) => id !== dragged);
  const at = others.findIndex(({ id }) => id === over);
  if (from < 0 || at < 0) return null;
  const to = at + (edge === "below" ? 1 : 0);
  return to === from ? null : to;
}
