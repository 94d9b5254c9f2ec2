/** Conditions on the rows of a result as SQL: the text that a person typed, read as the column's type. */
import { isDay } from "../base/calendar.ts";
import { RegularsError } from "../base/error.ts";
import type { ColumnKind, ColumnSpecs } from "../sql/columns.ts";
import { identifier } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import type { RowCondition, RowsRequest } from "./state.ts";

const operators = { equals: "=", at_least: ">=", at_most: "<=" } as const;

const unreadable = (kind: string, value: string, hint: string) =>
  new RegularsError(`invalid ${kind}: ${value}`, { hint });

/** A number as typed, full-width digits and a true minus included; thousands are not parted. */
function numberText(value: string): string {
  const text = value.normalize("NFKC").replace("−", "-");
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return `(${text.replace(/^\+/, "")})`;
  throw unreadable("number", value, "A number is written with digits and a point, as 1234.5.");
}

/** A moment as typed: a day, or a day with hours and minutes. */
function momentOf(value: string): { readonly sql: string; readonly isDay: boolean } {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/.exec(value.normalize("NFKC"));
  const [, day, time] = found ?? [];
  const isTime = time === undefined || /^([01]\d|2[0-3])(:[0-5]\d){1,2}$/.test(time);
  if (day === undefined || !isDay(day) || !isTime)
    throw unreadable("date", value, "A date is written as 2025-06-17, a moment as 2025-06-17 09:30.");
  return time === undefined
    ? { sql: literal({ date: day }), isDay: true }
    : { sql: `timestamp '${day} ${time}'`, isDay: false };
}

function truth(value: string): string {
  const found = /^(?:(true|yes|1|是)|false|no|0|否)$/i.exec(value);
  if (!found) throw unreadable("truth value", value, "It is true or false.");
  return String(found[1] !== undefined);
}

function compare(column: string, kind: ColumnKind, test: keyof typeof operators, value: string): string {
  const operator = operators[test];
  switch (kind) {
    case "text":
      return `${column} ${operator} ${literal(value)}`;
    case "integer":
    case "number":
      return `${column} ${operator} ${numberText(value.trim())}`;
    case "boolean":
      return `${column} ${operator} ${truth(value.trim())}`;
    case "date":
    case "timestamp": {
      const moment = momentOf(value.trim());
      if (!moment.isDay || test === "at_least") return `${column} ${operator} ${moment.sql}`;
      // A day is the whole of it.
      const before = `${column} < ${moment.sql} + interval 1 day`;
      return test === "at_most" ? before : `${column} >= ${moment.sql} and ${before}`;
    }
  }
}

function condition({ column, test, value }: RowCondition, columns: ColumnSpecs): string {
  const spec = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (!spec) throw new RegularsError(`unknown column: ${column}`);
  const quoted = identifier(column);
  if (test === "is_null") return `${quoted} is null`;
  if (test === "is_not_null") return `${quoted} is not null`;
  const shown = spec.kind === "text" ? `cast(${quoted} as varchar)` : quoted;
  if (test === "contains") return `contains(lower(cast(${quoted} as varchar)), lower(${literal(value)}))`;
  return `(${compare(shown, spec.kind, test, value)})`;
}

/**
 * Returns the `where` and `order by` of a request, empty where it asks for neither; nulls come last.
 * @throws RegularsError for a column that is not there and a value that does not read as the column's type.
 */
export function orderAndConditions({ sort, where }: RowsRequest, columns: ColumnSpecs): string {
  const parts: string[] = [];
  if (where.length > 0) parts.push(`where ${where.map((each) => condition(each, columns)).join(" and ")}`);
  if (sort) {
    if (!Object.hasOwn(columns, sort.column)) throw new RegularsError(`unknown column: ${sort.column}`);
    parts.push(`order by ${identifier(sort.column)} ${sort.descending ? "desc" : "asc"} nulls last`);
  }
  return parts.join(" ");
}
