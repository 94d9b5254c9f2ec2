import { describe, expect, it } from "vitest";
import type { AnyAnalysis } from "../../src/analyses/analysis.ts";
import { valuesOf } from "../../src/runtime/statements.ts";
import { parseParams } from "../../src/sql/parse-params.ts";
import { contextAt } from "../support/analyse.ts";

const specs = {
  ladder: {
    kind: "table",
    fields: {
      tier: { kind: "text", default: "" },
      spend: { kind: "number", min: 0, nullable: true, default: null },
      since: { kind: "date", nullable: true, default: null },
      rule: { kind: "choice", choices: ["any", "all"], default: "any" },
      r: { kind: "range", min: 1, max: 5, integer: true, default: [1, 5] },
    },
    maxRows: 3,
    nullable: true,
    default: [{ tier: "Gold", spend: 500, since: null, rule: "any", r: [4, 5] }],
  },
  column: { kind: "text", nullable: true, default: null },
} as const;

describe("a table of rows", () => {
  it("fills the fields that a row leaves out", () => {
    expect(parseParams(specs, { ladder: [{ tier: "A" }, { tier: "B", r: [2, 2] }] }).ladder).toEqual([
      { tier: "A", spend: null, since: null, rule: "any", r: [1, 5] },
      { tier: "B", spend: null, since: null, rule: "any", r: [2, 2] },
    ]);
  });

  it.each([
    [[{ tier: 7 }], "invalid parameter ladder, row 1, tier: 7 is not a text of at most 200 characters"],
    [[{}, { spend: -1 }], "ladder, row 2, spend: -1 is not a number of at least 0 or null"],
    [[{ r: [4, 2] }], "row 1, r: [4,2] is not two whole numbers from 1 to 5, the lower first"],
    [[{ r: [0, 2] }], "row 1, r: [0,2]"],
    [[{ __proto__: null, sped: 1 }], 'unknown field of ladder, row 1: "sped", known are tier, spend'],
    [["A"], 'ladder, row 1: "A" is not an object'],
    [[{}, {}, {}, {}], "is not a list of 0 to 3 rows or null"],
    ["A", "is not a list of 0 to 3 rows or null"],
  ])("refuses %j with the place", (ladder, fault) => {
    expect(() => parseParams(specs, { ladder })).toThrow(fault);
  });

  it("stands in SQL as a list for each field, and as null where it has no rows", () => {
    const analysis = { params: specs } as unknown as AnyAnalysis;
    const values = (given: object) => valuesOf(analysis, parseParams(specs, given), contextAt("2025-01-31"));
    expect(
      values({
        ladder: [
          { tier: "A", since: "2025-01-02" },
          { tier: "B", r: [2, 3] },
        ],
      }),
    ).toMatchObject({
      ladder_tier: ["A", "B"],
      ladder_spend: [null, null],
      ladder_since: [{ date: "2025-01-02" }, null],
      ladder_r_low: [1, 2],
      ladder_r_high: [5, 3],
      column: null,
      refund_policy: "reduce_original",
    });
    expect(values({ ladder: null })).toMatchObject({ ladder_tier: null, ladder_r_low: null });
  });
});
