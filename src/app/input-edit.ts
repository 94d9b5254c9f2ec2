/** Edits of an input's settings: what a change of type keeps, and what is wrong with what was typed. */
import { isDay } from "../base/calendar.ts";
import type { Input } from "../notebook/input.ts";
import { readNumber } from "./check-answer.ts";

/** What an input can be. */
export type InputType = Input["type"];

/** A reason why a setting cannot be taken: no number, bounds the wrong way round, no step, no or too many options. */
export type InputProblem = "number" | "order" | "step" | "options" | "many" | "long";

/** A changed input, or why it stays as it is. */
export type Edited = { readonly input: Input } | { readonly problem: InputProblem };

/** Most options of a choice, and most UTF-16 units of one. */
export const optionsAtMost = { count: 1_000, length: 200 } as const;

/** The number nearest to `value` that lies within the bounds; null is open. */
export function clamp(value: number, min: number | null, max: number | null): number {
  return Math.min(Math.max(value, min ?? -Infinity), max ?? Infinity);
}

const asNumber = ({ type, value }: Input): number | null =>
  type === "slider" || type === "number"
    ? value
    : type === "list" || type === "date"
      ? null
      : (readNumber(value ?? "")[0] ?? null);

const asText = ({ value }: Input): string => (value === null ? "" : String(value));

/** Returns the input as another type: label, bounds, options and value stay as far as the new type can hold them. */
export function withType(input: Input, type: InputType): Input {
  if (input.type === type) return input;
  const { label } = input;
  const number = asNumber(input);
  const [min, max] = input.type === "number" ? [input.min, input.max] : [null, null];
  switch (type) {
    case "slider": {
      const low = min ?? Math.min(0, number ?? 0);
      const high = max ?? Math.max(low + 100, number ?? 0);
      return { type, label, min: low, max: high, step: 1, value: clamp(number ?? low, low, high) };
    }
    case "number":
      return input.type === "slider"
        ? { type, label, min: input.min, max: input.max, value: input.value }
        : { type, label, min: null, max: null, value: number };
    case "date":
      return { type, label, value: isDay(asText(input)) ? asText(input) : null };
    case "choice": {
      const value = asText(input);
      return { type, label, options: value === "" ? [] : [value], value: value === "" ? null : value };
    }
    case "text":
      return { type, label, value: asText(input) };
    case "list":
      return { type, label, value: null };
  }
}

/** Returns a slider or number with another `min`, `max` or `step` as typed; an empty bound of a number is open. The value follows into the bounds. */
export function withBound(input: Input, bound: "min" | "max" | "step", typed: string): Edited {
  if (input.type !== "slider" && input.type !== "number") return { input };
  const isOpen = typed.trim() === "" && input.type === "number";
  const number = isOpen ? null : (readNumber(typed)[0] ?? null);
  if (number === null && !isOpen) return { problem: "number" };
  if (bound === "step") {
    if (input.type !== "slider" || number === null) return { input };
    return number > 0 ? { input: { ...input, step: number } } : { problem: "step" };
  }
  const [min, max] = bound === "min" ? [number, input.max] : [input.min, number];
  const isEmpty = input.type === "slider" ? min! >= max! : min !== null && max !== null && min > max;
  if (isEmpty) return { problem: "order" };
  const value = input.value === null ? null : clamp(input.value, min, max);
  return { input: { ...input, min, max, value } as Input };
}

/** Returns a choice with other options, one a line, each once; a value that is no longer one becomes the first. */
export function withOptions(input: Input, lines: string): Edited {
  if (input.type !== "choice") return { input };
  const options = [...new Set(lines.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
  if (options.length === 0) return { problem: "options" };
  if (options.length > optionsAtMost.count) return { problem: "many" };
  if (options.some(({ length }) => length > optionsAtMost.length)) return { problem: "long" };
  const value = input.value !== null && options.includes(input.value) ? input.value : options[0]!;
  return { input: { ...input, options, value } };
}

/** Reads the number that is typed into a number input; empty is none. */
export function withNumber(input: Input, typed: string): Edited | { readonly problem: "bounds" } {
  if (input.type !== "number") return { input };
  if (typed.trim() === "") return { input: { ...input, value: null } };
  const value = readNumber(typed)[0];
  if (value === undefined) return { problem: "number" };
  return clamp(value, input.min, input.max) === value
    ? { input: { ...input, value } }
    : { problem: "bounds" };
}

/** How far a slider stands between its ends, 0 to 1. */
export function sliderShare(min: number, max: number, value: number): number {
  return max > min ? (clamp(value, min, max) - min) / (max - min) : 0;
}

/** Decimals that a slider's values are printed with: those of its step and its beginning. */
export function sliderDecimals(min: number, step: number): number {
  const of = (value: number) => value.toFixed(6).replace(/0+$/, "").split(".")[1]?.length ?? 0;
  return Math.max(of(min), of(step));
}
