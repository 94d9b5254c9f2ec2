import { describe, expect, it } from "vitest";
import type { ChartStop } from "../../src/analyses/analysis.ts";
import { isWalkKey, nextStop, stopAt, type WalkKey } from "../../src/app/chart-walk.ts";

const stop = (row: number, column: number, box: Partial<ChartStop> = {}): ChartStop => ({
  row,
  column,
  x: column * 10,
  y: row * 10,
  width: 10,
  height: 10,
  lines: [`${row},${column}`],
  ...box,
});

/** A triangle with a hole: row 0 has columns 0, 1, 2, row 1 has 0 and 2, row 3 has 1. */
const stops = [stop(0, 0), stop(0, 1), stop(0, 2), stop(1, 0), stop(1, 2), stop(3, 1)];

const walk = (from: number, ...keys: readonly WalkKey[]) =>
  keys.reduce((at, key) => nextStop(stops, at, key), from);

describe("the walk over a chart", () => {
  it("goes along the row and stays at its ends", () => {
    expect(walk(0, "ArrowRight")).toBe(1);
    expect(walk(0, "ArrowRight", "ArrowRight", "ArrowRight")).toBe(2);
    expect(walk(0, "ArrowLeft")).toBe(0);
  });

  it("jumps a gap in the row", () => expect(walk(3, "ArrowRight")).toBe(4));

  it("goes to the nearest row, there to the nearest column", () => {
    expect(walk(2, "ArrowDown")).toBe(4);
    expect(walk(1, "ArrowDown")).toBe(3);
    expect(walk(4, "ArrowDown")).toBe(5);
    expect(walk(5, "ArrowUp")).toBe(3);
    expect(walk(5, "ArrowDown")).toBe(5);
  });

  it("goes to the ends of the row by Home and End", () => {
    expect(walk(1, "End")).toBe(2);
    expect(walk(1, "Home")).toBe(0);
  });

  it("begins at the first stop from nowhere, and nowhere without stops", () => {
    expect(nextStop(stops, -1, "ArrowLeft")).toBe(0);
    expect(nextStop([], -1, "ArrowRight")).toBe(-1);
  });

  it("answers to arrows, Home and End only", () =>
    expect(["ArrowUp", "End", "Enter", "a"].map(isWalkKey)).toEqual([true, true, false, false]));
});

describe("the mark under the pointer", () => {
  it("is the one whose box holds the point", () => expect(stopAt(stops, 25, 15)).toBe(4));

  it("is none beside the marks", () => expect(stopAt(stops, 15, 15)).toBe(-1));

  it("is the smallest of several", () =>
    expect(stopAt([stop(0, 0, { width: 100, height: 100 }), stop(1, 1)], 12, 12)).toBe(1));
});
