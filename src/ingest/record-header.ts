/** Finds where a table of records begins: its first and last column, its header, its names. */
import { findHeader, uniqueNames, type HeaderFound } from "./header.ts";

/** The place of a table among the records of a container. */
export interface TablePlace {
  /** Columns before the table, blank in all records. */
  readonly from: number;
  readonly width: number;
  readonly header: HeaderFound;
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
function commonWidth(records: readonly (readonly string[])[]): number {
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

/**
 * The place of a table whose names stand among its records. `records` are the first ones; none is blank. `told` is the
 * index of the header where a person said it, null for none.
 */
export function placeOf(records: readonly (readonly string[])[], told?: number | null): TablePlace {
  const from = records.reduce((least, cells) => Math.min(least, Math.max(0, firstFilled(cells))), Infinity);
  const own = records.map((cells) => cells.slice(Number.isFinite(from) ? from : 0));
  const fit = (width: number) =>
    findHeader(
      own.map((cells) =>
        Array.from({ length: Math.min(width, Math.max(cells.length, width)) }, (_, i) => cells[i] ?? ""),
      ),
      width,
      false,
      { header: told },
    );
  const width = commonWidth(own);
  const found = fit(width);
  const reach = found.header === null ? width : Math.max(width, headerWidth(own[found.header]!));
  return { from, width: reach, header: reach === width ? found : fit(reach) };
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
