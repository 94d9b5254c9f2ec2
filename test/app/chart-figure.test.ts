/** What a chosen chart draws, says and leaves out. */
import { describe, expect, test } from "vitest";
import { chartPicture, type ChartRequest } from "../../src/app/chart-figure.ts";
import { figureExtent, spread, timeTicks } from "../../src/app/chart-scales.ts";
import { createMessages } from "../../src/messages/create-messages.ts";
import { emptyChart } from "../../src/notebook/chart-spec.ts";
import type { ResultRow } from "../../src/runtime/state.ts";

const row = (values: ResultRow): ResultRow => ({
  x: null,
  x_end: null,
  x_others: 0,
  colour: null,
  colour_others: 0,
  facet: null,
  facet_others: 0,
  y: 1,
  n: 1,
  marks: 3,
  rows_in_all: 3,
  rows_without_x: 0,
  ...values,
});

const request = (change: Partial<ChartRequest>): ChartRequest => ({
  chart: { ...emptyChart, x: "what", y: "size", aggregate: "sum" },
  columns: {
    at: { kind: "timestamp" },
    what: { kind: "text" },
    size: { kind: "number", unit: "money" },
    again: { kind: "boolean" },
  },
  messages: createMessages("en"),
  currency: "EUR",
  observedThrough: "2025-06-17",
  width: 900,
  rows: [],
  ...change,
});

const months = { mark: "line", x: "at", y: "size", aggregate: "sum", grain: "month" } as const;

describe("chartPicture", () => {
  test("is nothing where no row has a figure", () => {
    expect(chartPicture(request({}))).toBe(null);
    expect(chartPicture(request({ rows: [row({ x: "a", y: null })] }))).toBe(null);
  });

  test("shades a heat map of equal figures in one class, and its legend says which", () => {
    const rows = [row({ x: "a", colour: "u" }), row({ x: "b", colour: "v" })];
    const chart = { ...emptyChart, mark: "heat", x: "what", colour: "again", aggregate: "count" } as const;
    const { figure } = chartPicture(request({ chart, rows }))!;
    expect(figure.legend).toEqual([{ label: "1", token: "seq-4" }]);
  });

  test("puts the largest value first, the others and none last, and names them", () => {
    const rows = [
      row({ x: "small", y: 5 }),
      row({ x: "large", y: 2000, n: 7 }),
      row({ x: null, y: 9000 }),
      row({ x: null, x_others: 11, y: 300 }),
    ];
    const { figure, notes } = chartPicture(request({ rows }))!;
    expect(figure.title).toBe("Sum of size by what");
    expect(figure.subtitle).toBe("EUR");
    expect(figure.stops.toSorted((a, b) => a.row - b.row).map(({ lines }) => lines)).toEqual([
      ["large", "sum of size: €2,000", "n = 7 values"],
      ["small", "sum of size: €5.00", "n = 1 value"],
      ["11 others", "sum of size: €300", "n = 1 value"],
      ["no value", "sum of size: €9,000", "n = 1 value"],
    ]);
    expect(figure.summary).toBe("Sum of size by what: 4 marks, from €5.00 (small) to €9,000 (no value).");
    expect(notes).toEqual(["The others are the 11 smallest values of what together."]);
  });

  test("tells a period that is not over, by the last day that the data cover", () => {
    const rows = [
      row({ x: "2025-05-01", x_end: "2025-06-01", y: 10 }),
      row({ x: "2025-06-01", x_end: "2025-07-01", y: 4 }),
    ];
    const open = (observedThrough: string) =>
      chartPicture(request({ chart: { ...emptyChart, ...months }, rows, observedThrough }))!.figure;
    expect(open("2025-06-29").stops.map(({ lines }) => lines)).toEqual([
      ["May 2025", "sum of size: €10.00", "n = 1 value"],
      ["Jun 2025", "sum of size: €4.00", "n = 1 value", "not over yet"],
    ]);
    expect(open("2025-06-29").legend).toEqual([{ label: "not over yet", token: "hatch", hatched: true }]);
    expect(open("2025-06-30").legend).toEqual([]);
  });

  test("says what is left out, thinned or without a figure", () => {
    const rows = [
      row({ x: 1, marks: 1_000_000, rows_in_all: 1_000_002, rows_without_x: 2 }),
      row({ x: 2, y: null, marks: 1_000_000, rows_in_all: 1_000_002, rows_without_x: 2 }),
    ];
    const chart = { ...emptyChart, mark: "dot", x: "n", y: "size" } as const;
    const columns = { n: { kind: "integer" }, size: { kind: "number" } } as const;
    expect(chartPicture(request({ chart, columns, rows }))!.notes).toEqual([
      "2 of 1,000,000 rows are drawn, evenly chosen.",
      "2 rows without n are left out.",
      "1 mark has no size.",
    ]);
  });

  test("names colours in a legend, or at the ends of lines where there is room", () => {
    const rows = ["web", "pos"].flatMap((colour, index) => [
      row({ x: "2025-01-01", x_end: "2025-02-01", colour, y: 5 + index }),
      row({ x: "2025-02-01", x_end: "2025-03-01", colour, y: 6 + index }),
    ]);
    const chart = { ...emptyChart, ...months, colour: "what" } as const;
    expect(chartPicture(request({ chart, rows }))!.figure.legend).toEqual([]);
    expect(chartPicture(request({ chart, rows, width: 358 }))!.figure.legend).toEqual([
      { label: "pos", token: "cat-1" },
      { label: "web", token: "cat-2" },
    ]);
  });

  test.each(["bar", "line", "area", "dot", "heat"] as const)(
    "keeps every stop of %s in the picture, whatever the figures",
    (mark) => {
      const rows = ["一个很长很长的名称一个很长很长的名称", "b", null].flatMap((colour) =>
        [-500, 0, null, 1e9].map((y, index) =>
          row({
            x: `2025-0${index + 1}-01`,
            x_end: `2025-0${index + 2}-01`,
            colour,
            facet: index % 2 ? "f" : null,
            y,
          }),
        ),
      );
      for (const width of [328, 900]) {
        const chart = { ...emptyChart, ...months, mark, colour: "what", facet: "again" } as const;
        const { figure } = chartPicture(request({ chart, rows, width }))!;
        const height = figure.options.height!;
        expect(figure.stops.length).toBe(rows.length);
        for (const { x, y, width: wide, height: high } of figure.stops) {
          expect([x, y, wide, high].every(Number.isFinite)).toBe(true);
          expect(x).toBeGreaterThanOrEqual(-6);
          expect(x + wide).toBeLessThanOrEqual(width + 6);
          expect(y).toBeGreaterThanOrEqual(-6);
          expect(y + high).toBeLessThanOrEqual(height + 6);
        }
      }
    },
  );

  test("draws one point, and values that are all the same", () => {
    for (const y of [0, 7, -7]) {
      const rows = [row({ x: "2025-01-01", x_end: "2025-02-01", y })];
      const { figure } = chartPicture(request({ chart: { ...emptyChart, ...months }, rows }))!;
      expect(figure.stops.every((stop) => Number.isFinite(stop.x) && Number.isFinite(stop.y))).toBe(true);
    }
  });
});

