/** The typed columns of a file's lines: what each canonical column is, and how its cells are read. */
import { RegularsError } from "../base/error.ts";
import {
  canonicalColumns,
  numberColumns,
  timeColumns,
  type CanonicalColumn,
  type FilePlan,
} from "../orders/plan.ts";
import { currencyBeside, currencyOf } from "./coerce/currency.ts";
import { idOf } from "./coerce/text.ts";
import { numberOf } from "./coerce/number.ts";
import { timeOf } from "./coerce/time.ts";

/** The SQL type of a typed column. */
export type LineType = "VARCHAR" | "DECIMAL(18,4)" | "TIMESTAMP";

const isIn = <T extends string>(list: readonly T[], name: string): name is T =>
  (list as readonly string[]).includes(name);

/** The type of a canonical column in the typed lines. */
export function lineType(column: CanonicalColumn): LineType {
  if (isIn(timeColumns, column)) return "TIMESTAMP";
  return isIn(numberColumns, column) ? "DECIMAL(18,4)" : "VARCHAR";
}

/** The canonical columns that a file's lines have, in the order of their list: those mapped, and the currency of marks. */
export function mappedColumns(file: FilePlan): readonly CanonicalColumn[] {
  return canonicalColumns.filter((column) => has(file, column));
}

/** True when the file has this column. */
export function has(file: FilePlan, column: CanonicalColumn): boolean {
  return file.mapping[column] !== undefined || (column === "currency" && file.currencyMarks !== undefined);
}

/** The name of a file's column in the raw reading, by its place. */
export function cell(index: number): string {
  return `c${index + 1}`;
}

/** The text of a moment: an order's day with the clock that stands beside it, where the export has two columns for it. */
function momentText(file: FilePlan, column: CanonicalColumn, day: string, hasTime: boolean): string {
  const clock = file.mapping.time_of_day;
  if (column !== "ordered_at" || clock === undefined || !hasTime) return day;
  return `(case when ${cell(clock)} is null then ${day} else ${day} || ' ' || ${cell(clock)} end)`;
}

/**
 * The expression that reads a canonical column from the file's trimmed cells.
 * @throws RegularsError where a moment is mapped to a column whose reading names no formats.
 */
export function typedCell(file: FilePlan, column: CanonicalColumn): string {
  if (column === "currency" && file.currencyMarks !== undefined)
    return currencyBeside(cell(file.currencyMarks.column), file.currencyMarks.codes);
  const index = file.mapping[column]!;
  const source = file.columns[index];
  if (!source) throw new RegularsError(`invalid mapping of ${file.name}: ${column} names column ${index}`);
  const { reading } = source;
  switch (lineType(column)) {
    case "DECIMAL(18,4)":
      return numberOf(
        cell(index),
        reading.kind === "number" ? reading : { kind: "number", decimal: ".", plain: false },
      );
    case "TIMESTAMP":
      if (reading.kind !== "time")
        throw new RegularsError(`invalid mapping of ${file.name}: ${column} is read as ${reading.kind}`, {
          hint: `Choose a column with dates instead of ${source.name}.`,
        });
      return timeOf(momentText(file, column, cell(index), reading.hasTime), reading);
    case "VARCHAR":
      if (column === "currency") return currencyOf(cell(index));
      return reading.kind === "id" ? idOf(cell(index), reading) : cell(index);
  }
}

/** Columns of the typed lines that are the warehouse's own. */
const own = [
  "source_row",
  "source_line",
  "record_amount",
  "record_kind",
  "record_hash",
  "unread_cells",
  "spare_cells",
];

/** The file's columns that mean nothing to us: place and the name under which they stay readable beside the line. */
export function extraColumns(file: FilePlan): readonly { readonly index: number; readonly name: string }[] {
  const mapped = new Set(Object.values(file.mapping));
  const taken = new Set<string>([...own, ...mappedColumns(file)]);
  return file.columns.flatMap((column, index) => {
    if (mapped.has(index)) return [];
    const base = column.name.trim() === "" ? `column_${index + 1}` : column.name.replaceAll("\0", "");
    let name = base;
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${base}_${copy}`;
    taken.add(name.toLowerCase());
    return [{ index, name }];
  });
}
