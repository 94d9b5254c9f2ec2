/** What a person types into a control of a parameter, read into its value. */
import type { NumberParam, NumbersParam, ParamSpec } from "../sql/params.ts";

/** A read value, or the reason why the text is none: not a number, or outside the bounds. */
export type Typed<T> = { readonly value: T } | { readonly problem: "number" | "bounds" | "order" };

/** Reads one number with a point or comma as the decimal sign. */
function numberOf(text: string): number {
  const plain = text
    .trim()
    .replace(/\u2212/g, "-")
    .replace(",", ".");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
}

const within = (value: number, { min, max }: { readonly min?: number; readonly max?: number }) =>
  value >= (min ?? -Infinity) && value <= (max ?? Infinity);

/** Reads the text of a number control; an empty text is null where the parameter may be null, else its default. */
export function typedNumber(text: string, spec: NumberParam): Typed<number | null> {
  if (text.trim() === "") return { value: spec.nullable ? null : spec.default };
  const value = numberOf(text);
  if (Number.isNaN(value) || (spec.integer && !Number.isInteger(value))) return { problem: "number" };
  return within(value, spec) ? { value } : { problem: "bounds" };
}

/**
 * Reads the text of a list control: numbers apart by spaces, semicolons, or commas (then a point is the decimal sign);
 * an empty text is null where the parameter may be null, else its default.
 */
export function typedNumbers(text: string, spec: NumbersParam): Typed<readonly number[] | null> {
  if (text.trim() === "") return { value: spec.nullable ? null : spec.default };
  const values = text
    .trim()
    .split(/[\s,;，；、]+/)
    .filter((part) => part !== "")
    .map(numberOf);
  if (values.length === 0 || values.some(Number.isNaN)) return { problem: "number" };
  if (!values.every((value) => within(value, spec))) return { problem: "bounds" };
  const rises = values.every((value, index) => index === 0 || value > values[index - 1]!);
  return spec.ascending && !rises ? { problem: "order" } : { value: values };
}

/** The text of a parameter's value in its control: lists with commas, null empty. */
export function typedText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** True where a control can be drawn for the parameter; a structured value has none. */
export function hasControl(spec: ParamSpec): boolean {
  return spec.kind !== "struct" && !(spec.kind === "choice" && spec.choices.length < 2);
}
