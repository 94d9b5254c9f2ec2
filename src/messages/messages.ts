/** The words and number forms of one language, as functions of a locale. */
import { m } from "./compiled/messages.js";

/** The languages of the interface. */
export const locales = ["en", "zh-Hans"] as const;

/** A language of the interface. */
export type Locale = (typeof locales)[number];

/** The compiled messages; each takes its inputs and `{ locale }`. */
export { m };

/** The words and number forms of one language. Call `m.some_key(inputs, messages)`: it reads the locale from it. */
export interface Messages {
  readonly locale: Locale;
  /** `1,234`. */
  integer(value: number): string;
  /** A number with at most `digits` decimals: `1,234.5`. */
  number(value: number, digits?: number): string;
  /** A share 0…1 as `24%` (or with `digits` decimals). */
  percent(share: number, digits?: number): string;
  /** Money in major units: with cents where `cents`, with the currency's sign where it is known. */
  money(value: number, currency: string | null, options?: { readonly cents?: boolean }): string;
  /** `17 Jun 2025`; the argument is `YYYY-MM-DD`. */
  date(day: string): string;
  /** The name of the period that begins on `day`: `Jun 2025`, `2025 Q2`, `2025`, `Week of 9 Jun 2025`. */
  period(day: string, period: "day" | "week" | "month" | "quarter" | "year"): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
}
