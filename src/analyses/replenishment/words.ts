/** The words of replenishment: counts, days, states and product cycles as texts. */
import { m, type Messages } from "../../messages/messages.ts";
import type { PartRow } from "./result.ts";

const counted = (n: number, messages: Messages) => ({ n, shown: messages.integer(n) });

/** `24 customers`. */
export const customersWords = (n: number, messages: Messages): string =>
  m.replenish_n_customers(counted(n, messages), messages);

/** `3 products`. */
export const productsWords = (n: number, messages: Messages): string =>
  m.replenish_n_products(counted(n, messages), messages);

/** `31 reminders`. */
export const remindersWords = (n: number, messages: Messages): string =>
  m.replenish_n_reminders(counted(n, messages), messages);

/** `120 gaps`. */
export const gapsWords = (n: number, messages: Messages): string =>
  m.replenish_n_gaps(counted(n, messages), messages);

/** Days with one decimal below ten where they are not whole: `62`, `4.5`. */
export const shownDays = (days: number, messages: Messages): string =>
  messages.number(days, days < 10 ? 1 : 0);

/** `62 days`. */
export const daysWords = (days: number, messages: Messages): string =>
  m.replenish_n_days({ n: days, shown: shownDays(days, messages) }, messages);

const states: Readonly<Record<string, (inputs: object, messages: Messages) => string>> = {
  now: m.replenish_state_now,
  overdue: m.replenish_state_overdue,
  upcoming: m.replenish_state_upcoming,
  lapsed: m.replenish_state_lapsed,
};

/** The name of a state. */
export const stateWords = (state: string, messages: Messages): string =>
  states[state]?.({}, messages) ?? state;

/** `lasts 20 days per unit`. */
export function cycleWords(row: PartRow<"products">, messages: Messages): string {
  const days = daysWords(row.cycle_days, messages);
  return row.by_unit
    ? m.replenish_stop_cycle_unit({ days }, messages)
    : m.replenish_stop_cycle({ days }, messages);
}

/** How sure a cycle is: its interval and gaps, or that it was typed. */
export function basisWords({ gaps, cycle_low, cycle_high }: PartRow<"products">, messages: Messages): string {
  if (gaps === null) return m.replenish_stop_typed({}, messages);
  const n = messages.integer(gaps);
  if (cycle_low === null || cycle_high === null) return m.replenish_stop_n({ gaps: n }, messages);
  return m.replenish_stop_interval(
    { low: shownDays(cycle_low, messages), high: shownDays(cycle_high, messages), gaps: n },
    messages,
  );
}
