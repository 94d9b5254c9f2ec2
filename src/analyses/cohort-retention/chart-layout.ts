/** Where things stand in the triangle: columns, rows and the bar of new customers, in pixels. */
import { narrowBelow } from "../chart-theme.ts";
import type { ChartFrame } from "../analysis.ts";
import type { Line } from "./lines.ts";
import type { CohortParams } from "./rows.ts";
import { headName } from "./words.ts";

/** The places of the triangle. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  /** The k that are drawn, ascending; not all of them where the width does not hold them. */
  readonly columns: readonly number[];
  readonly cellWidth: number;
  readonly rowHeight: number;
  /** Where the cells begin. */
  readonly left: number;
  readonly top: number;
  /** Where the bars of new customers begin, and the longest of them. */
  readonly barLeft: number;
  readonly barWidth: number;
  /** The upper edge of each line. */
  readonly rowTop: readonly number[];
}

const gapAfterPooled = 9;
const widestCell = 64;

/** At most `fits` of 1…`last`: all, or the first ones and then even steps, or 1, 2, 3, 6, 9, 12 … where it is narrow. */
export function chooseColumns(last: number, fits: number): readonly number[] {
  const all = Array.from({ length: last }, (_, index) => index + 1);
  if (last <= fits) return all;
  if (fits < 10) {
    const sparse = all.filter((k) => k <= 3 || (k <= 12 && k % 3 === 0) || (k > 12 && k % 12 === 0));
    return sparse.slice(0, Math.max(1, fits));
  }
  for (let step = 2; ; step++) {
    const chosen = all.filter((k) => k <= 6 || (k - 6) % step === 0);
    if (chosen.length <= fits) return chosen;
  }
}

/** About how wide a text of 12 px stands; Chinese characters are as wide as high. */
const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > "\u2E7F" ? 12 : 6.4), 0);

/** The text cut to about `width` pixels, with an ellipsis. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`) > width) end--;
  return `${text.slice(0, end)}…`;
}

/** The layout of these lines at a width. */
export function toLayout(
  lines: readonly Line[],
  params: CohortParams,
  { width, messages }: ChartFrame,
): Layout {
  const narrow = width < narrowBelow;
  const widestName = Math.max(0, ...lines.map(({ label }) => textWidth(label)));
  const names = narrow
    ? Math.min(82, Math.max(56, widestName + 4))
    : Math.min(150, Math.max(74, widestName + 8));
  const barWidth = narrow ? 24 : 74;
  const figures = messages.integer(Math.max(0, ...lines.map(({ customers }) => customers))).length * 7;
  const left = Math.round(names + barWidth + figures + (narrow ? 14 : 18));
  const last = Math.max(1, ...lines.flatMap(({ cells }) => cells.map(({ k }) => k)));
  const heads = Array.from({ length: last }, (_, index) => headName(index + 1, params, messages));
  const least = Math.max(narrow ? 33 : 29, Math.max(...heads.map(textWidth)) + 6);
  const columns = chooseColumns(last, Math.max(1, Math.floor((width - left) / least)));
  const rowHeight = narrow ? 27 : 25;
  const top = narrow ? 44 : 46;
  const pooled = lines[0]?.pooled ? gapAfterPooled : 0;
  return {
    width,
    height: top + rowHeight * lines.length + pooled + 2,
    narrow,
    columns,
    cellWidth: Math.min(widestCell, (width - left - 1) / columns.length),
    rowHeight,
    left,
    top,
    barLeft: names,
    barWidth,
    rowTop: lines.map((_, index) => top + index * rowHeight + (index > 0 ? pooled : 0)),
  };
}
