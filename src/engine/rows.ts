/** Rows of an Arrow table: checked against the columns that a query promises, or plain for people's own SQL. */
import { DataType, type Field, type Vector } from "apache-arrow";
import { RegularsError } from "../base/error.ts";
import { nextTask } from "../base/turns.ts";
import type { ColumnSpec, ColumnSpecs, RowOf } from "../sql/columns.ts";
import type { ArrowTable } from "./engine.ts";
import { toPlain } from "./plain.ts";

const unfit = (name: string, row: number, value: unknown, why: string) =>
  new RegularsError(`invalid result: ${name} of row ${row + 1} is ${String(value)}, ${why}`);

/** True where the Arrow type can hold the kind. HUGEINT arrives as DECIMAL(38, 0) and is refused as an integer. */
function accepts(kind: ColumnSpec["kind"], type: DataType): boolean {
  switch (kind) {
    case "text":
      return DataType.isUtf8(type);
    case "integer":
      return DataType.isInt(type);
    case "number":
      return DataType.isFloat(type) || DataType.isInt(type) || DataType.isDecimal(type);
    case "boolean":
      return DataType.isBool(type);
    case "date":
      return DataType.isDate(type);
    case "timestamp":
      return DataType.isTimestamp(type) && type.timezone === null;
  }
}

/** The type as its author wrote it in SQL, for the two that surprise. */
const nameOf = (type: DataType) =>
  DataType.isDecimal(type) && type.precision === 38 && type.scale === 0 ? "HUGEINT" : String(type);

function decodeColumn(field: Field, vector: Vector, spec: ColumnSpec, firstRow: number): unknown[] {
  const { name, type } = field;
  if (!accepts(spec.kind, type as DataType))
    throw new RegularsError(`invalid result: ${name} is ${nameOf(type as DataType)}, not ${spec.kind}`, {
      hint: "The final select must cast every column.",
    });
  return Array.from(vector as Iterable<unknown>, (value, index) => {
    const row = firstRow + index;
    if (value === null) {
      if (!spec.nullable) throw unfit(name, row, value, "which it may not be");
      return null;
    }
    const plain =
      spec.kind === "timestamp" ? toStamp(value as number) : toPlain(type as DataType, value, name);
    const isNumeric = spec.kind === "integer" || spec.kind === "number";
    if (isNumeric && !Number.isFinite(plain)) throw unfit(name, row, plain, "which is no finite number");
    return plain;
  });
}

/** The second that holds the moment, `YYYY-MM-DDTHH:MM:SS`. */
const toStamp = (milliseconds: number) =>
  new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().slice(0, -".000Z".length);

const ownColumn = { enumerable: true, configurable: true, writable: true };

function toRows(
  names: readonly string[],
  columns: readonly unknown[][],
  count: number,
): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, row) => {
    const entries: Record<string, unknown> = {};
    names.forEach((name, index) => {
      const value = columns[index]![row];
      // Assigned, it would be the object's prototype, not a column.
      if (name === "__proto__") Object.defineProperty(entries, name, { value, ...ownColumn });
      else entries[name] = value;
    });
    return entries;
  });
}

/**
 * The rows as the query's columns promise them: names and order the same, every type as declared, no null where none
 * may be, whole numbers within 2^53, numbers finite; DECIMAL scaled to its value, dates and moments as ISO text.
 * `firstRow` is the number of rows before the table, for the messages.
 * @throws RegularsError that names the column where the table breaks the promise.
 */
export function decodeRows<C extends ColumnSpecs>(table: ArrowTable, columns: C, firstRow = 0): RowOf<C>[] {
  const names = Object.keys(columns);
  const found = table.schema.names.map(String);
  if (names.join("\n") !== found.join("\n"))
    throw new RegularsError(`invalid result: columns are ${found.join(", ")}, not ${names.join(", ")}`);
  const decoded = table.schema.fields.map((field, index) =>
    decodeColumn(field, table.getChildAt(index)!, columns[field.name]!, firstRow),
  );
  return toRows(names, decoded, table.numRows) as RowOf<C>[];
}

/** Rows decoded in one task: a few milliseconds of work. */
const rowsInATask = 500;

/** The rows as `decodeRows` gives them, a piece a task, so that the page answers while a long result is decoded. */
export async function decodeRowsInTurns<C extends ColumnSpecs>(
  table: ArrowTable,
  columns: C,
): Promise<RowOf<C>[]> {
  const rows = decodeRows(table.slice(0, rowsInATask), columns);
  for (let first = rowsInATask; first < table.numRows; first += rowsInATask) {
    await nextTask();
    rows.push(...decodeRows(table.slice(first, first + rowsInATask), columns, first));
  }
  return rows;
}

/** Names made different: a second `n` becomes `n_1`, as DuckDB does in a subquery. */
function distinct(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 1; seen.has(free) || (free !== name && names.includes(free)); n++) free = `${name}_${n}`;
    seen.add(free);
    return free;
  });
}

/**
 * The rows as plain values: number, string, boolean, null, arrays, objects. BIGINT, HUGEINT and DECIMAL(…, 0) are
 * numbers within 2^53, else text; other DECIMALs numbers; dates, times and moments ISO text; BLOB text as `\\x00`.
 * @throws RegularsError for a type that has no plain form, INTERVAL.
 */
export function plainRows(table: ArrowTable): Record<string, unknown>[] {
  const columns = table.schema.fields.map((field, index) =>
    Array.from(table.getChildAt(index) as Iterable<unknown>, (value) =>
      toPlain(field.type as DataType, value, field.name),
    ),
  );
  return toRows(distinct(table.schema.names.map(String)), columns, table.numRows);
}
