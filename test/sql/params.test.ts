import { describe, expect, it } from "vitest";
import { isAsked, type ParamSpecs } from "../../src/sql/params.ts";

const specs = {
  range: { kind: "choice", choices: ["all", "custom"], default: "all" },
  from: { kind: "date", nullable: true, default: null, when: { param: "range", is: ["custom"] } },
} as const satisfies ParamSpecs;

describe("whether a parameter is asked for", () => {
  it("is always true where it says nothing about when", () => {
    expect(isAsked(specs.range, specs, {})).toBe(true);
  });

  it("follows the other parameter's value, or its default", () => {
    expect(isAsked(specs.from, specs, {})).toBe(false);
    expect(isAsked(specs.from, specs, { range: "custom" })).toBe(true);
    expect(isAsked(specs.from, specs, { range: "all" })).toBe(false);
  });
});
