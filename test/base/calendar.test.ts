import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  daysBetween,
  isDay,
  nextPeriod,
  periodEnd,
  periodStart,
  type Period,
} from "../../src/base/calendar.ts";

const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("the calendar", () => {
  it("knows a date from a text that looks like one", () => {
    const texts = [
      "2024-02-29",
      "2023-02-29",
      "2023-04-31",
      "0001-01-01",
      "0000-01-01",
      "2023-1-1",
      "2023-13-01",
      "",
    ];
    expect(texts.filter(isDay)).toEqual(["2024-02-29", "0001-01-01"]);
  });

  it("counts days across months, leap years and daylight saving", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(addDays("2024-01-01", -1)).toBe("2023-12-31");
    expect(daysBetween("2024-01-01", "2025-01-01")).toBe(366);
    expect(daysBetween("2025-03-31", "2025-03-29")).toBe(-2);
  });

  it.each<[Period, "monday" | "sunday", string, string, string]>([
    ["day", "monday", "2025-06-17", "2025-06-17", "2025-06-17"],
    ["week", "monday", "2025-06-15", "2025-06-09", "2025-06-15"],
    ["week", "sunday", "2025-06-15", "2025-06-15", "2025-06-21"],
    ["week", "monday", "1969-12-31", "1969-12-29", "1970-01-04"],
    ["month", "monday", "2024-02-29", "2024-02-01", "2024-02-29"],
    ["month", "monday", "2024-12-01", "2024-12-01", "2024-12-31"],
    ["quarter", "monday", "2025-05-31", "2025-04-01", "2025-06-30"],
    ["quarter", "monday", "2025-12-31", "2025-10-01", "2025-12-31"],
    ["year", "monday", "2025-05-31", "2025-01-01", "2025-12-31"],
  ])("the %s (weeks from %s) that holds %s runs from %s to %s", (period, weekStart, within, start, end) => {
    expect([periodStart(within, period, weekStart), periodEnd(within, period, weekStart)]).toEqual([
      start,
      end,
    ]);
  });

  it("periods follow one another without gap, and hold their days", () => {
    const period = fc.constantFrom<Period>("day", "week", "month", "quarter", "year");
    fc.assert(
      fc.property(day, period, fc.constantFrom("monday", "sunday"), (within, length, weekStart) => {
        const start = periodStart(within, length, weekStart);
        const end = periodEnd(within, length, weekStart);
        expect(start <= within && within <= end).toBe(true);
        expect(nextPeriod(within, length, weekStart)).toBe(addDays(end, 1));
        expect(periodStart(end, length, weekStart)).toBe(start);
        expect(addDays(start, daysBetween(start, end))).toBe(end);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("refuses what is no date", () => {
    expect(() => addDays("2023-02-30", 1)).toThrow("invalid date: 2023-02-30");
    expect(() => periodStart("yesterday", "month")).toThrow("invalid date: yesterday");
  });
});