describe("scales", () => {
  test("end at the figures, at zero where they start there, with round ticks between", () => {
    expect(figureExtent([3, 47], true)).toEqual({ low: 0, high: 47, ticks: [0, 20, 40] });
    expect(figureExtent([90, 100], false)).toEqual({ low: 90, high: 100, ticks: [90, 92.5, 95, 97.5, 100] });
    expect(figureExtent([-5, -1], true)).toEqual({ low: -5, high: 0, ticks: [-4, -2, 0] });
    expect(figureExtent([], true)).toEqual({ low: 0, high: 1, ticks: [0] });
  });

  test("tick time at the beginnings of months and years", () => {
    const days = (from: string, to: string, count: number) =>
      timeTicks(Date.parse(from), Date.parse(to), count).map(({ day, period }) => `${period} ${day}`);
    expect(days("2024-11-15", "2025-03-01", 5)).toEqual([
      "month 2024-12-01",
      "month 2025-01-01",
      "month 2025-02-01",
      "month 2025-03-01",
    ]);
    expect(days("2015-06-01", "2025-06-01", 6)).toEqual(
      ["2016", "2018", "2020", "2022", "2024"].map((year) => `year ${year}-01-01`),
    );
    expect(days("2025-06-17", "2025-06-17", 4)).toEqual(["day 2025-06-17"]);
  });

  test("keep labels apart and in their place", () => {
    expect(spread([10, 12, 50], 15, 0, 100)).toEqual([10, 25, 50]);
    expect(spread([99, 98], 15, 0, 100)).toEqual([100, 85]);
  });
});
