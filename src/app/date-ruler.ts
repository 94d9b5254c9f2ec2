/** The ruler on which a date is chosen: days as places, weeks of orders as bars, years as labels. */
import { addDays, daysBetween } from "../base/calendar.ts";

/** The ruler's span; places are shares 0…1 of its width. */
export interface DateRuler {
  /** The day at place 0. */
  readonly first: string;
  /** Days from the first to the last. */
  readonly days: number;
  /** Height of each seven days' bar, as a share of the highest. */
  readonly bars: readonly { readonly from: number; readonly to: number; readonly height: number }[];
  readonly years: readonly { readonly year: string; readonly at: number }[];
}

/** Labels of years closer than this share of the width would meet. */
const yearGap = 0.11;

/** The ruler from `first` to `last` (`YYYY-MM-DD`, both inclusive) over the orders of each seven days; null for less than a day. */
export function toDateRuler(first: string, last: string, weeks: readonly number[]): DateRuler | null {
  const days = daysBetween(first, last);
  if (days < 1) return null;
  const place = (day: number) => Math.min(1, Math.max(0, day / days));
  const highest = Math.max(1, ...weeks);
  const bars = weeks.flatMap((orders, week) =>
    week * 7 > days ? [] : [{ from: place(week * 7), to: place(week * 7 + 7), height: orders / highest }],
  );
  const starts = Array.from(
    { length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) },
    (_, index) => Number(first.slice(0, 4)) + 1 + index,
  ).map((year) => ({ year: String(year), at: place(daysBetween(first, `${year}-01-01`)) }));
  const all = [{ year: first.slice(0, 4), at: 0 }, ...starts];
  // From the right, so that the latest year keeps its label; the first gives way.
  const years = all
    .toReversed()
    .reduce<typeof all>(
      (kept, label) => (kept[0] !== undefined && kept[0].at - label.at < yearGap ? kept : [label, ...kept]),
      [],
    );
  return { first, days, bars, years: years.filter(({ at }) => at <= 1 - yearGap / 2) };
}

/** The day at a whole number of days from the ruler's first. */
export function dayAt({ first, days }: DateRuler, place: number): string {
  return addDays(first, Math.min(days, Math.max(0, Math.round(place))));
}
