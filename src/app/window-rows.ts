/** Which rows of a long table are drawn, and which pages of it are fetched. */

/** Rows of one page of a table. */
export const pageLength = 200;

/** The drawn rows `first` (inclusive) to `end` (exclusive) of a table that is scrolled to `scrollTop`, with ten to spare on each side. */
export function drawnRows(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  total: number,
): { readonly first: number; readonly end: number } {
  const spare = 10;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const end = Math.min(total, Math.ceil((scrollTop + viewHeight) / rowHeight) + spare);
  return { first: Math.min(first, end), end };
}

/** Numbers of the pages that hold rows `first` (inclusive) to `end` (exclusive), ascending. */
export function pagesOf(first: number, end: number): readonly number[] {
  if (end <= first) return [];
  const from = Math.floor(first / pageLength);
  return Array.from({ length: Math.floor((end - 1) / pageLength) - from + 1 }, (_, index) => from + index);
}
