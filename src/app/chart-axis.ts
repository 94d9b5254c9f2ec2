/** The axes of a chart whose x runs along: where things stand, the grid, the ticks and their words. */
import { fitLabel, labelWidth } from "../analyses/chart-label.ts";
import { axisKind, type AxisKind } from "../runtime/chart-sql.ts";
import type { Drawing, Panel } from "./chart-panel.ts";
import { categories, categoryOf, type ChartRow } from "./chart-rows.ts";
import { figureExtent, timeOf, timeTicks } from "./chart-scales.ts";
import type { Shapes } from "./chart-shapes.ts";
import { tickText, timeText, valueText } from "./chart-words.ts";

/** Pixels below a panel for the labels of its x. */
export const axisHeight = 22;

/** Where the marks of a panel stand along x. */
export interface Along {
  readonly kind: AxisKind;
  /** The middle of a mark, and the width of its place; undefined where it has none. */
  at(row: ChartRow): { readonly middle: number; readonly width: number } | undefined;
  /** Place of the mark in the order of x. */
  order(row: ChartRow): number;
  readonly labels: Shapes["labels"];
}

/** The x of a mark on a scale; NaN where it is no number and no time. */
export function scaled(value: string | number | null): number {
  return typeof value === "number" ? value : value === null ? Number.NaN : timeOf(value);
}

/** How the x of a chart is laid out. */
export function axisOf({ chart, columns }: Drawing): AxisKind {
  const kind = chart.x === null ? undefined : columns[chart.x]?.kind;
  return kind === undefined ? "values" : axisKind(chart, kind);
}

/** Pixels left of a panel for the labels of its y. */
export function labelsWidth(ticks: readonly number[], drawing: Drawing): number {
  return (
    Math.max(
      0,
      ...ticks.map((tick, index) => labelWidth(tickText(tick, index === ticks.length - 1, drawing))),
    ) + 8
  );
}

/** The grid and its words: the unit stands on the top line only. */
export function grid(
  panel: Panel,
  left: number,
  y: (value: number) => number,
  drawing: Drawing,
): Partial<Shapes> {
  const { ticks, low, high } = panel.extent;
  const right = panel.left + panel.width;
  return {
    rules: ticks.map((tick) => ({
      x1: left,
      x2: right,
      y1: y(tick),
      y2: y(tick),
      look: tick === 0 && low <= 0 && high >= 0 ? "axis" : "grid",
    })),
    labels: ticks.map((tick, index) => ({
      text: tickText(tick, index === ticks.length - 1, drawing),
      x: left - 8,
      y: y(tick),
      anchor: "end",
      look: "tick",
    })),
  };
}

/** Every k-th of the labels, so that they stand apart. */
function thinned<T extends { readonly x: number; readonly text: string }>(
  labels: readonly T[],
): readonly T[] {
  const [first, second] = labels;
  if (!first || !second) return labels;
  const widest = Math.max(...labels.map(({ text }) => labelWidth(text)));
  const every = Math.max(1, Math.ceil((widest + 14) / Math.max(0.01, second.x - first.x)));
  return labels.filter((_, index) => index % every === 0);
}

function bands(drawing: Drawing, left: number, right: number, y: number): Along {
  const values = categories(drawing.rows, "x");
  const step = (right - left) / Math.max(1, values.length);
  const place = new Map(values.map(({ key }, index) => [key, index]));
  const labels = values.map((value, index) => ({
    text: fitLabel(valueText(value, drawing.chart.x, drawing), Math.max(step - 6, 90)),
    x: left + (index + 0.5) * step,
    y,
    anchor: "middle" as const,
    look: "tick" as const,
  }));
  const order = (row: ChartRow) => place.get(categoryOf(row, "x").key) ?? -1;
  return {
    kind: "values",
    order,
    at: (row) => ({ middle: left + (order(row) + 0.5) * step, width: step }),
    labels: thinned(labels),
  };
}

/** The shortest way between two marks that stand apart: the place of a day where no period says how long it is. */
function shortest(values: readonly number[]): number {
  let least = Infinity;
  for (let index = 1; index < values.length; index++)
    least = Math.min(least, values[index]! - values[index - 1]!);
  return Number.isFinite(least) ? least : 0;
}

/** Lays x out between two edges; `y` is where its labels stand, `isBroad` whether marks fill their places. */
export function along(drawing: Drawing, left: number, right: number, y: number, isBroad: boolean): Along {
  const kind = axisOf(drawing);
  if (kind === "values") return bands(drawing, left, right, y);
  const { rows, messages } = drawing;
  const starts = [...new Set(rows.map(({ x }) => scaled(x)))].filter(Number.isFinite).sort((a, b) => a - b);
  const order = new Map(starts.map((start, index) => [start, index]));
  const gap = kind === "time" ? Math.max(shortest(starts), 86_400_000) : shortest(starts) || 1;
  const endOf = (row: ChartRow) => {
    const end = scaled(row.x_end);
    return Number.isFinite(end) ? end : scaled(row.x) + (isBroad ? gap : 0);
  };
  const hasEnds = rows.some(({ x_end }) => x_end !== null);
  let low = starts[0] ?? 0;
  let high = starts.at(-1) ?? 1;
  for (const row of rows) if (isBroad || hasEnds) high = Math.max(high, endOf(row));
  if (high <= low) [low, high] = [low - gap / 2, low + gap / 2];
  // Marks without a breadth of their own keep clear of the edges.
  const inset = isBroad || hasEnds ? 0 : 7;
  const x = (value: number) => left + inset + ((value - low) / (high - low)) * (right - left - 2 * inset);
  // The name of a period stands under the middle of its marks.
  const [first] = rows;
  const half = kind === "time" && first && hasEnds ? (x(endOf(first)) - x(scaled(first.x))) / 2 : 0;
  const inside = (value: number) => value >= low && value <= high;
  const ticks =
    kind === "time"
      ? timeTicks(low, half > 0 ? high - 1 : high, Math.max(2, (right - left) / 84)).map(
          ({ at, period }) => ({
            text: timeText(at, period, messages),
            x: x(at) + half,
          }),
        )
      : figureExtent([low, high], false, Math.max(2, Math.floor((right - left) / 90)))
          .ticks.filter(inside)
          .map((tick) => ({
            text: valueText({ value: tick, others: 0 }, drawing.chart.x, drawing),
            x: x(tick),
          }));
  const labels = thinned(ticks).map(({ text, x: middle }) => {
    const reach = labelWidth(text) / 2;
    const anchor = middle - reach < left - 8 ? "start" : middle + reach > right + 8 ? "end" : "middle";
    return { text, x: middle, y, anchor, look: "tick" } as const;
  });
  return {
    kind,
    order: (row) => order.get(scaled(row.x)) ?? -1,
    at: (row) => {
      const start = scaled(row.x);
      if (!Number.isFinite(start)) return undefined;
      const end = hasEnds || isBroad ? endOf(row) : start;
      return { middle: (x(start) + x(end)) / 2, width: x(end) - x(start) };
    },
    labels,
  };
}
