import { describe, expect, it } from "vitest";
import { rfm } from "../../../src/analyses/rfm/analysis.ts";
import { bind, params } from "../../../src/analyses/rfm/params.ts";
import { elevenSegments, others, segmentNames } from "../../../src/analyses/rfm/segments.ts";
import { parseParams } from "../../../src/sql/parse-params.ts";
import { contextAt, tellingOf } from "../../support/analyse.ts";

const rule = { name: "Regulars", r: [4, 5], f: [3, 5], m: [1, 5] } as const;
const parse = (segments: unknown) => parseParams(params, { segments });
const reason = (given: object) =>
  rfm.check!(parseParams(params, given), tellingOf("en", contextAt("2024-03-20")))?.reason ?? null;

describe("a table of segments from outside", () => {
  it("is taken as it is, names trimmed, the same name twice allowed, scores left out being any", () => {
    const table = parse([rule, { ...rule, name: " Regulars " }, { name: "Rest" }]);
    expect(table.segments.at(-1)).toEqual({ name: "Rest", r: [1, 5], f: [1, 5], m: [1, 5] });
    expect(bind(table)["segment_names"]).toEqual(["Regulars", "Regulars", "Rest"]);
    expect(bind(table)["scheme_segments"]).toEqual(["Regulars", "Rest", others]);
  });

  it.each([
    [{}, "invalid parameter segments: {} is not a list of 1 to 40 rows"],
    [[], "invalid parameter segments: [] is not a list of 1 to 40 rows"],
    [[rule, null], "invalid parameter segments, row 2: null is not an object"],
    [
      [rule, rule, { ...rule, r: [5, 4] }],
      "invalid parameter segments, row 3, r: [5,4] is not two whole numbers from 1 to 5, the lower first",
    ],
    [
      [{ ...rule, f: [0, 5] }],
      "invalid parameter segments, row 1, f: [0,5] is not two whole numbers from 1 to 5, the lower first",
    ],
    [
      [{ ...rule, m: [1] }],
      "invalid parameter segments, row 1, m: [1] is not two whole numbers from 1 to 5, the lower first",
    ],
    [[{ ...rule, x: 1 }], 'unknown field of segments, row 1: "x", known are name, r, f, m'],
  ])("is refused with its place: %j", (table, message) => {
    expect(() => parse(table)).toThrow(message);
  });

  it.each([" ", "a\0", "x".repeat(61)])("is answered with a reason where a name is %j", (name) => {
    expect(reason({ segments: [rule, { ...rule, name }] })).toBe(
      "Table of segments, row 2: a segment needs a name of 1 to 60 characters.",
    );
  });
});

describe("typed cuts", () => {
  const cuts = (...rows: readonly (readonly [number, number, number])[]) =>
    rows.map(([r, f, m]) => ({ r, f, m }));

  it("are one for two classes or four for five, ascending in each column", () => {
    const one = cuts([30, 1, 100]);
    expect(reason({ method: "custom" })).toBeNull();
    expect(reason({ method: "custom", scheme: "eight", cuts: one })).toBeNull();
    expect(reason({ method: "custom", cuts: one })).toContain("by typed cuts there are two");
    expect(reason({ method: "custom", cuts: cuts([30, 1, 100], [60, 2, 200]) })).toBe(
      "2 cuts fit no scheme. One cut gives two classes, four give five.",
    );
    const flat = cuts([1, 1, 1], [2, 2, 2], [3, 2, 3], [4, 5, 4]);
    expect(reason({ method: "custom", cuts: flat })).toBe(
      "Typed cuts, row 3: F is not above the row before. Cuts go from low to high.",
    );
    expect(reason({ method: "mean", scheme: "eight", cuts: flat })).toBeNull();
  });
});

describe("the default table", () => {
  it("covers each of the 25 fields of R and F once it is tried in order, whatever M", () => {
    const held = ([low, high]: readonly [number, number], score: number) => low <= score && score <= high;
    const field = (r: number, f: number) =>
      elevenSegments.find((each) => held(each.r, r) && held(each.f, f) && held(each.m, 1) && held(each.m, 5))
        ?.name;
    const rows = [5, 4, 3, 2, 1].map((r) => [1, 2, 3, 4, 5].map((f) => field(r, f)));
    expect(rows).toEqual([
      ["New customers", "Potential loyalists", "Potential loyalists", "Champions", "Champions"],
      ["Promising", "Potential loyalists", "Potential loyalists", "Loyal customers", "Loyal customers"],
      ["About to sleep", "About to sleep", "Need attention", "Loyal customers", "Loyal customers"],
      ["Hibernating", "Hibernating", "At risk", "At risk", "Can't lose them"],
      ["Lost", "Hibernating", "At risk", "At risk", "Can't lose them"],
    ]);
  });

  it("is listed in its order with Others last; a name that stands twice is listed once", () => {
    const twice = [rule, rule];
    expect(segmentNames("eleven", twice)).toEqual(["Regulars", others]);
    expect(segmentNames("eleven", elevenSegments)).toHaveLength(12);
  });
});
