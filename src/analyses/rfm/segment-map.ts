/** The layout of the segment map: columns by recency, fields in them by number of customers. */
import { others, type SegmentRule } from "./segments.ts";
import type { RfmParams } from "./params.ts";
import type { PartRow } from "./result.ts";

/** The columns of the map, from left to right. */
export type MapGroup = "recent" | "between" | "quiet" | "often" | "seldom" | "others";

/** A field of the map in pixels; its area is the number of customers as far as every field keeps 3 pixels. */
export interface MapField {
  readonly row: PartRow<"segments">;
  readonly group: MapGroup;
  readonly column: number;
  readonly place: number;
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** A column of the map: its group, its customers and its place in pixels. */
export interface MapColumn {
  readonly group: MapGroup;
  readonly customers: number;
  readonly x1: number;
  readonly x2: number;
}

const groups: readonly MapGroup[] = ["recent", "between", "quiet", "often", "seldom", "others"];
const recentNames = new Set([
  "Important value",
  "Important development",
  "General value",
  "General development",
  "Recent, often",
  "Recent, seldom",
  "Recent, high spend",
  "Recent, low spend",
]);

/** The column of a segment: by the middle of its R range, or by its side of the threshold. */
export function groupOf(
  segment: string,
  { scheme, segments, pair }: Pick<RfmParams, "scheme" | "segments" | "pair">,
): MapGroup {
  // Frequency and money know nothing of recency: their columns are by frequency.
  if (scheme === "quadrants" && pair === "frequency_monetary")
    return segment.startsWith("Often") ? "often" : "seldom";
  if (scheme !== "eleven") return recentNames.has(segment) ? "recent" : "quiet";
  const rule: SegmentRule | undefined = segments.find(({ name }) => name.trim() === segment);
  if (rule === undefined || segment === others) return "others";
  const middle = (rule.r[0] + rule.r[1]) / 2;
  if (middle >= 4) return "recent";
  return middle > 2 ? "between" : "quiet";
}

/** Sizes that add up to `room` in the proportion of the weights, none below `least`. */
function shareOut(weights: readonly number[], room: number, least: number): readonly number[] {
  const floor = Math.min(least, room / Math.max(weights.length, 1));
  let fixed = new Set<number>();
  for (;;) {
    const free = weights.reduce((sum, weight, index) => sum + (fixed.has(index) ? 0 : weight), 0);
    const left = room - floor * fixed.size;
    const size = (weight: number) => (free > 0 ? (weight / free) * left : 0);
    const small = weights.flatMap((weight, index) =>
      !fixed.has(index) && size(weight) < floor ? [index] : [],
    );
    if (small.length === 0) return weights.map((weight, index) => (fixed.has(index) ? floor : size(weight)));
    fixed = new Set([...fixed, ...small]);
  }
}

/** Fields and columns of the segments that have customers, in a place of `width` × `height` from `top`, 2 pixels apart. */
export function segmentMap(
  rows: readonly PartRow<"segments">[],
  params: RfmParams,
  { width, height, top }: { readonly width: number; readonly height: number; readonly top: number },
): { readonly fields: readonly MapField[]; readonly columns: readonly MapColumn[] } {
  const gap = 2;
  const held = rows.filter(({ customers }) => customers > 0);
  const columns = groups
    .map((group) => ({ group, rows: held.filter(({ segment }) => groupOf(segment, params) === group) }))
    .filter(({ rows: own }) => own.length > 0);
  const sum = (own: readonly PartRow<"segments">[]) => own.reduce((total, row) => total + row.customers, 0);
  const widths = shareOut(
    columns.map(({ rows: own }) => sum(own)),
    width - gap * (columns.length - 1),
    3,
  );
  const left = (column: number) => widths.slice(0, column).reduce((total, size) => total + size + gap, 0);
  const placed = columns.map(({ group, rows: own }, column): MapColumn => ({
    group,
    customers: sum(own),
    x1: left(column),
    x2: left(column) + widths[column]!,
  }));
  const fields = columns.flatMap(({ group, rows: own }, column) => {
    const heights = shareOut(
      own.map(({ customers }) => customers),
      height - gap * (own.length - 1),
      3,
    );
    return own.map((row, place): MapField => {
      const y1 = top + heights.slice(0, place).reduce((total, size) => total + size + gap, 0);
      const { x1, x2 } = placed[column]!;
      return { row, group, column, place, x1, x2, y1, y2: y1 + heights[place]! };
    });
  });
  return { fields, columns: placed };
}
