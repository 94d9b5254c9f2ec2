/** Finds where a table of records begins: its first and last column, its header, its names. */
import { findHeader, uniqueNames, type HeaderFound } from "./header.ts";
import { findSideTable } from "./side-tables.ts";
import { findTables } from "./tables.ts";

type Records = readonly (readonly string[])[];

/** The place of a table among the records of a container. */
export interface TablePlace {
  /** Columns before the table, blank in all records. */
  readonly from: number;
  readonly width: number;
  readonly header: HeaderFound;
  /** Number of the table's last record among those that are not blank; left out where it ends with its container. */
  readonly end?: number;
  /** Other tables above, below and beside it; left out where there are none. */
  readonly others?: number;
}

/** Blank header cells in a row after which what follows belongs to no column. */
const gap = 20;

const lastFilled = (cells: readonly string[]): number => {
  let last = cells.length - 1;
  while (last >= 0 && cells[last]!.trim() === "") last--;
  return last;
};

const firstFilled = (cells: readonly string[]): number => cells.findIndex((cell) => cell.trim() !== "");

/** The width that at least two records have, and one in fifty: a single far cell widens nothing. */
function commonWidth(records: Records): number {
  const widths = records.map((cells) => lastFilled(cells) + 1).sort((a, b) => b - a);
  return widths[Math.min(widths.length - 1, Math.max(1, Math.floor(widths.length / 50)))] ?? 0;
}

/** Columns that a header reaches to, up to a wide gap. */
function headerWidth(cells: readonly string[]): number {
  let width = 0;
  for (let i = 0, blanks = 0; i < cells.length && blanks < gap; i++) {
    blanks = cells[i]!.trim() === "" ? blanks + 1 : 0;
    if (blanks === 0) width = i + 1;
  }
  return width;
}

/** Blank records put where lines are left out: they part the tables of a sheet. */
const withBlanks = (records: Records, lines: readonly number[]): Records =>
  records.flatMap((cells, i) => (i > 0 && lines[i]! > lines[i - 1]! + 1 ? [[], cells] : [cells]));

/** What is known of the records beside their cells. */
export interface PlaceTold {
  /** Their lines, which tell where blank ones were. */
  readonly lines?: readonly number[];
  /** The index of the header where a person said it, null for none. */
  readonly header?: number | null | undefined;
}

/** The place of a table whose names stand among its records. `records` are the first ones; none is blank. */
export function placeOf(records: Records, { lines = [], header: told }: PlaceTold = {}): TablePlace {
  const beside = told === undefined ? findSideTable(records) : null;
  const columns = beside ?? { from: Infinity, width: Infinity, others: 0 };
  const inside = records.map((cells) => cells.slice(0, columns.from + columns.width));
  const from = inside.reduce((least, cells) => {
    const first = firstFilled(cells);
    return first === -1 ? least : Math.min(least, Math.max(first, beside?.from ?? 0));
  }, columns.from);
  const own = inside.map((cells) => cells.slice(Number.isFinite(from) ? from : 0));
  const tables = told === undefined && lines.length > 0 ? findTables(withBlanks(own, lines)) : null;
  const fit = (width: number) =>
    findHeader(
      own.slice(0, tables?.end).map((cells) => Array.from({ length: width }, (_, i) => cells[i] ?? "")),
      width,
      false,
      { header: told, skip: tables?.start },
    );
  const width = tables?.width ?? commonWidth(own);
  const found = fit(width);
  const reach = found.header === null ? width : Math.max(width, headerWidth(own[found.header]!));
  const others = columns.others + (tables?.others ?? 0);
  return {
    from: Number.isFinite(from) ? from : 0,
    width: reach,
    header: reach === width ? found : fit(reach),
    ...(tables === null || tables.end === Infinity ? {} : { end: tables.end }),
    ...(others === 0 ? {} : { others }),
  };
}

/** The place of a table whose container names the columns. */
export function placeOfNamed(names: readonly string[]): TablePlace {
  return {
    from: 0,
    width: names.length,
    header: {
      header: null,
      body: 0,
      ...uniqueNames(names, names.length),
      evidence: [{ key: "evidence_columns_named", inputs: { columns: names.length } }],
    },
  };
}
