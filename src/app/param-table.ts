/** A table parameter as a person edits it: rows of typed texts, what is wrong with them, and the value that they are. */
import { isDay } from "../base/calendar.ts";
import type { RangeField, TableField, TableFields, TableParam } from "../sql/params.ts";
import { typedNumber, typedText } from "./param-text.ts";

/** What stands in one cell: a text, of a range two; `true` and `false` of a yes or no, the id of a choice. */
export type DraftCell = string | readonly [string, string];

/** One row as it is typed, by field. */
export type DraftRow = Readonly<Record<string, DraftCell>>;

/** What stands in a cell whose date is half typed: no date, and not nothing, which a browser says it is. */
export const unfinishedDate = "?";

/** Why a cell is no value. `bounds` has those that the field sets; `range` is a lower number above the upper one. */
export type CellFault =
  | { readonly kind: "missing" | "number" | "whole" | "date" | "long" | "range" }
  | { readonly kind: "bounds"; readonly min: number | undefined; readonly max: number | undefined };

/** A fault and its place; rows count from 0. */
export interface PlacedFault {
  readonly row: number;
  readonly field: string;
  readonly fault: CellFault;
}

/** The longest text of a cell, in characters, as parameters take it. */
const longestText = 200;

/** The most rows of a table that says nothing else, as parameters take it. */
const mostRows = 100;

type Value = string | number | boolean | null | readonly [number, number];

const draftCell = (spec: TableField | RangeField, value: unknown): DraftCell =>
  spec.kind === "range"
    ? ((value as readonly [number, number]).map(String) as unknown as readonly [string, string])
    : typedText(value);

/** The rows of a value as texts; null, which is no table at all, stays null. */
export function draftRows(
  { fields }: TableParam,
  rows: readonly Readonly<Record<string, unknown>>[] | null,
): readonly DraftRow[] | null {
  return rows?.map((row) => draftRow(fields, row)) ?? null;
}

const draftRow = (fields: TableFields, row: Readonly<Record<string, unknown>>): DraftRow =>
  Object.fromEntries(
    Object.entries(fields).map(([field, spec]) => [field, draftCell(spec, row[field] ?? spec.default)]),
  );

/** A new row: the defaults of the fields. */
export function newRow({ fields }: TableParam): DraftRow {
  return draftRow(fields, {});
}

type Read = { readonly value: Value } | { readonly fault: CellFault };

function readNumber(text: string, spec: Pick<RangeField, "min" | "max" | "integer">): Read {
  if (text.trim() === "") return { fault: { kind: "missing" } };
  const typed = typedNumber(text, { ...spec, kind: "number", default: null });
  if ("value" in typed) return { value: typed.value };
  if (typed.problem === "bounds") return { fault: { kind: "bounds", min: spec.min, max: spec.max } };
  return { fault: { kind: spec.integer ? "whole" : "number" } };
}

function readCell(spec: TableField, cell: DraftCell): Read {
  if (spec.kind === "range") {
    const [low, high] = (cell as readonly [string, string]).map((text) => readNumber(text, spec));
    if ("fault" in low!) return low;
    if ("fault" in high!) return high;
    const pair = [low!.value, high!.value] as [number, number];
    return pair[0] > pair[1] ? { fault: { kind: "range" } } : { value: pair };
  }
  const text = cell as string;
  if (spec.kind === "boolean") return { value: text === "true" };
  if (spec.kind === "choice")
    return spec.choices.includes(text) ? { value: text } : { fault: { kind: "missing" } };
  if (spec.nullable && text.trim() === "") return { value: null };
  if (spec.kind === "number") return readNumber(text, spec);
  if (spec.kind === "date") {
    if (text === "") return { fault: { kind: "missing" } };
    return isDay(text) ? { value: text } : { fault: { kind: "date" } };
  }
  return text.length > longestText ? { fault: { kind: "long" } } : { value: text };
}

/** Why this cell is no value of its field, or null. */
export function cellFault(spec: TableField, cell: DraftCell): CellFault | null {
  const read = readCell(spec, cell);
  return "fault" in read ? read.fault : null;
}

/** The value that the rows are, or every fault in the order of rows and fields; null for no table. */
export function readTable(
  { fields }: TableParam,
  rows: readonly DraftRow[] | null,
):
  | { readonly value: readonly Readonly<Record<string, Value>>[] | null }
  | { readonly faults: readonly PlacedFault[] } {
  if (rows === null) return { value: null };
  const faults: PlacedFault[] = [];
  const value = rows.map((draft, row) =>
    Object.fromEntries(
      Object.entries(fields).map(([field, spec]): [string, Value] => {
        const read = readCell(spec, draft[field]!);
        if ("value" in read) return [field, read.value];
        faults.push({ row, field, fault: read.fault });
        return [field, null];
      }),
    ),
  );
  return faults.length > 0 ? { faults } : { value };
}

/** How many rows a table may have, both inclusive. */
export function rowBounds({ minRows = 0, maxRows = mostRows }: TableParam): {
  readonly min: number;
  readonly max: number;
} {
  return { min: minRows, max: maxRows };
}

/** The rows with one moved by a step; as they are where it cannot go there. */
export function moveRow<T>(rows: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by;
  return to < 0 || to >= rows.length ? rows : rows.with(from, rows[to]!).with(to, rows[from]!);
}
