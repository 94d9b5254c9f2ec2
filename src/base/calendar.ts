/** Arithmetic on calendar dates written `YYYY-MM-DD`, without zones or clocks: a day is a name, not a moment. */
import { RegularsError } from "./error.ts";

/** A span of the calendar. */
export type Period = "day" | "week" | "month" | "quarter" | "year";

/** The day on which weeks begin. */
export type WeekStart = "monday" | "sunday";

const form = /^(\d{4})-(\d{2})-(\d{2})$/;
const millisecondsPerDay = 86_400_000;

/** Days since 1970-01-01, or undefined where the text is no date of the Gregorian calendar in the years 0001…9999. */
function maybeDayNumber(day: string): number | undefined {
  const match = form.exec(day);
  if (!match || match[1] === "0000") return undefined;
  const milliseconds = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  const number = milliseconds / millisecondsPerDay;
  // An engine that rolls 31 April over to 1 May must not make a date of it.
  return toDay(number) === day ? number : undefined;
}

const toDay = (number: number): string => new Date(number * millisecondsPerDay).toISOString().slice(0, 10);

function dayNumber(day: string): number {
  const number = maybeDayNumber(day);
  if (number === undefined) throw new RegularsError(`invalid date: ${day}`);
  return number;
}

const firstOfMonth = (year: number, month: number): string => {
  const [y, m] = [year + Math.floor(month / 12), ((month % 12) + 12) % 12];
  return `${String(y).padStart(4, "0")}-${String(m + 1).padStart(2, "0")}-01`;
};

const parts = (day: string): { year: number; month: number } => {
  dayNumber(day);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) - 1 };
};

/** True where the text is a date of the calendar written `YYYY-MM-DD`, years 0001…9999. */
export function isDay(text: string): boolean {
  return maybeDayNumber(text) !== undefined;
}

/** The day `days` later (earlier where negative). @throws RegularsError where `day` is no date. */
export function addDays(day: string, days: number): string {
  return toDay(dayNumber(day) + days);
}

/** Days from `from` to `to`: 0 on the same day, negative where `to` is earlier. @throws RegularsError */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The first day of the period that holds `day`. @throws RegularsError where `day` is no date. */
export function periodStart(day: string, period: Period, weekStart: WeekStart = "monday"): string {
  const { year, month } = parts(day);
  switch (period) {
    case "day":
      return day;
    case "week": {
      // 1970-01-01 was a Thursday.
      const sinceSunday = (((dayNumber(day) + 4) % 7) + 7) % 7;
      return addDays(day, -(weekStart === "sunday" ? sinceSunday : (sinceSunday + 6) % 7));
    }
    case "month":
      return firstOfMonth(year, month);
    case "quarter":
      return firstOfMonth(year, month - (month % 3));
    case "year":
      return firstOfMonth(year, 0);
  }
}

/** The first day of the period after the one that holds `day`. @throws RegularsError where `day` is no date. */
export function nextPeriod(day: string, period: Period, weekStart: WeekStart = "monday"): string {
  const start = periodStart(day, period, weekStart);
  const { year, month } = parts(start);
  switch (period) {
    case "day":
      return addDays(start, 1);
    case "week":
      return addDays(start, 7);
    case "month":
      return firstOfMonth(year, month + 1);
    case "quarter":
      return firstOfMonth(year, month + 3);
    case "year":
      return firstOfMonth(year + 1, 0);
  }
}

/** The last day (inclusive) of the period that holds `day`. @throws RegularsError where `day` is no date. */
export function periodEnd(day: string, period: Period, weekStart: WeekStart = "monday"): string {
  return addDays(nextPeriod(day, period, weekStart), -1);
}
