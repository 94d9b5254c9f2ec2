/** The dates of holidays in any year: fixed ones, those of a weekday, Easter, and those of the Chinese calendar. */
import { addDays } from "../../base/calendar.ts";

const dateOf = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** A rule says whether a day is the holiday. */
type Rule = (day: string) => boolean;

const fixed =
  (month: number, date: number): Rule =>
  (day) =>
    day === dateOf(Number(day.slice(0, 4)), month, date);

/** 0 is Sunday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The `nth` such weekday of a month, `shift` days later. */
const nthWeekday =
  (nth: number, weekday: number, month: number, shift = 0): Rule =>
  (day) => {
    const own = addDays(day, -shift);
    const date = Number(own.slice(8));
    return Number(own.slice(5, 7)) === month && weekdayOf(own) === weekday && Math.ceil(date / 7) === nth;
  };

/** Easter Sunday of the Gregorian calendar (Meeus 1991, Astronomical Algorithms, chapter 8). */
function easterOf(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const n = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114;
  return dateOf(year, Math.floor(n / 31), (n % 31) + 1);
}

const chinese = new Intl.DateTimeFormat("en-u-ca-chinese", {
  month: "numeric",
  day: "numeric",
  timeZone: "UTC",
});

/** A day of the Chinese calendar, as the platform's own data have it; leap months hold none. */
const lunar =
  (month: number, date: number): Rule =>
  (day) => {
    const parts = chinese.formatToParts(new Date(`${day}T00:00:00Z`));
    const of = (type: string) => parts.find((part) => part.type === type)?.value;
    return of("month") === String(month) && of("day") === String(date);
  };

const rules = {
  spring_festival: lunar(1, 1),
  lantern_festival: lunar(1, 15),
  dragon_boat: lunar(5, 5),
  qixi: lunar(7, 7),
  mid_autumn: lunar(8, 15),
  double_ninth: lunar(9, 9),
  national_day: fixed(10, 1),
  six_one_eight: fixed(6, 18),
  double_eleven: fixed(11, 11),
  double_twelve: fixed(12, 12),
  new_year: fixed(1, 1),
  valentines_day: fixed(2, 14),
  womens_day: fixed(3, 8),
  easter: (day: string) => day === easterOf(Number(day.slice(0, 4))),
  labour_day: fixed(5, 1),
  mothers_day: nthWeekday(2, 0, 5),
  childrens_day: fixed(6, 1),
  fathers_day: nthWeekday(3, 0, 6),
  halloween: fixed(10, 31),
  black_friday: nthWeekday(4, 4, 11, 1),
  cyber_monday: nthWeekday(4, 4, 11, 4),
  christmas: fixed(12, 25),
} as const satisfies Record<string, Rule>;

/** A holiday's id. */
export type Holiday = keyof typeof rules;

/** Every holiday that is known, the Chinese ones first. */
export const holidays = Object.keys(rules) as [Holiday, ...Holiday[]];

/**
 * The days of a holiday from `first` on, `days` of them looked at. Mother's Day is the second Sunday of May, Father's Day
 * the third of June, as in China and the United States; Black Friday and Cyber Monday follow the fourth Thursday of November.
 */
export function holidayDates(holiday: Holiday, first: string, days: number): readonly string[] {
  return Array.from({ length: days }, (_, index) => addDays(first, index)).filter(rules[holiday]);
}
