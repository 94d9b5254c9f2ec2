/** Values written as SQL literals: the one place where data become SQL text. */
import { isDay } from "../base/calendar.ts";
import { RegularsError } from "../base/error.ts";
import { identifier } from "./identifier.ts";
import type { SqlDate, SqlValue } from "./query.ts";

function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RegularsError(`unsupported number: ${value}`);
  if (Number.isSafeInteger(value)) return String(value + 0);
  if (Number.isInteger(value)) throw new RegularsError(`unsupported number: ${value} exceeds 2^53`);
  const text = String(value);
  // Without an exponent DuckDB would read a DECIMAL.
  return text.includes("e") ? text : `${text}e0`;
}

function textLiteral(value: string): string {
  if (value.includes("\0")) throw new RegularsError("unsupported text: it holds a NUL character");
  if (/\p{Surrogate}/u.test(value)) throw new RegularsError("unsupported text: it holds half a character");
  return `'${value.replaceAll("'", "''")}'`;
}

function dateLiteral(value: SqlDate): string {
  if (typeof value.date !== "string" || !isDay(value.date))
    throw new RegularsError(`invalid date: ${String(value.date)}`);
  return `date '${value.date}'`;
}

function write(value: SqlValue, depth: number): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "number":
      return numberLiteral(value);
    case "boolean":
      return String(value);
    case "string":
      return textLiteral(value);
    case "object":
      if ("name" in value) return identifier(value.name);
      if (!Array.isArray(value)) return dateLiteral(value as SqlDate);
      if (depth > 1) throw new RegularsError("unsupported value: lists nest at most once");
      return `[${Array.from(value as readonly SqlValue[], (item) => write(item, depth + 1)).join(", ")}]`;
    default:
      throw new RegularsError(`unsupported value: a ${typeof value}`);
  }
}

/**
 * The value as a SQL literal that stands as one operand anywhere. Whole numbers are integers, others DOUBLE (`0.8e0`),
 * negative ones in parentheses; dates `date '2025-06-17'`; names `"Loyalty points"`; lists `[1, 2]`.
 * @throws RegularsError for what is none of these: NaN, infinity, whole numbers beyond 2^53, NUL in a text, lists in
 *   lists in lists, objects other than a date, undefined.
 */
export function literal(value: SqlValue): string {
  const text = write(value, 0);
  return text.startsWith("-") ? `(${text})` : text;
}
