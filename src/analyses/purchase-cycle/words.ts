/** The words of purchase-cycle: days, statistics, levels and ranges as texts. */
import { m, type Messages } from "../../messages/messages.ts";
import type { CycleParams } from "./params.ts";
import type { Bar, CycleRow } from "./result.ts";

/** Days, with one decimal below ten where they are not whole: `62`, `4.5`. */
export function shownDays(days: number, messages: Messages): string {
  return messages.number(days, days < 10 ? 1 : 0);
}

/** `62 days`. */
export function daysWords(days: number, messages: Messages): string {
  const shown = shownDays(days, messages);
  return m.cycle_n_days({ n: days, shown }, messages);
}

/** `5,120 gaps`. */
export function gapsWords(n: number, messages: Messages): string {
  return m.cycle_n_gaps({ n, shown: messages.integer(n) }, messages);
}

/** `2,010 customers`. */
export function customersWords(n: number, messages: Messages): string {
  return m.cycle_n_customers({ n, shown: messages.integer(n) }, messages);
}

const statistics = {
  p75: m.cycle_statistic_p75,
  median: m.cycle_statistic_median,
  mean: m.cycle_statistic_mean,
  p90: m.cycle_statistic_p90,
} as const;

/** The name of the chosen statistic: `three quarters`, `the mean`. */
export function statisticName({ statistic }: CycleParams, messages: Messages): string {
  return statistics[statistic]({}, messages);
}

/** The name of a level: of the store in the interface's language, of a category or product its own. */
export function levelName({ level_name }: CycleRow, { level }: CycleParams, messages: Messages): string {
  return level === "store" ? m.cycle_level_store({}, messages) : level_name;
}

/** `15–21 days`, `15 days`, `more than 280 days`. */
export function binWords({ bin_from, bin_to }: Bar, messages: Messages): string {
  const from = messages.integer(bin_from);
  if (bin_to === null) return m.cycle_bin_above({ from }, messages);
  if (bin_to === bin_from) return m.cycle_n_days({ n: bin_from, shown: from }, messages);
  return m.cycle_bin({ from, to: messages.integer(bin_to) }, messages);
}

/** A share in whole percent, with one decimal below 1 %. */
export function shownShare(share: number, messages: Messages): string {
  return messages.percent(share, share !== 0 && share < 0.00995 ? 1 : 0);
}
