/** The words and figures of explain-difference that its charts and headline share. */
import { periodEnd, periodStart } from "../../base/calendar.ts";
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import { choiceLabel } from "./labels.ts";
import { isShare, type DifferenceParams } from "./params.ts";
import type { DifferenceRow, PartRow } from "./result.ts";

type Difference = PartRow<"difference">;

/** A side that is known. */
export interface Side {
  readonly name: string;
  readonly n: string;
  readonly rate: number;
}

const isMoney = ({ measure }: DifferenceParams): boolean => measure !== "orders_per_customer";

/** A figure as a sentence prints it: `24.0%`, `€12.40`, `1.83`. */
export function shownFigure(value: number, params: DifferenceParams, { messages, facts }: Telling): string {
  if (isShare(params)) return messages.percent(value, 1);
  return isMoney(params) ? messages.money(value, facts.currency, { cents: true }) : messages.number(value, 2);
}

/** The size of a difference: `4.1 points`, `€1.20`, `0.12`. */
export function shownSize(value: number, params: DifferenceParams, telling: Telling): string {
  const size = Math.abs(value);
  return isShare(params)
    ? m.difference_points({ value: telling.messages.number(size * 100, 1) }, telling.messages)
    : shownFigure(size, params, telling);
}

/** The same with its sign: `−4.1 points`, `+€1.20`; nothing before a zero. */
export function signed(value: number, params: DifferenceParams, telling: Telling): string {
  const size = shownSize(value, params, telling);
  const isZero = !/[1-9]/.test(size);
  return isZero ? size : `${value < 0 ? "−" : "+"}${size}`;
}

/** {@link signed} for a sentence: no line ends between a sign and a currency (U+2060 joins them). */
export const signedInLine = (value: number, params: DifferenceParams, telling: Telling): string =>
  signed(value, params, telling).replace(/^([−+])(?!\d)/, "$1\u2060");

/** A signed figure of an axis or beside a bar, without its unit. */
export function signedBare(value: number, params: DifferenceParams, telling: Telling): string {
  if (!isShare(params)) return signed(value, params, telling);
  const size = telling.messages.number(Math.abs(value) * 100, 1);
  return /[1-9]/.test(size) ? `${value < 0 ? "−" : "+"}${size}` : size;
}

/** The name of the figure: `Retention`, `average order`. */
export const measureName = ({ what, measure }: DifferenceParams, messages: Messages): string =>
  what === "retention"
    ? m.difference_measure_retention({}, messages)
    : choiceLabel("measure", measure, messages);

/** The period k in words: `month 1`, `30-day window 1`. */
export function whenName({ clock, period, k }: DifferenceParams, messages: Messages): string {
  const inputs = { period, k: messages.integer(k) };
  return clock === "age" ? m.cohort_k_age(inputs, messages) : m.cohort_k(inputs, messages);
}

/** The name of a side's days: `Feb 2025`, `1 Jan 2025 to 9 Jan 2025`. */
export function sideName(
  from: string,
  to: string,
  { period }: DifferenceParams,
  { messages, context }: Telling,
): string {
  const isPeriod =
    periodStart(from, period, context.week_start) === from &&
    periodEnd(from, period, context.week_start) === to;
  if (isPeriod && period === "day") return messages.date(from);
  return isPeriod
    ? messages.period(from, period)
    : m.difference_range({ from: messages.date(from), to: messages.date(to) }, messages);
}

/** `471 customers`, or orders where these are what is counted. */
export function counted(n: number, { what, measure }: DifferenceParams, messages: Messages): string {
  const inputs = { n, shown: messages.integer(n) };
  return what === "range" && measure === "average_order_value"
    ? m.difference_n_orders(inputs, messages)
    : m.difference_n_customers(inputs, messages);
}

/** Both sides, 0 first; null where one is empty or not over. */
export function sidesOf(
  row: Difference,
  params: DifferenceParams,
  telling: Telling,
): readonly [Side, Side] | null {
  const { rate_0, rate_1, starts_on_0, ends_on_0, starts_on_1, ends_on_1 } = row;
  if (rate_0 === null || rate_1 === null) return null;
  if (starts_on_0 === null || ends_on_0 === null || starts_on_1 === null || ends_on_1 === null) return null;
  const { messages } = telling;
  return [
    {
      name: sideName(starts_on_0, ends_on_0, params, telling),
      n: counted(row.n_0, params, messages),
      rate: rate_0,
    },
    {
      name: sideName(starts_on_1, ends_on_1, params, telling),
      n: counted(row.n_1, params, messages),
      rate: rate_1,
    },
  ];
}

/** The name of a group. */
export function groupName(
  { dimension, group_name, pooled, label }: DifferenceRow,
  messages: Messages,
): string {
  if (pooled) return m.difference_group_pooled({}, messages);
  if (group_name === null)
    return dimension === "coupon"
      ? m.difference_group_no_coupon({}, messages)
      : m.chart_unknown({}, messages);
  if (dimension !== "customer_kind") return label ?? group_name;
  return group_name === "new"
    ? m.difference_kind_new({}, messages)
    : m.difference_kind_returning({}, messages);
}

/** The unit of the figures. */
export function unitName(params: DifferenceParams, isPoints: boolean, { messages, facts }: Telling): string {
  if (isShare(params))
    return isPoints ? m.difference_unit_share({}, messages) : m.difference_unit_rate({}, messages);
  if (!isMoney(params)) return m.difference_unit_orders({}, messages);
  const currency = facts.currency ?? m.difference_unit_currency({}, messages);
  return m.difference_unit_money({ currency }, messages);
}

/** True where the interval of the difference holds zero; null where there is none. */
export const isWithinChance = ({ low, high }: Difference): boolean | null =>
  low === null || high === null ? null : low <= 0 && 0 <= high;
