/** Edits of an input's settings. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  sliderDecimals,
  sliderShare,
  withBound,
  withNumber,
  withOptions,
  withType,
} from "../../src/app/input-edit.ts";
import { inputTypes, type Input } from "../../src/notebook/input.ts";
import { parseInput } from "../../src/notebook/parse-input.ts";

const slider: Input = { type: "slider", label: "Cycle", min: 7, max: 120, step: 1, value: 34 };
const number: Input = { type: "number", label: "Cycle", min: null, max: null, value: 34 };
const choice: Input = { type: "choice", label: "Channel", options: ["web", "pos"], value: "pos" };

describe("withType", () => {
  test("keeps label, bounds and value between numbers", () => {
    expect(withType(slider, "number")).toEqual({
      type: "number",
      label: "Cycle",
      min: 7,
      max: 120,
      value: 34,
    });
    expect(withType({ ...number, min: -5, max: 50 }, "slider")).toEqual({ ...slider, min: -5, max: 50 });
    expect(withType({ ...number, value: 250 }, "slider")).toEqual({
      ...slider,
      min: 0,
      max: 250,
      value: 250,
    });
  });

  test("keeps a value that the new type can read", () => {
    expect(withType({ type: "text", label: "", value: "2025-06-17" }, "date").value).toBe("2025-06-17");
    expect(withType({ type: "text", label: "", value: "1,200" }, "number").value).toBe(1200);
    expect(withType(slider, "text").value).toBe("34");
    expect(withType(choice, "text").value).toBe("pos");
    expect(withType(choice, "date").value).toBe(null);
    expect(withType({ type: "text", label: "", value: "web" }, "choice")).toEqual({
      type: "choice",
      label: "",
      options: ["web"],
      value: "web",
    });
  });

  test("makes an input that a notebook may hold, from any to any", () => {
    const any = fc.oneof(
      fc.constantFrom<Input>(slider, number, choice, { type: "list", label: "", value: "vip" }),
      fc.record({ type: fc.constant("text" as const), label: fc.string(), value: fc.string() }),
      fc.record({
        type: fc.constant("number" as const),
        label: fc.string(),
        min: fc.constant(null),
        max: fc.constant(null),
        value: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(any, fc.constantFrom(...inputTypes), (input, type) => {
        const changed = withType(input, type);
        expect(parseInput(changed, "input")).toEqual(changed);
      }),
      { seed: 4 },
    );
  });
});

describe("settings", () => {
  test("move the value into new bounds", () => {
    expect(withBound(slider, "min", "40")).toEqual({ input: { ...slider, min: 40, value: 40 } });
    expect(withBound(number, "max", "10")).toEqual({ input: { ...number, max: 10, value: 10 } });
    expect(withBound({ ...number, max: 10 }, "max", "")).toEqual({ input: number });
  });

  test("say what is wrong with them", () => {
    expect(withBound(slider, "min", "")).toEqual({ problem: "number" });
    expect(withBound(slider, "min", "120")).toEqual({ problem: "order" });
    expect(withBound({ ...number, min: 5 }, "max", "4")).toEqual({ problem: "order" });
    expect(withBound(slider, "step", "0")).toEqual({ problem: "step" });
    expect(withOptions(choice, " \n ")).toEqual({ problem: "options" });
    expect(withOptions(choice, Array.from({ length: 1001 }, (_, i) => i).join("\n"))).toEqual({
      problem: "many",
    });
    expect(withOptions(choice, "x".repeat(201))).toEqual({ problem: "long" });
  });

  test("take options one a line, each once, and keep a value that is still one", () => {
    expect(withOptions(choice, " app\npos \n\npos")).toEqual({
      input: { ...choice, options: ["app", "pos"] },
    });
    expect(withOptions(choice, "app\nweb")).toEqual({
      input: { ...choice, options: ["app", "web"], value: "app" },
    });
  });
});

describe("values", () => {
  test("are read as people write numbers, within the bounds", () => {
    expect(withNumber(number, "1,5")).toEqual({ input: { ...number, value: 1.5 } });
    expect(withNumber(number, " ")).toEqual({ input: { ...number, value: null } });
    expect(withNumber({ ...number, max: 10 }, "11")).toEqual({ problem: "bounds" });
    expect(withNumber(number, "ten")).toEqual({ problem: "number" });
  });

  test("stand between the ends of a slider", () => {
    expect([sliderShare(0, 10, 5), sliderShare(0, 10, 20), sliderShare(5, 5, 5)]).toEqual([0.5, 1, 0]);
    expect([sliderDecimals(0, 1), sliderDecimals(0, 0.25), sliderDecimals(0.5, 1)]).toEqual([0, 2, 1]);
  });
});
