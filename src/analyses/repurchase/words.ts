/** The words and rows of repurchase that its chart and headline share. */
import { addDays } from "../../base/calendar.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { RepurchaseParams } from "./params.ts";
import type { PartRow, RepurchaseResult, RepurchaseRow } from "./result.ts";

/** The rows of the step that is shown, the oldest first. */
export const shownRows = ({ rows }: RepurchaseResult, { step }: RepurchaseParams): readonly RepurchaseRow[] =>
  rows.filter((row) => row.step === step);

/** The pooled row of the step that is shown; undefined without a complete period. */
export const pooledOf = (
  { parts }: RepurchaseResult,
  { step }: RepurchaseParams,
): PartRow<"pooled"> | undefined => parts.pooled.find((row) => row.step === step);

/** The name of a period; days and weeks by their first day. */
export const periodName = (day: string, { period }: RepurchaseParams, messages: Messages): string =>
  period === "day" || period === "week" ? messages.date(day) : messages.period(day, period);

/** The period before one, by its name. */
export function nameBefore(day: string, params: RepurchaseParams, messages: Messages): string {
  const lastDay = addDays(day, -1);
  switch (params.period) {
    case "day":
      return messages.date(lastDay);
    case "week":
      return messages.date(addDays(day, -7));
    case "month":
    case "quarter":
    case "year":
      return messages.period(lastDay, params.period);
  }
}

/** The step in words: `within`, `next` or `span`, as messages select by it. */
export const stepKind = ({ step }: RepurchaseParams): "within" | "next" | "span" =>
  step === 0 ? "within" : step === 1 ? "next" : "span";

/** The pooled rate beside a row's, and whether the row's interval holds it. */
export function comparison(
  row: RepurchaseRow,
  pooled: PartRow<"pooled"> | undefined,
  { messages }: Telling,
): string | null {
  if (!pooled || pooled.periods < 2 || row.rate === null || row.low === null || row.high === null)
    return null;
  const within = row.low <= pooled.rate && pooled.rate <= row.high;
  const inputs = {
    name: m.repurchase_pooled({}, messages),
    value: messages.percent(pooled.rate, 1),
    points: messages.number(Math.abs(row.rate - pooled.rate) * 100, 1),
    chance: within ? m.chart_within_chance({}, messages) : m.chart_more_than_chance({}, messages),
  };
  return row.rate < pooled.rate
    ? m.chart_points_below(inputs, messages)
    : m.chart_points_above(inputs, messages);
}
