/** The curves of survival as the chart shows them: one a group, from day 0, by what is shown. */
import type { SurvivalParams } from "./params.ts";
import type { CurveRow, CurveResult } from "./result.ts";
import { fewestAtRisk } from "./words.ts";

/** A point of a curve: the value from `days` on, until the next point. */
export interface Point {
  readonly days: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The curve of a group. */
export interface Curve {
  readonly position: number;
  readonly split: string | null;
  readonly others: boolean;
  readonly customers: number;
  readonly points: readonly Point[];
  /** The first day on which few are at risk; null where that never happens. */
  readonly fewFrom: number | null;
  /** The last day on which anybody was at risk; the curve ends there. */
  readonly last: number;
  readonly rows: readonly CurveRow[];
}

/** What a row shows: the share that has come back, that has not, or the cumulative hazard. */
export function shownOf(
  row: Pick<CurveRow, "survival" | "low" | "high" | "cumulative_hazard" | "hazard_low" | "hazard_high">,
  { show }: SurvivalParams,
): Omit<Point, "days"> {
  switch (show) {
    case "survival":
      return { value: row.survival, low: row.low, high: row.high };
    case "hazard":
      return { value: row.cumulative_hazard, low: row.hazard_low, high: row.hazard_high };
    case "returned":
      return {
        value: 1 - row.survival,
        low: row.high === null ? null : 1 - row.high,
        high: row.low === null ? null : 1 - row.low,
      };
  }
}

/** What a curve shows on day 0, before anybody came back. */
const start = ({ show }: SurvivalParams): Point => ({
  days: 0,
  value: show === "survival" ? 1 : 0,
  low: null,
  high: null,
});

/** The row that holds on a day: the last up to it; undefined before the first. */
export const rowOn = ({ rows }: Pick<Curve, "rows">, day: number): CurveRow | undefined =>
  rows.findLast(({ days }) => days <= day);

/** Customers at risk on a day. */
export const atRiskOn = ({ rows }: Pick<Curve, "rows">, day: number): number =>
  rows.find(({ days }) => days >= day)?.n ?? 0;

/** The curves of a result, the largest group first. */
export function toCurves({ rows }: CurveResult, params: SurvivalParams): readonly Curve[] {
  return [...new Set(rows.map(({ position }) => position))].map((position) => {
    const own = rows.filter((row) => row.position === position);
    const customers = own[0]!.n;
    const few = fewestAtRisk(customers);
    return {
      position,
      split: own[0]!.split,
      others: own[0]!.others,
      customers,
      points: [
        start(params),
        ...own.filter(({ events }) => events > 0).map((row) => ({ days: row.days, ...shownOf(row, params) })),
      ],
      fewFrom: own.find(({ n }) => n < few)?.days ?? null,
      last: own.at(-1)!.days,
      rows: own,
    };
  });
}

/**
 * The last day that is drawn: the one asked for, else the last on which ten customers of some group are at risk, and where
 * no group has ten, the last of all; at least 1.
 */
export function horizonOf(curves: readonly Curve[], { horizon_days }: SurvivalParams): number {
  const last = Math.max(1, ...curves.map((curve) => curve.last));
  if (horizon_days !== null) return horizon_days;
  const days = curves.flatMap(({ rows }) => rows.filter(({ n }) => n >= 10).map((row) => row.days));
  return days.length === 0 ? last : Math.max(1, ...days);
}

/** The points up to `end` from `from` on, with one at each end, for a line that steps. */
export function stretch(curve: Curve, from: number, end: number): readonly Point[] {
  if (end < from) return [];
  const before = curve.points.findLast(({ days }) => days <= from)!;
  const within = curve.points.filter(({ days }) => days > from && days <= end);
  const last = within.at(-1) ?? before;
  return [{ ...before, days: from }, ...within, { ...last, days: end }];
}
