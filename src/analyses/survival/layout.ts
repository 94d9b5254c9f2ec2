/** Where things stand in the chart of survival, in pixels. */
import type { ChartFrame } from "../analysis.ts";
import { labelWidth } from "../chart-label.ts";
import { gridTicks, narrowBelow } from "../chart-theme.ts";
import { horizonOf, stretch, type Curve } from "./curves.ts";
import type { SurvivalParams } from "./params.ts";

/** The places of the chart. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  /** Width of the field of the curves; names stand right of it. */
  readonly plotWidth: number;
  /** The zero line, and the upper edge of the field. */
  readonly bottom: number;
  readonly top: number;
  /** The last day drawn. */
  readonly horizon: number;
  readonly yTicks: readonly number[];
  readonly xTicks: readonly number[];
  /** The baselines of the numbers at risk, one a curve. */
  readonly riskRows: readonly number[];
  x(day: number): number;
  /** The place of a value; values above the field lie on its edge. */
  y(value: number): number;
}

/** Steps of an axis of days: weeks, months and years rather than tens. */
const daySteps = [1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650, 7300] as const;

const rowHeight = 18;

/** Day 0 and multiples of an even step up to `last`, at most about `fits` of them. */
export function dayTicks(last: number, fits: number): readonly number[] {
  const step = daySteps.find((size) => last / size <= Math.max(1, fits - 1)) ?? daySteps.at(-1)!;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
}

/** The highest value of the field: all that is drawn whole, with its band. */
function ceilingOf(
  curves: readonly Curve[],
  horizon: number,
  banded: boolean,
  params: SurvivalParams,
): number {
  if (params.show === "survival") return 1;
  const values = curves.flatMap((curve) => {
    const whole = Math.min(horizon, curve.last);
    const steady = Math.min(whole, curve.fewFrom ?? whole);
    return [
      ...stretch(curve, 0, whole).map(({ value }) => value),
      ...(banded ? stretch(curve, 0, steady).map(({ high }) => high ?? 0) : []),
    ];
  });
  const highest = Math.max(...values);
  const ceiling = highest > 0 ? highest * 1.08 : 1;
  return params.show === "returned" ? Math.min(1, ceiling) : ceiling;
}

/** The layout of these curves at a width. */
export function toLayout(
  curves: readonly Curve[],
  banded: boolean,
  params: SurvivalParams,
  { width, messages }: ChartFrame,
): Layout {
  const narrow = width < narrowBelow;
  const split = params.split_by !== "none";
  const widest = Math.max(...curves.map(({ customers }) => labelWidth(messages.integer(customers))));
  const plotWidth = Math.max(120, width - (split ? (narrow ? 84 : 140) : Math.ceil(widest / 2) + 2));
  const horizon = horizonOf(curves, params);
  const [top, field] = [18, narrow ? 190 : 230];
  const bottom = top + field;
  const ceiling = ceilingOf(curves, horizon, banded, params);
  const firstRow = bottom + 74;
  return {
    width,
    height: firstRow + rowHeight * (curves.length - 1) + 8,
    narrow,
    plotWidth,
    bottom,
    top,
    horizon,
    yTicks: gridTicks(ceiling, ceiling === 1 ? 4 : 3),
    xTicks: dayTicks(horizon, Math.floor(plotWidth / Math.max(44, widest + 14))),
    riskRows: curves.map((_, index) => firstRow + rowHeight * index),
    x: (day) => (day / horizon) * plotWidth,
    y: (value) => bottom - Math.min(1, value / ceiling) * field,
  };
}

/** Moves labels apart that would overlap, in their order from the top; the last keeps above `bottom`. */
export function spread(places: readonly number[], gap: number, bottom: number): readonly number[] {
  const order = places.map((_, index) => index).toSorted((a, b) => places[a]! - places[b]! || a - b);
  const moved = [...places];
  order.forEach((index, rank) => {
    if (rank > 0) moved[index] = Math.max(places[index]!, moved[order[rank - 1]!]! + gap);
  });
  order.toReversed().forEach((index, rank, reversed) => {
    const limit = rank === 0 ? bottom : moved[reversed[rank - 1]!]! - gap;
    moved[index] = Math.min(moved[index]!, limit);
  });
  return moved;
}
