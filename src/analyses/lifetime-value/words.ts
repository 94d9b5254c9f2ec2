/** The words of lifetime-value: counts, spans of time, models and reasons as texts. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Mark, Telling } from "../analysis.ts";
import type { ValueParams } from "./params.ts";

/** `2,357 customers`. */
export const customersWords = (n: number, messages: Messages): string =>
  m.ltv_n_customers({ n, shown: messages.integer(n) }, messages);

/** Orders with a decimal below ten: `1,653 orders`, `1.2 orders`. */
export const ordersWords = (n: number, messages: Messages): string =>
  m.ltv_n_orders({ n, shown: shownOrders(n, messages) }, messages);

/** `1,653`, `1.23`. */
export const shownOrders = (n: number, messages: Messages): string =>
  messages.number(n, n < 10 ? 2 : n < 100 ? 1 : 0);

/** `39 weeks`, `1 day`. */
export function spanWords(units: number, { unit }: ValueParams, messages: Messages): string {
  const inputs = { n: units, shown: messages.number(units, 1) };
  return unit === "week" ? m.ltv_n_weeks(inputs, messages) : m.ltv_n_days(inputs, messages);
}

const models: Readonly<Record<string, string>> = {
  mbg_nbd: "MBG/NBD",
  bg_nbd: "BG/NBD",
  pareto_nbd: "Pareto/NBD",
  gamma_gamma: "Gamma-Gamma",
};

/** The name of a model, alike in every language. */
export const modelName = (model: string): string => models[model] ?? model;

const letters: Readonly<Record<string, string>> = { alpha: "α", beta: "β" };

/** The letter of a parameter as it is printed. */
export const letterOf = (parameter: string): string => letters[parameter] ?? parameter;

const reasons = {
  few_customers: m.ltv_none_few_customers,
  no_repeaters: m.ltv_none_no_repeaters,
  not_converged: m.ltv_none_not_converged,
  edge: m.ltv_none_edge,
  not_identified: m.ltv_none_not_identified,
  certain: m.ltv_none_certain,
  no_money: m.ltv_none_no_money,
  no_mean: m.ltv_none_no_mean,
} as const;

/** Why there is no fit, as a clause. */
export function reasonWords(state: string, messages: Messages): string {
  const reason = reasons[state as keyof typeof reasons];
  return reason({}, messages);
}

/** A past frequency: `0`, `7 or more`. */
export const frequencyName = (frequency: number, messages: Messages): string =>
  frequency < 7
    ? messages.integer(frequency)
    : m.ltv_frequency_most({ n: messages.integer(frequency) }, messages);

/** `3 repeat orders`. */
export const repeatsWords = (frequency: number, messages: Messages): string =>
  m.ltv_n_repeats({ n: frequency, shown: frequencyName(frequency, messages) }, messages);

/** Who stands behind a mark. */
export function markLabel(mark: Mark, _params: ValueParams, { messages }: Telling): string | null {
  if (typeof mark["frequency"] !== "number") return null;
  const repeats = repeatsWords(mark["frequency"], messages);
  return mark["view"] === "holdout"
    ? m.ltv_mark_holdout({ repeats }, messages)
    : m.ltv_mark_standing({ repeats }, messages);
}
