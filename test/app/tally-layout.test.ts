import { describe, expect, it } from "vitest";
import { labelWidth, strokesFor, tallyPaths, tallyWidth } from "../../src/app/tally-layout.ts";

const size = { step: 5, gap: 12, height: 15 };

describe("a tally", () => {
  it("rounds customers to strokes", () => {
    expect([0, 4, 5, 14, 471].map((customers) => strokesFor(customers, 10))).toEqual([0, 0, 1, 1, 47]);
  });

  it("crosses four strokes with every fifth, and begins the next five after a gap", () => {
    expect(tallyPaths(6, 70, 42, size)).toEqual({
      strokes: "M70 42v15M75 42v15M80 42v15M85 42v15M97 42v15",
      fifths: "M67.5 53.1L87.5 45.9",
    });
  });

  it("is nothing for no customer", () => {
    expect(tallyPaths(0, 70, 42, size)).toEqual({ strokes: "", fifths: "" });
    expect(tallyWidth(0, size)).toBe(0);
  });

  it("is as wide as its last stroke reaches", () => {
    expect([1, 4, 5, 6, 10].map((count) => tallyWidth(count, size))).toEqual([0, 15, 17.5, 27, 44.5]);
  });

  it("leaves Chinese labels twice the room of Latin ones", () => {
    expect(labelWidth("2024年9月")).toBeCloseTo(5 * 6.4 + 2 * 12.6, 6);
  });
});
