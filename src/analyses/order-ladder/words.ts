/** The words of order-ladder: rungs, groups, days and shares as texts. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Telling } from "../analysis.ts";
import { matureDays, type LadderParams } from "./params.ts";
import type { Rung } from "./result.ts";

/** A share of 100 people: whole, with one decimal below one. */
export function ofHundred(share: number, messages: Messages): string {
  const people = share * 100;
  return people > 0 && people < 0.995 ? messages.number(people, 1) : messages.integer(Math.round(people));
}

/** A share in whole percent, with one decimal below 1 %. */
export function shownShare(share: number, messages: Messages): string {
  return messages.percent(share, share !== 0 && share < 0.00995 ? 1 : 0);
}

/** `1 to 2`: the step that a rung is about. */
export function stepName({ x }: Pick<Rung, "x">, messages: Messages): string {
  return m.ladder_step({ from: messages.integer(x), to: messages.integer(x + 1) }, messages);
}

/** The name of a group of the split. */
export function groupName({ split_name }: Pick<Rung, "split_name">, messages: Messages): string {
  return split_name ?? m.chart_unknown({}, messages);
}

/** Days, with one decimal where they are not whole: `34`, `12.5`. */
export function shownDays(days: number, messages: Messages): string {
  return messages.number(days, 1);
}

/** `median 34 days (14–80)`, for a narrow place; empty where nobody went on. */
export function daysShort(rung: Rung, messages: Messages): string {
  return rung.median_days === null ? "" : m.ladder_days_short(daysInputs(rung, messages), messages);
}

const daysInputs = ({ median_days, p25_days, p75_days }: Rung, messages: Messages) => ({
  n: median_days ?? 0,
  median: shownDays(median_days ?? 0, messages),
  low: shownDays(p25_days ?? 0, messages),
  high: shownDays(p75_days ?? 0, messages),
});

/** `half within 34 days, a quarter within 14, three quarters within 80`; empty where nobody went on. */
export function daysText(rung: Rung, messages: Messages): string {
  return rung.median_days === null ? "" : m.ladder_days(daysInputs(rung, messages), messages);
}

const moneyOf = (value: number, { messages, facts }: Telling) =>
  messages.money(value, facts.currency, { cents: Math.abs(value) < 100 && value !== 0 });

/** The tooltip of a rung: what, the share, of how many, its interval, the days, the money. */
export function rungLines(rung: Rung, params: LadderParams, telling: Telling): readonly string[] {
  const { messages } = telling;
  const step = stepName(rung, messages);
  const what =
    params.split_by === "none"
      ? step
      : m.ladder_group_step({ group: groupName(rung, messages), step }, messages);
  if (rung.rate === null || rung.low === null || rung.high === null)
    return [what, m.chart_not_over({}, messages), youngText(rung, params, messages)];
  const n = { n: rung.n, x: messages.integer(rung.customers), shown: messages.integer(rung.n) };
  const interval = { low: messages.percent(rung.low, 1), high: messages.percent(rung.high, 1) };
  const days = daysText(rung, messages);
  return [
    what,
    m.ladder_went_on({ share: shownShare(rung.rate, messages) }, messages),
    m.chart_of_customers(n, messages),
    m.chart_interval(interval, messages),
    ...(days === "" ? [] : [days]),
    ...(rung.net_amount_per_order === null
      ? []
      : [m.ladder_money({ money: moneyOf(rung.net_amount_per_order, telling) }, messages)]),
  ];
}

/** How many stand on a rung without being old enough to count. */
export function youngText({ n, reached }: Rung, params: LadderParams, messages: Messages): string {
  const young = reached - n;
  const inputs = { n: young, shown: messages.integer(young), days: messages.integer(matureDays(params)) };
  return m.ladder_young(inputs, messages);
}
