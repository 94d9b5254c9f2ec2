/** The dates of holidays against calendars that were published. */
import { expect, it } from "vitest";
import { holidayDates, holidays, type Holiday } from "../../../src/analyses/care-calendar/holidays.ts";

const of = (holiday: Holiday) =>
  [2024, 2025, 2026].flatMap((year) => holidayDates(holiday, `${year}-01-01`, year === 2024 ? 366 : 365));

it.each<readonly [Holiday, readonly string[]]>([
  ["spring_festival", ["2024-02-10", "2025-01-29", "2026-02-17"]],
  ["lantern_festival", ["2024-02-24", "2025-02-12", "2026-03-03"]],
  ["dragon_boat", ["2024-06-10", "2025-05-31", "2026-06-19"]],
  // 2025 has a leap sixth month.
  ["qixi", ["2024-08-10", "2025-08-29", "2026-08-19"]],
  ["mid_autumn", ["2024-09-17", "2025-10-06", "2026-09-25"]],
  ["double_ninth", ["2024-10-11", "2025-10-29", "2026-10-18"]],
  ["easter", ["2024-03-31", "2025-04-20", "2026-04-05"]],
  ["mothers_day", ["2024-05-12", "2025-05-11", "2026-05-10"]],
  ["fathers_day", ["2024-06-16", "2025-06-15", "2026-06-21"]],
  ["black_friday", ["2024-11-29", "2025-11-28", "2026-11-27"]],
  ["cyber_monday", ["2024-12-02", "2025-12-01", "2026-11-30"]],
  ["double_eleven", ["2024-11-11", "2025-11-11", "2026-11-11"]],
  ["six_one_eight", ["2024-06-18", "2025-06-18", "2026-06-18"]],
])("has the days of %s", (holiday, days) => {
  expect(of(holiday)).toEqual(days);
});

it("has every holiday once a year for ten years", () => {
  for (const holiday of holidays) {
    const days = holidayDates(holiday, "2020-01-01", 3653);
    expect(new Set(days.map((day) => day.slice(0, 4))).size, holiday).toBe(10);
    expect(days, holiday).toHaveLength(10);
  }
});

it("looks at no day before the first or after the last", () => {
  expect(holidayDates("christmas", "2025-12-25", 1)).toEqual(["2025-12-25"]);
  expect(holidayDates("christmas", "2025-12-26", 364)).toEqual([]);
});
