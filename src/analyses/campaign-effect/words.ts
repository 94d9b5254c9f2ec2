/** The words and figures of campaign-effect that its charts and headline share. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Mark, Telling } from "../analysis.ts";
import type { Measure } from "./measures.ts";
import type { EffectRow, PartRow } from "./result.ts";

const names = {
  conversion: m.effect_measure_conversion,
  return_rate: m.effect_measure_return_rate,
  repurchase_rate: m.effect_measure_repurchase_rate,
  orders_per_customer: m.effect_measure_orders_per_customer,
  net_amount_per_customer: m.effect_measure_net_amount_per_customer,
  average_order_value: m.effect_measure_average_order_value,
} as const;

const dimensions: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  ordered_before: m.effect_balance_ordered_before,
  recency_days: m.effect_balance_recency_days,
  orders: m.effect_balance_orders,
  net_amount: m.effect_balance_net_amount,
};

/** The name of a measure. */
export const measureName = (measure: string, messages: Messages): string =>
  names[measure as Measure]({}, messages);

/** The name of what the groups are compared in before the sending. */
export const dimensionName = (dimension: string, messages: Messages): string =>
  dimensions[dimension]?.({}, messages) ?? dimension;

const isShare = (measure: string): boolean => measure.endsWith("_rate") || measure === "conversion";

/** A figure of a measure: `12.4%`, `1.83`, `€12.40`. */
export function shownValue(measure: string, value: number, { messages, facts }: Telling): string {
  if (isShare(measure)) return messages.percent(value, 1);
  return measure === "orders_per_customer"
    ? messages.number(value, 3)
    : messages.money(value, facts.currency, { cents: true });
}

/** The size of a difference: `3.2 points`, `0.03`, `€1.20`. */
export function shownSize(measure: string, value: number, telling: Telling): string {
  const size = Math.abs(value);
  return isShare(measure)
    ? m.effect_points({ value: telling.messages.number(size * 100, 1) }, telling.messages)
    : shownValue(measure, size, telling);
}

const withSign = (value: number, size: string): string =>
  /[1-9]/.test(size) ? `${value < 0 ? "−" : "+"}${size}` : size;

/** The same with its sign: `−3.2 points`, `+€1.20`; none before a zero. */
export const signed = (measure: string, value: number, telling: Telling): string =>
  withSign(value, shownSize(measure, value, telling));

/** An end of an interval: signed, of a share without the word for points. */
export const signedBare = (measure: string, value: number, telling: Telling): string =>
  isShare(measure)
    ? withSign(value, telling.messages.number(Math.abs(value) * 100, 1))
    : signed(measure, value, telling);

/** Money with its sign. */
export const signedMoney = (value: number, { messages, facts }: Telling): string =>
  withSign(value, messages.money(Math.abs(value), facts.currency));

/** A p-value: `p = 0.032`, `p < 0.001`. */
export const shownP = (p: number, messages: Messages): string =>
  p < 0.001 ? m.effect_p_small({}, messages) : m.effect_p({ p: messages.number(p, 3) }, messages);

/** What the control is: held back, or matched. */
export const sideName = (matched: boolean, messages: Messages): string =>
  matched ? m.effect_side_matched({}, messages) : m.effect_side_assigned({}, messages);

/** True where the interval holds zero; null without one. */
export const isWithinChance = ({ low, high }: Pick<EffectRow, "low" | "high">): boolean | null =>
  low === null || high === null ? null : low <= 0 && 0 <= high;

/** The contacted customers behind a row's `treated_count`; null where there is none. */
export function markOf({ measure, treated_count }: EffectRow): Mark | null {
  if (treated_count === 0) return null;
  if (measure === "return_rate") return { treated: true, known_before: true, ordered: true };
  return measure === "repurchase_rate" ? { treated: true, repeated: true } : { treated: true, ordered: true };
}

/** The row of a measure. */
export const rowOf = (rows: readonly EffectRow[], measure: Measure): EffectRow =>
  rows.find((row) => row.measure === measure)!;

/** The one row of `groups`. */
export type Groups = PartRow<"groups">;

/** Who stands behind a mark: `contacted customers who ordered`. */
export function markLabel(mark: Mark, { messages }: Telling): string {
  if (mark["repeated"] === true) return m.effect_behind_repeated({}, messages);
  return mark["known_before"] === true
    ? m.effect_behind_returned({}, messages)
    : m.effect_behind_ordered({}, messages);
}
