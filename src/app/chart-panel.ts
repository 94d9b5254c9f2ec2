/** One panel of a chart: what its layouts share. */
import type { ChartStop } from "../analyses/analysis.ts";
import { m } from "../messages/messages.ts";
import { categoryOf, type Category, type ChartRow } from "./chart-rows.ts";
import type { Extent } from "./chart-scales.ts";
import { figureName, figureText, placeText, valueText, type ChartTelling } from "./chart-words.ts";

/** A chart to lay out. */
export interface Drawing extends ChartTelling {
  readonly rows: readonly ChartRow[];
  /** The categories of colour, in order; one where the channel is not used. */
  readonly series: readonly Category[];
  readonly tokens: ReadonlyMap<string, { readonly mark: string; readonly text: string }>;
  /** True where marks of one x are put on top of each other: they are parts of a sum. */
  readonly isStacked: boolean;
  /** The last day that the data cover in full, `YYYY-MM-DD`; null where nothing is known. */
  readonly observedThrough: string | null;
}

/** The place of one panel and its rows. */
export interface Panel {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly ChartRow[];
  /** The value of the facet, and its title; null without one. */
  readonly facet: Category | null;
  /** Row of its first stop in the walk. */
  readonly firstRow: number;
  readonly extent: Extent;
}

/** True where the period of a mark is not over on the last day that the data cover. */
export function isOpen({ x_end: end }: ChartRow, observedThrough: string | null): boolean {
  // The end is exclusive: a period is over where the day before it is covered.
  return typeof end === "string" && observedThrough !== null && dayBefore(end) > observedThrough;
}

const dayBefore = (day: string) =>
  new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The colour token of a mark. */
export function tokenOf(row: ChartRow, { tokens, chart }: Drawing): string {
  return chart.colour === null ? "accent" : (tokens.get(categoryOf(row, "colour").key)?.mark ?? "accent");
}

/** What is read at a mark: where, of what, how much, of how many. */
export function stopLines(row: ChartRow, drawing: Drawing): readonly string[] {
  const { chart, messages, observedThrough } = drawing;
  const where = [
    placeText(row, drawing),
    ...(chart.colour === null ? [] : [valueText(categoryOf(row, "colour"), chart.colour, drawing)]),
    ...(chart.facet === null ? [] : [valueText(categoryOf(row, "facet"), chart.facet, drawing)]),
  ];
  const shown = messages.integer(row.n);
  return [
    where.join(m.cells_chart_join({}, messages)),
    row.y === null
      ? m.cells_chart_no_value({}, messages)
      : m.cells_chart_figure({ name: figureName(drawing), value: figureText(row.y, drawing) }, messages),
    ...(chart.aggregate === "none" || chart.aggregate === "count"
      ? []
      : [m.cells_chart_n({ count: row.n, shown }, messages)]),
    ...(isOpen(row, observedThrough) ? [m.cells_chart_open({}, messages)] : []),
  ];
}

/** The stop of a mark with this box; no smaller than 6 pixels, so that a pointer finds it. */
export function stopAt(
  row: ChartRow,
  drawing: Drawing,
  place: { readonly row: number; readonly column: number },
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): ChartStop {
  const grow = (at: number, length: number) =>
    (length >= 6 ? [at, length] : [at - (6 - length) / 2, 6]) as [number, number];
  const [x, width] = grow(box.x, box.width);
  const [y, height] = grow(box.y, box.height);
  return { ...place, x, y, width, height, lines: stopLines(row, drawing) };
}
