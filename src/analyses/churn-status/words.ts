/** The words of churn-status: statuses, groups, days and shares as texts, and who stands behind a mark. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Mark, Telling } from "../analysis.ts";
import { choiceLabel } from "./labels.ts";
import type { ChurnParams } from "./params.ts";
import type { PartRow } from "./result.ts";

const names: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  active: m.churn_status_active,
  new: m.churn_status_new,
  reactivated: m.churn_status_reactivated,
  short_term_churned: m.churn_status_short_term_churned,
  long_term_churned: m.churn_status_long_term_churned,
  none: m.churn_status_none,
};

/** The name of a status, or of having no order yet. */
export const statusName = (status: string, messages: Messages): string =>
  names[status]?.({}, messages) ?? status;

/** The colour tokens of the statuses. */
export const statusToken: Readonly<Record<string, string>> = {
  active: "cat-1",
  new: "cat-7",
  reactivated: "cat-3",
  short_term_churned: "cat-4",
  long_term_churned: "cat-2",
};

/** `1,234 customers`. */
export const customersWords = (n: number, messages: Messages): string =>
  m.churn_n_customers({ n, shown: messages.integer(n) }, messages);

/** `48 days`, with one decimal below ten where they are not whole. */
export function daysWords(days: number, messages: Messages): string {
  return m.churn_n_days({ n: days, shown: messages.number(days, days < 10 ? 1 : 0) }, messages);
}

/** A share in percent, with one decimal below ten percent. */
export const shareWords = (share: number, messages: Messages): string =>
  messages.percent(share, share > 0 && share < 0.0995 ? 1 : 0);

/** `95% interval 10.2%–12.8%`. */
export const intervalWords = (low: number, high: number, messages: Messages): string =>
  m.churn_stop_interval({ low: messages.percent(low, 1), high: messages.percent(high, 1) }, messages);

/** The name of a group: so many orders, a value of the dimension, none, or all others. */
export function groupName(group: PartRow<"groups">, { split_by }: ChurnParams, messages: Messages): string {
  if (group.dimension === "orders")
    return [m.churn_group_1, m.churn_group_2, m.churn_group_3][group.position - 1]!({}, messages);
  if (group.position === 9) return m.churn_group_others({}, messages);
  return (
    group.label ?? m.churn_group_none({ dimension: choiceLabel("split_by", split_by, messages) }, messages)
  );
}

/** Who stands behind the marks that name a status on a date; null: the words of the mark's place. */
export function markLabel(mark: Mark, { messages }: Telling): string | null {
  const { status, date, from_status, at_risk } = mark;
  const word = (id: unknown) => statusName(String(id), messages);
  if (at_risk === true) return m.churn_at_risk({}, messages);
  if (typeof status !== "string") return null;
  if (typeof date !== "string") return word(status);
  const to = m.churn_stop_series({ status: word(status), date: messages.date(date) }, messages);
  return typeof from_status === "string" ? m.churn_stop_flow({ from: word(from_status), to }, messages) : to;
}
