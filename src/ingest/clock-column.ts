/** Days and clocks that stand in two columns, read as one moment. */
import type { CanonicalColumn } from "../orders/plan.ts";
import { columnShape, type ColumnShape } from "./columns.ts";
import type { Inspection } from "./inspection.ts";

/** True where a cell is a time of day and nothing else: `9:05`, `21:05:10`, `9:05 PM`. */
export const isClock = (cell: string): boolean =>
  /^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?$/i.test(cell.trim());

/** A day and a clock, joined as the warehouse joins them. */
const joined = (day: string, clock: string): string => `${day.trim()} ${clock.trim()}`.trim();

/** The shape of the orders' dates with the clock beside them, where the file has one in a column of its own. */
export function withClock(
  file: Inspection,
  { ordered_at: day, time_of_day: clock }: Readonly<Partial<Record<CanonicalColumn, number>>>,
  shape: ColumnShape,
): ColumnShape {
  if (day === undefined || clock === undefined) return shape;
  return columnShape(file.sample.map((record) => joined(record[day] ?? "", record[clock] ?? "")));
}

/** The mapping without a clock that does not stand beside a plain day: its dates have a clock already, or it is none. */
export function withoutIdleClock(
  file: Inspection,
  shapes: readonly ColumnShape[],
  mapping: Readonly<Partial<Record<CanonicalColumn, number>>>,
): Partial<Record<CanonicalColumn, number>> {
  const { time_of_day: clock, ...rest } = mapping;
  const day = rest.ordered_at === undefined ? undefined : shapes[rest.ordered_at];
  if (clock === undefined || day === undefined) return rest;
  const isPlain = day.dateShapes.every(({ shape }) => shape.time === "");
  return isPlain && withClock(file, mapping, day).dates >= day.dates * 0.8 ? mapping : rest;
}
