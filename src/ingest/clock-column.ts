/** Days and clocks that stand in two columns, read as one moment. */
import type { CanonicalColumn } from "../orders/plan.ts";
import { columnShape, type ColumnShape } from "./columns.ts";
import type { Inspection } from "./inspection.ts";

/** True where a cell is a time of day and nothing else: `9:05`, `21:05:10`, `9:05 PM`. */
export const isClock = (cell: string): boolean =>
  /^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?$/i.test(cell.trim());

/** The shape of the orders' dates with the clock beside them, where the file has one in a column of its own. */
export function withClock(
  file: Inspection,
  { ordered_at: day, time_of_day: clock }: Readonly<Partial<Record<CanonicalColumn, number>>>,
  shape: ColumnShape,
): ColumnShape {
  if (day === undefined || clock === undefined) return shape;
  const joined = file.sample.map((record) => `${(record[day] ?? "").trim()} ${(record[clock] ?? "").trim()}`);
  const whole = columnShape(joined.map((text) => text.trim()));
  return whole.dates >= shape.dates * 0.8 ? whole : shape;
}
