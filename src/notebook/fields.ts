/** Checks of single values of an untrusted document: each returns the value with its type, or throws with the place. */
import { isDay } from "../base/calendar.ts";
import { RegularsError } from "../base/error.ts";

/** An object that was checked to be one. */
export type Fields = Readonly<Record<string, unknown>>;

/** A value as a person would write it, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The error of a value that is missing or of another kind than `expected`. */
export function wrong(place: string, value: unknown, expected: string): RegularsError {
  return value === undefined
    ? new RegularsError(`missing ${place}`, { hint: `It is ${expected}.` })
    : new RegularsError(`invalid ${place}: ${show(value)}`, { hint: `It is ${expected}.` });
}

/** An object with no fields but `names`. @throws RegularsError */
export function fields(value: unknown, place: string, names: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrong(place, value, "an object");
  const stray = Object.keys(value).find((key) => !names.includes(key));
  if (stray !== undefined)
    throw new RegularsError(`unknown field: ${place === "notebook" ? stray : `${place}.${stray}`}`, {
      hint: `The fields here are ${names.join(", ")}.`,
    });
  return value as Fields;
}

/** @throws RegularsError where it is no text. */
export function text(value: unknown, place: string): string {
  if (typeof value !== "string") throw wrong(place, value, "a text");
  return value;
}

/** A text, or null. @throws RegularsError */
export function maybeText(value: unknown, place: string): string | null {
  if (value !== null && typeof value !== "string") throw wrong(place, value, "a text or null");
  return value;
}

/** @throws RegularsError where it is neither true nor false. */
export function truth(value: unknown, place: string): boolean {
  if (typeof value !== "boolean") throw wrong(place, value, "true or false");
  return value;
}

/** @throws RegularsError where it is no finite number. */
export function number(value: unknown, place: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrong(place, value, "a number");
  return value;
}

/** A finite number, or null. @throws RegularsError */
export function maybeNumber(value: unknown, place: string): number | null {
  return value === null ? null : number(value, place);
}

/** One of a closed list of texts. @throws RegularsError */
export function oneOf<T extends string>(value: unknown, place: string, choices: readonly T[]): T {
  if (!choices.includes(value as T)) throw wrong(place, value, `one of ${choices.join(", ")}`);
  return value as T;
}

/** An id of a document: 1 to 64 letters, digits, `-` and `_`. @throws RegularsError */
export function id(value: unknown, place: string): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]{1,64}$/.test(value))
    throw wrong(place, value, "a text of at most 64 letters, digits, - and _");
  return value;
}

/** A day, or null. @throws RegularsError */
export function maybeDay(value: unknown, place: string): string | null {
  if (value === null || (typeof value === "string" && isDay(value))) return value;
  throw wrong(place, value, "a date as YYYY-MM-DD, or null");
}

/** A list of at most `limit` items, each checked. @throws RegularsError */
export function list<T>(
  value: unknown,
  place: string,
  limit: number,
  item: (value: unknown, place: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw wrong(place, value, "a list");
  if (value.length > limit)
    throw new RegularsError(`invalid ${place}: ${value.length} items`, { hint: `It has at most ${limit}.` });
  return value.map((each, index) => item(each, `${place}[${index}]`));
}
