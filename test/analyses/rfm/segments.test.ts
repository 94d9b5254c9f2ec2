import { describe, expect, it } from "vitest";
import { elevenSegments, others, parseSegments, segmentNames } from "../../../src/analyses/rfm/segments.ts";

const rule = { name: "Regulars", r: [4, 5], f: [3, 5], m: [1, 5] };

describe("a table of segments from outside", () => {
  it("is taken as it is, names trimmed, the same name twice allowed", () => {
    const table = [rule, { ...rule, name: " Regulars " }];
    expect(parseSegments(table)).toEqual([rule, rule]);
  });

  it.each([
    [{}, "invalid parameter segments: {} is not a list of 1 to 40 segments"],
    [[], "invalid parameter segments: [] is not a list of 1 to 40 segments"],
    [[rule, null], "invalid parameter segments[1]: null is not a segment with name, r, f and m"],
    [[{ ...rule, name: " " }], 'invalid parameter segments[0].name: " " is not a name of 1 to 60 characters'],
    [
      [{ ...rule, name: "a\0" }],
      'invalid parameter segments[0].name: "a\\u0000" is not a name of 1 to 60 characters',
    ],
    [
      [rule, rule, { ...rule, r: [5, 4] }],
      "invalid parameter segments[2].r: [5,4] is not two whole numbers from 1 to 5, the lower first",
    ],
    [
      [{ ...rule, f: [0, 5] }],
      "invalid parameter segments[0].f: [0,5] is not two whole numbers from 1 to 5, the lower first",
    ],
    [
      [{ ...rule, m: [1] }],
      "invalid parameter segments[0].m: [1] is not two whole numbers from 1 to 5, the lower first",
    ],
    [[{ ...rule, x: 1 }], "unknown parameter: segments[0].x"],
  ])("is refused with its place: %j", (table, message) => {
    expect(() => parseSegments(table)).toThrow(message);
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
    const twice = parseSegments([rule, rule]);
    expect(segmentNames("eleven", twice)).toEqual(["Regulars", others]);
    expect(segmentNames("eleven", elevenSegments)).toHaveLength(12);
  });
});
