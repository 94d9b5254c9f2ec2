/** The words and figures of cohort-retention that its chart and headline share. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import { bracketsOf, isOwnClock } from "./brackets.ts";
import { choiceLabel } from "./labels.ts";
import type { CohortParams, HeatRow } from "./rows.ts";

/** True where costs are needed. */
export const isMargin = ({ measure }: Pick<CohortParams, "measure">): boolean =>
  measure === "margin" || measure === "cumulative_margin";

/** True where money is measured. */
export const isMoney = ({ measure }: Pick<CohortParams, "measure">): boolean =>
  measure !== "customers" && measure !== "orders";

/** True where a value is a share, printed as percent. */
export const isShare = ({ measure, show }: CohortParams): boolean =>
  show === "rate" || measure === "customers";

/** Decimals of a figure per customer: two below 10, none above. */
const decimals = (value: number): number => (Math.abs(value) < 10 ? 2 : 0);

/** A value as a cell prints it: whole percent without sign, or the figure. */
export function cellText(value: number, params: CohortParams, messages: Messages): string {
  return isShare(params)
    ? messages.integer(Math.round(value * 100))
    : messages.number(value, decimals(value));
}

/** A value with its unit, as a tooltip and a sentence print it. */
export function valueText(value: number, params: CohortParams, telling: Telling, digits = 1): string {
  const { messages, facts } = telling;
  if (isShare(params)) return messages.percent(value, digits);
  return params.measure === "orders"
    ? messages.number(value, decimals(value))
    : messages.money(value, facts.currency, { cents: true });
}

/** The bracket of column k, the day of the first order for 0; undefined where k is a period. */
function bracketAt(k: number, params: CohortParams) {
  const brackets = bracketsOf(params);
  if (brackets.length === 0) return undefined;
  return k === 0 ? { from_day: 0, to_day: 1 } : brackets[k - 1];
}

/** Period k in words: `month 3`, `30-day window 3` on the customer's own clock, or `days 8–14` of a bracket. */
export function periodName(k: number, params: CohortParams, messages: Messages): string {
  const bracket = bracketAt(k, params);
  if (bracket) {
    const days = { from: messages.integer(bracket.from_day), to: messages.integer(bracket.to_day - 1) };
    return days.from === days.to ? m.cohort_day(days, messages) : m.cohort_days(days, messages);
  }
  const inputs = { period: params.period, k: messages.integer(k) };
  return isOwnClock(params) ? m.cohort_k_age(inputs, messages) : m.cohort_k(inputs, messages);
}

/** Period k as an adverb: `in month 3`, `on days 8–14`. */
export function inPeriod(k: number, params: CohortParams, messages: Messages): string {
  const when = periodName(k, params, messages);
  return bracketAt(k, params) ? m.cohort_on({ when }, messages) : m.cohort_in({ when }, messages);
}

/** When a cell of period k counts orders, by the way of returning: `in month 3 or later`, `on days 1–14`. */
export function whenOrdered(k: number, params: CohortParams, messages: Messages): string {
  const bracket = bracketAt(k, params);
  if (bracket && params.return === "by") {
    const days = { from: messages.integer(1), to: messages.integer(bracket.to_day - 1) };
    const when = bracket.to_day > 2 ? m.cohort_days(days, messages) : m.cohort_day(days, messages);
    return m.cohort_on({ when }, messages);
  }
  if (bracket && params.return === "on_or_after") {
    const when = m.cohort_day({ from: messages.integer(bracket.from_day) }, messages);
    return m.cohort_or_later({ when: m.cohort_on({ when }, messages) }, messages);
  }
  const when = inPeriod(k, params, messages);
  return params.return === "on_or_after" ? m.cohort_or_later({ when }, messages) : when;
}

/** Up to when a cell of period k has summed: the period, or the last day of the bracket. */
export function untilName(k: number, params: CohortParams, messages: Messages): string {
  const bracket = bracketAt(k, params);
  return bracket
    ? m.cohort_day({ from: messages.integer(bracket.to_day - 1) }, messages)
    : periodName(k, params, messages);
}

/** The head of column k: its number, or the days of its bracket. */
export function headName(k: number, params: CohortParams, messages: Messages): string {
  const bracket = bracketAt(k, params);
  if (!bracket) return messages.integer(k);
  const days = { from: messages.integer(bracket.from_day), to: messages.integer(bracket.to_day - 1) };
  return days.from === days.to ? days.from : m.cohort_head_days(days, messages);
}

/** What k counts: `Months after the first order`. */
export function axisName(params: CohortParams, messages: Messages): string {
  const { period } = params;
  if (bracketsOf(params).length > 0) return m.cohort_axis({ period: "day" }, messages);
  return isOwnClock(params) ? m.cohort_axis_age({ period }, messages) : m.cohort_axis({ period }, messages);
}

