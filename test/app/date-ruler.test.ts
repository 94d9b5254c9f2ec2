import { describe, expect, it } from "vitest";
import { dayAt, toDateRuler } from "../../src/app/date-ruler.ts";

describe("the ruler of dates", () => {
  it("lays the weeks out over its days, as high as the highest", () => {
    expect(toDateRuler("2025-03-01", "2025-03-15", [4, 8, 2])).toEqual({
      first: "2025-03-01",
      days: 14,
      bars: [
        { from: 0, to: 0.5, height: 0.5 },
        { from: 0.5, to: 1, height: 1 },
        { from: 1, to: 1, height: 0.25 },
      ],
      years: [{ year: "2025", at: 0 }],
    });
  });

  it("names each year where it begins", () => {
    expect(toDateRuler("2023-01-01", "2024-12-31", [])!.years).toEqual([
      { year: "2023", at: 0 },
      { year: "2024", at: 365 / 730 },
    ]);
  });

  it("leaves out a first year too short for its label, and a last one at the very end", () => {
    expect(toDateRuler("2023-12-20", "2024-12-31", [])!.years.map(({ year }) => year)).toEqual(["2024"]);
    expect(toDateRuler("2023-01-10", "2024-01-05", [])!.years.map(({ year }) => year)).toEqual(["2023"]);
  });

  it("is no ruler over a single day", () => {
    expect(toDateRuler("2025-03-01", "2025-03-01", [3])).toBeNull();
  });

  it("turns places back into days and keeps within its ends", () => {
    const ruler = toDateRuler("2024-02-20", "2024-03-10", [])!;
    expect([-4, 0, 9.6, 19, 40].map((place) => dayAt(ruler, place))).toEqual([
      "2024-02-20",
      "2024-02-20",
      "2024-03-01",
      "2024-03-10",
      "2024-03-10",
    ]);
  });
});
