/** Checks values of unknown origin against the parameters that a query declares. */
import { isDay } from "../base/calendar.ts";
import { RegularsError } from "../base/error.ts";
import { isListRef } from "./params.ts";
import type { NumbersParam, ParamSpec, ParamSpecs, ParamsOf, RangeField, TableParam } from "./params.ts";

/** The value as a person would write it, shortened. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The bounds in words: `from 1 to 60`, `at least 1`, `at most 60`, or nothing. */
function boundsOf({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? "" : ` of at most ${max}`;
}

const isWithin = (value: unknown, { min = -Infinity, max = Infinity }: { min?: number; max?: number }) =>
  typeof value === "number" && Number.isFinite(value) && value >= min && value <= max;

const isAscending = (list: readonly number[]) =>
  list.every((item, index) => index === 0 || list[index - 1]! < item);

const isNumbers = (value: unknown, spec: NumbersParam) =>
  Array.isArray(value) &&
  value.every((item) => isWithin(item, spec)) &&
  (!spec.ascending || isAscending(value as number[]));

const isRange = (value: unknown, spec: RangeField) =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((item) => isWithin(item, spec) && (!spec.integer || Number.isSafeInteger(item))) &&
  (value[0] as number) <= (value[1] as number);

/** The longest text of a parameter, in characters. */
const longestText = 200;

type Spec = ParamSpec | RangeField;

const isNullable = (spec: Spec): boolean => "nullable" in spec && spec.nullable === true;

/** The most rows of a table parameter that says nothing else. */
const mostRows = 100;

/** What the parameter takes, in words. */
function expectation(spec: Spec): string {
  const orNull = isNullable(spec) ? " or null" : "";
  switch (spec.kind) {
    case "choice":
      return `one of ${spec.choices.join(", ")}`;
    case "number":
      return `a ${spec.integer ? "whole number" : "number"}${boundsOf(spec)}${orNull}`;
    case "boolean":
      return "true or false";
    case "date":
      return `a date as YYYY-MM-DD${orNull}`;
    case "numbers":
      return `a list of ${spec.ascending ? "ascending " : ""}numbers${boundsOf(spec)}${orNull}`;
    case "text":
      return `a text of at most ${longestText} characters${orNull}`;
    case "list":
      return "a list of customers as { list }, or null";
    case "range":
      return `two ${spec.integer ? "whole " : ""}numbers${boundsOf(spec)}, the lower first`;
    case "table":
      return `a list of ${spec.minRows ?? 0} to ${spec.maxRows ?? mostRows} rows${orNull}`;
    case "struct":
      return "a structured value";
  }
}

function fits(value: unknown, spec: Exclude<Spec, { kind: "struct" }>): boolean {
  if (value === null) return isNullable(spec);
  switch (spec.kind) {
    case "choice":
      return typeof value === "string" && spec.choices.includes(value);
    case "number":
      return isWithin(value, spec) && (!spec.integer || Number.isSafeInteger(value));
    case "boolean":
      return typeof value === "boolean";
    case "date":
      return typeof value === "string" && isDay(value);
    case "numbers":
      return isNumbers(value, spec);
    case "text":
      return typeof value === "string" && value.length <= longestText;
    case "list":
      return isListRef(value) && value.list.length <= longestText;
    case "range":
      return isRange(value, spec);
    case "table":
      return (
        Array.isArray(value) &&
        value.length >= (spec.minRows ?? 0) &&
        value.length <= (spec.maxRows ?? mostRows)
      );
  }
}

/** The checked rows of a table; each fault names its row, counted from 1, and its field. */
function parseTable(name: string, { fields }: TableParam, rows: readonly unknown[]): unknown {
  return rows.map((row, index) => {
    const place = `${name}, row ${index + 1}`;
    if (typeof row !== "object" || row === null || Array.isArray(row))
      throw new RegularsError(`invalid parameter ${place}: ${show(row)} is not an object`);
    const given = new Map<string, unknown>(Object.entries(row));
    for (const field of given.keys())
      if (!Object.hasOwn(fields, field))
        throw new RegularsError(
          `unknown field of ${place}: ${show(field)}, known are ${Object.keys(fields).join(", ")}`,
        );
    return Object.fromEntries(
      Object.entries(fields).map(([field, spec]) => [
        field,
        parseParam(`${place}, ${field}`, spec, given.get(field)),
      ]),
    );
  });
}

function parseParam(name: string, spec: Spec, value: unknown): unknown {
  if (value === undefined) return spec.default;
  if (spec.kind === "struct") return spec.parse(value);
  if (!fits(value, spec))
    throw new RegularsError(`invalid parameter ${name}: ${show(value)} is not ${expectation(spec)}`);
  if (spec.kind === "table" && value !== null) return parseTable(name, spec, value as readonly unknown[]);
  return value;
}

/**
 * The checked values of every parameter of `specs`, in their order. A value that is missing or undefined takes its
 * default; `values` itself may be undefined.
 * @throws RegularsError that names the parameter, the value and what is allowed; also for a name that is not declared.
 */
export function parseParams<P extends ParamSpecs>(specs: P, values: unknown): ParamsOf<P> {
  if (values !== undefined && (typeof values !== "object" || values === null || Array.isArray(values)))
    throw new RegularsError(`invalid parameters: ${show(values)} is not an object`);
  const given = new Map<string, unknown>(Object.entries(values ?? {}));
  for (const name of given.keys())
    if (!Object.hasOwn(specs, name))
      throw new RegularsError(
        `unknown parameter: ${name}, known are ${Object.keys(specs).join(", ") || "none"}`,
      );
  const checked = Object.entries(specs).map(([name, spec]) => [
    name,
    parseParam(name, spec, given.get(name)),
  ]);
  return Object.fromEntries(checked) as ParamsOf<P>;
}
