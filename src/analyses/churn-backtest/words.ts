/** The words of churn-backtest: cycles, days, customers and shares as texts, and who stands behind a mark. */
import { m, type Messages } from "../../messages/messages.ts";
import type { Mark, Telling } from "../analysis.ts";

/** `1.5 cycles`. */
export function cyclesWords(cycles: number, messages: Messages): string {
  return m.backtest_n_cycles(
    { n: cycles, shown: messages.number(cycles, cycles % 1 === 0 ? 0 : 1) },
    messages,
  );
}

/** `180 days`. */
export const daysWords = (days: number, messages: Messages): string =>
  m.backtest_n_days({ n: days, shown: messages.integer(days) }, messages);

/** `1,234 customers`. */
export const customersWords = (n: number, messages: Messages): string =>
  m.backtest_n_customers({ n, shown: messages.integer(n) }, messages);

/** A share in whole percent, with one decimal below ten. */
export const shareWords = (share: number, messages: Messages): string =>
  messages.percent(share, share > 0 && share < 0.0995 ? 1 : 0);

/** Money; cents below 1,000. */
export const moneyWords = (amount: number, { messages, facts }: Telling): string =>
  messages.money(amount, facts.currency, { cents: Math.abs(amount) < 1000 });

/** The ends of a tenth of the chances. */
const ends = (band: number, messages: Messages) => ({
  low: messages.percent(band / 10, 0),
  high: messages.percent((band + 1) / 10, 0),
});

/** `Chances 20%–30%`. */
export const bandWords = (band: number, messages: Messages): string =>
  m.backtest_stop_band(ends(band, messages), messages);

/** Who stands behind a date and a multiple or a tenth of the chances. */
export function markLabel(mark: Mark, { messages }: Telling): string | null {
  const { date, m: cycles, band, returned } = mark;
  if (typeof date !== "string") return null;
  if (typeof band === "number") {
    const words = { ...ends(band, messages), date: messages.date(date) };
    return returned === true
      ? m.backtest_mark_band_returned(words, messages)
      : m.backtest_mark_band(words, messages);
  }
  if (typeof cycles !== "number") return null;
  const words = { cycles: cyclesWords(cycles, messages), date: messages.date(date) };
  return returned === true ? m.backtest_mark_returned(words, messages) : m.backtest_mark(words, messages);
}
