import { describe, expect, it } from "vitest";
import { hasControl, typedNumber, typedNumbers, typedText } from "../../src/app/param-text.ts";
import type { NumberParam, NumbersParam } from "../../src/sql/params.ts";

const cut: NumberParam = { kind: "number", min: 0, max: 1, default: 0.8 };
const count: NumberParam = { kind: "number", min: 0, integer: true, nullable: true, default: null };
const days: NumbersParam = { kind: "numbers", min: 1, ascending: true, nullable: true, default: null };

describe("a typed number", () => {
  it("is read with a point or a comma", () => {
    expect(typedNumber("0.5", cut)).toEqual({ value: 0.5 });
    expect(typedNumber(" 0,25 ", cut)).toEqual({ value: 0.25 });
  });

  it("is refused outside its bounds, which are inclusive", () => {
    expect(typedNumber("1", cut)).toEqual({ value: 1 });
    expect(typedNumber("1.01", cut)).toEqual({ problem: "bounds" });
    expect(typedNumber("−1", count)).toEqual({ problem: "bounds" });
  });

  it("is refused when it is no number, or a fraction of a whole one", () => {
    expect(["abc", "1e3", "1 2", "0x10", "."].map((text) => typedNumber(text, cut))).toEqual(
      Array(5).fill({ problem: "number" }),
    );
    expect(typedNumber("1.5", count)).toEqual({ problem: "number" });
  });

  it("is the default, or none, when nothing is typed", () => {
    expect(typedNumber(" ", cut)).toEqual({ value: 0.8 });
    expect(typedNumber("", count)).toEqual({ value: null });
  });
});

describe("a typed list of numbers", () => {
  it("is read between commas, spaces and Chinese commas", () =>
    expect(["1, 3, 7.5", "1 3 7.5", "1，3、7.5", "1;3;7.5;"].map((text) => typedNumbers(text, days))).toEqual(
      Array(4).fill({ value: [1, 3, 7.5] }),
    ));

  it("is refused with the reason", () => {
    expect(typedNumbers("1, x", days)).toEqual({ problem: "number" });
    expect(typedNumbers(",", days)).toEqual({ problem: "number" });
    expect(typedNumbers("0, 1", days)).toEqual({ problem: "bounds" });
    expect(typedNumbers("3, 3", days)).toEqual({ problem: "order" });
  });

  it("may be none", () => expect(typedNumbers("", days)).toEqual({ value: null }));
});

describe("the text of a value", () => {
  it("is what can be typed again", () =>
    expect([[1, 3], 0.8, null, undefined].map(typedText)).toEqual(["1, 3", "0.8", "", ""]));
});

describe("a parameter", () => {
  it("has a control unless it is structured or has one choice", () =>
    expect(
      [
        cut,
        { kind: "choice", choices: ["a"], default: "a" } as const,
        { kind: "choice", choices: ["a", "b"], default: "a" } as const,
        { kind: "struct", parse: (value: unknown) => value, default: 1 } as const,
      ].map(hasControl),
    ).toEqual([true, false, true, false]));
});
