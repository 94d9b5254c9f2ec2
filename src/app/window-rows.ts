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

/** Left edges of columns of these widths, and the right edge of the last; one number more than columns. */
export function edgesOf(widths: readonly number[]): readonly number[] {
  const edges = [0];
  for (const width of widths) edges.push(edges.at(-1)! + width);
  return edges;
}

/** The drawn columns `first` (inclusive) to `end` (exclusive) of a table that is scrolled to `left`, with 300 pixels to spare on each side. */
export function drawnColumns(
  edges: readonly number[],
  left: number,
  viewWidth: number,
): { readonly first: number; readonly end: number } {
  const spare = 300;
  const columns = edges.length - 1;
  let first = 0;
  while (first < columns && edges[first + 1]! < left - spare) first++;
  let end = first;
  while (end < columns && edges[end]! <= left + viewWidth + spare) end++;
  return { first, end };
}