/** The measure's name, as its control shows it. */
export const measureName = ({ measure }: CohortParams, messages: Messages): string =>
  choiceLabel("measure", measure, messages);

/** The title of the figures: what is measured. */
export function measureTitle({ measure }: CohortParams, messages: Messages): string {
  switch (measure) {
    case "customers":
      return m.cohort_figure_customers({}, messages);
    case "orders":
      return m.cohort_figure_orders({}, messages);
    case "net_amount":
      return m.cohort_figure_net_amount({}, messages);
    case "cumulative_net_amount":
      return m.cohort_figure_cumulative_net_amount({}, messages);
    case "average_order_value":
      return m.cohort_figure_average_order_value({}, messages);
    case "margin":
      return m.cohort_figure_margin({}, messages);
    case "cumulative_margin":
      return m.cohort_figure_cumulative_margin({}, messages);
  }
}

/** The unit of the figures in words. */
export function unitName(params: CohortParams, { messages, facts }: Telling): string {
  const { measure, show, period } = params;
  if (measure === "customers") return m.cohort_subtitle_customers({ period }, messages);
  if (show === "rate")
    return bracketsOf(params).length > 0
      ? m.cohort_subtitle_rate_day({}, messages)
      : m.cohort_subtitle_rate({}, messages);
  const currency = facts.currency ?? m.cohort_currency_unknown({}, messages);
  if (measure === "orders") return m.cohort_subtitle_orders({}, messages);
  return measure === "average_order_value"
    ? m.cohort_subtitle_order({ currency }, messages)
    : m.cohort_subtitle_money({ currency }, messages);
}

/** The name of a cohort; `short` leaves out the year. */
export function cohortName(
  cohort: string,
  { period }: CohortParams,
  messages: Messages,
  short = false,
): string {
  const name =
    period === "week" || period === "day" ? messages.date(cohort) : messages.period(cohort, period);
  if (!short || period === "quarter" || period === "year") return name;
  return messages.locale === "en" ? name.replace(/ \d{4}$/, "") : name.replace(/^\d{4}年/, "");
}

/** The name of a group; null is a first order without a value. */
export const splitName = (split: string | null, messages: Messages): string =>
  split ?? m.chart_unknown({}, messages);

/** The tooltip of a cell: what, value, count, interval, comparison with the pooled row of the same k. */
export function cellLines(
  { name, pooled: whole }: { readonly name: string; readonly pooled: boolean },
  row: HeatRow,
  pooled: HeatRow | undefined,
  params: CohortParams,
  telling: Telling,
): readonly string[] {
  const { messages } = telling;
  const where = { name, when: periodName(row.k, params, messages) };
  const ofMany = whole || params.split_by !== "none";
  const lines: string[] = [ofMany ? m.cohort_where_many(where, messages) : m.cohort_where(where, messages)];
  const people = (n: number) => ({ n, x: messages.integer(row.customers), shown: messages.integer(n) });
  if (row.value === null && row.n > 0) {
    const why = row.orders === 0 && params.measure === "average_order_value";
    return [...lines, why ? m.cohort_no_orders({}, messages) : m.cohort_no_base({}, messages)];
  }
  if (row.value === null) {
    lines.push(m.chart_not_over({}, messages));
    if (!isOwnClock(params)) lines.push(m.chart_so_far(people(row.cohort_customers), messages));
    return lines;
  }
  lines.push(valueText(row.value, params, telling), m.chart_of_customers(people(row.n), messages));
  if (row.low !== null && row.high !== null)
    lines.push(
      m.chart_interval({ low: messages.percent(row.low, 1), high: messages.percent(row.high, 1) }, messages),
    );
  if (row.cohorts !== null)
    lines.push(m.cohort_complete_cohorts({ n: row.cohorts, shown: messages.integer(row.cohorts) }, messages));
  else if (pooled && pooled.value !== null && row.low !== null && row.high !== null)
    lines.push(comparison(row, pooled, params, telling));
  return lines;
}

function comparison(row: HeatRow, pooled: HeatRow, params: CohortParams, telling: Telling): string {
  const { messages } = telling;
  const within = row.low! <= pooled.value! && pooled.value! <= row.high!;
  const inputs = {
    name: m.cohort_pooled({}, messages),
    value: valueText(pooled.value!, params, telling),
    points: messages.number(Math.abs(row.value! - pooled.value!) * 100, 1),
    chance: within ? m.chart_within_chance({}, messages) : m.chart_more_than_chance({}, messages),
  };
  return row.value! < pooled.value!
    ? m.chart_points_below(inputs, messages)
    : m.chart_points_above(inputs, messages);
}
