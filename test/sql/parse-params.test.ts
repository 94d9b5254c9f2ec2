import { describe, expect, it } from "vitest";
import { RegularsError } from "../../src/base/error.ts";
import { parseParams } from "../../src/sql/parse-params.ts";

const specs = {
  period: { kind: "choice", choices: ["month", "week"], default: "month" },
  min_cohort: { kind: "number", min: 0, max: 1000, integer: true, default: 0 },
  cut: { kind: "number", min: 0, max: 1, nullable: true, default: null },
  strict: { kind: "boolean", default: false },
  from: { kind: "date", nullable: true, default: null },
  shares: { kind: "numbers", min: 0, max: 1, ascending: true, default: [0.8, 0.95] },
  table: {
    kind: "struct",
    parse: (value: unknown) => {
      if (typeof value !== "string") throw new RegularsError("invalid table: place 1");
      return value.length;
    },
    default: 7,
  },
} as const;

describe("parseParams", () => {
  it("fills every default, in the order of the specs", () => {
    const defaults = {
      period: "month",
      min_cohort: 0,
      cut: null,
      strict: false,
      from: null,
      shares: [0.8, 0.95],
      table: 7,
    };
    expect(parseParams(specs, undefined)).toEqual(defaults);
    expect(Object.keys(parseParams(specs, { table: "ab", period: undefined }))).toEqual(
      Object.keys(defaults),
    );
  });

  it("keeps values that fit", () => {
    const values = {
      period: "week",
      min_cohort: 1000,
      cut: 0.5,
      strict: true,
      from: "2024-02-29",
      shares: [0, 1],
      table: "abc",
    };
    expect(parseParams(specs, values)).toEqual({ ...values, table: 3 });
  });

  it.each([
    [{ period: "decade" }, 'invalid parameter period: "decade" is not one of month, week'],
    [{ min_cohort: 1.5 }, "invalid parameter min_cohort: 1.5 is not a whole number from 0 to 1000"],
    [{ min_cohort: -1 }, "invalid parameter min_cohort: -1 is not a whole number from 0 to 1000"],
    [{ min_cohort: "5" }, 'invalid parameter min_cohort: "5" is not a whole number from 0 to 1000'],
    [{ min_cohort: null }, "invalid parameter min_cohort: null is not a whole number from 0 to 1000"],
    [{ cut: NaN }, "invalid parameter cut: null is not a number from 0 to 1 or null"],
    [{ strict: 1 }, "invalid parameter strict: 1 is not true or false"],
    [{ from: "2023-02-29" }, 'invalid parameter from: "2023-02-29" is not a date as YYYY-MM-DD or null'],
    [
      { shares: [0.9, 0.8] },
      "invalid parameter shares: [0.9,0.8] is not a list of ascending numbers from 0 to 1",
    ],
    [
      { shares: [0.5, 2] },
      "invalid parameter shares: [0.5,2] is not a list of ascending numbers from 0 to 1",
    ],
    [{ table: 1 }, "invalid table: place 1"],
    [
      { perod: "week" },
      "unknown parameter: perod, known are period, min_cohort, cut, strict, from, shares, table",
    ],
    [JSON.parse('{"__proto__": 1}'), /^unknown parameter: __proto__/],
    [[1], "invalid parameters: [1] is not an object"],
    [null, "invalid parameters: null is not an object"],
  ])("refuses %j with its name and what is allowed", (values, message) => {
    expect(() => parseParams(specs, values)).toThrow(message);
  });
});
