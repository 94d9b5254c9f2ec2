/** The words and figures of definitions that its chart, table and headline share. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import type { DefinitionsParams } from "./params.ts";
import type { Spec } from "./result.ts";

/** The rules in the order of the columns. */
export const rules = [
  "refunds",
  "unpaid",
  "cancelled",
  "unattached_negative",
  "zero_value",
  "test_orders",
  "same_day",
  "identity",
  "clock",
  "time_zone",
  "first_orders",
] as const satisfies readonly (keyof Spec)[];

type Words = (inputs: { hours: string }, messages: Messages) => string;

const said: Readonly<Record<string, Words>> = {
  "refunds=reduce_original": m.def_refunds_reduce_original,
  "refunds=at_refund_date": m.def_refunds_at_refund_date,
  "refunds=ignore": m.def_refunds_ignore,
  "refunds=drop_refunded_orders": m.def_refunds_drop_refunded_orders,
  "unpaid=exclude": m.def_unpaid_exclude,
  "unpaid=include": m.def_unpaid_include,
  "cancelled=exclude": m.def_cancelled_exclude,
  "cancelled=include": m.def_cancelled_include,
  "unattached_negative=exclude": m.def_unattached_negative_exclude,
  "unattached_negative=keep_as_order": m.def_unattached_negative_keep_as_order,
  "zero_value=exclude": m.def_zero_value_exclude,
  "zero_value=include": m.def_zero_value_include,
  "test_orders=exclude": m.def_test_orders_exclude,
  "test_orders=include": m.def_test_orders_include,
  "same_day=keep": m.def_same_day_keep,
  "same_day=one": m.def_same_day_one,
  "identity=known": m.def_identity_known,
  "identity=guests_apart": m.def_identity_guests_apart,
  "clock=calendar": m.def_clock_calendar,
  "clock=age": m.def_clock_age,
  "time_zone=own": m.def_time_zone_own,
  "time_zone=earlier": m.def_time_zone_earlier,
  "time_zone=later": m.def_time_zone_later,
  "first_orders=all": m.def_first_orders_all,
  "first_orders=observed": m.def_first_orders_observed,
};

/** What a rule says with a value (`unpaid=include`): `Unpaid orders counted`. */
export const ruleWords = (change: string, { zone_hours }: DefinitionsParams, messages: Messages): string =>
  said[change]?.({ hours: messages.integer(zone_hours) }, messages) ?? change;

/** The changes of a spec in words; none for the notebook's own. */
export const changesOf = (
  { changed }: Spec,
  params: DefinitionsParams,
  messages: Messages,
): readonly string[] =>
  changed === "" ? [] : changed.split(", ").map((change) => ruleWords(change, params, messages));

const names = {
  repeat_rate: m.def_name_repeat_rate,
  retention: m.def_name_retention,
  churn_rate: m.def_name_churn_rate,
  customers: m.def_name_customers,
  orders: m.def_name_orders,
  net_amount: m.def_name_net_amount,
  average_order_value: m.def_name_average_order_value,
} as const;

/** The figure's name as a sentence begins with it. */
export const figureName = ({ figure, k }: DefinitionsParams, messages: Messages): string =>
  names[figure]({ k: messages.integer(k) }, messages);

/** True for a share of customers. */
export const isRate = ({ figure }: DefinitionsParams): boolean =>
  figure === "repeat_rate" || figure === "retention" || figure === "churn_rate";

const isMoney = ({ figure }: DefinitionsParams): boolean =>
  figure === "net_amount" || figure === "average_order_value";

/** A value of the figure: percent with one decimal, a whole number, or money. */
export function shownValue(value: number, params: DefinitionsParams, { messages, facts }: Telling): string {
  if (isRate(params)) return messages.percent(value, 1);
  if (isMoney(params)) return messages.money(value, facts.currency, { cents: Math.abs(value) < 1000 });
  return messages.integer(value);
}

/** A difference without its sign: points of a rate, else as the figure. */
export const shownDifference = (value: number, params: DefinitionsParams, telling: Telling): string =>
  isRate(params)
    ? m.def_points({ value: telling.messages.number(Math.abs(value) * 100, 1) }, telling.messages)
    : shownValue(Math.abs(value), params, telling);

/** What the figure is of: `3,949 customers`, or orders. */
export function ofWords(n: number, params: DefinitionsParams, messages: Messages): string {
  const inputs = { n, shown: messages.integer(n) };
  return isMoney(params) || params.figure === "orders"
    ? m.def_n_order(inputs, messages)
    : m.def_n_customer(inputs, messages);
}

/** Whom a rate counts: `412 ordered again`. */
export function hitsWords(n: number, { figure }: DefinitionsParams, messages: Messages): string {
  const inputs = { n, shown: messages.integer(n) };
  if (figure === "churn_rate") return m.def_hits_churn_rate(inputs, messages);
  return figure === "retention"
    ? m.def_hits_retention(inputs, messages)
    : m.def_hits_repeat_rate(inputs, messages);
}

/** `38 definitions`. */
export const specsWords = (n: number, messages: Messages): string =>
  m.def_n_spec({ n, shown: messages.integer(n) }, messages);
