/** Finds the header among a sample's records, and names the columns. */
import type { Evidence } from "../orders/plan.ts";
import { dateShape } from "./dates.ts";
import { isKnownHeader } from "./header-words.ts";
import { numberShape } from "./numbers.ts";
import { isBlankRecord } from "./readers/records.ts";

/** Where the data begin, and what the columns are called. */
export interface HeaderFound {
  /** Index of the header among the records that are not blank; null where there is none. */
  readonly header: number | null;
  /** Index of the first data record among the records that are not blank. */
  readonly body: number;
  readonly columns: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly duplicates: readonly string[];
  readonly empty: number;
}

/** Records among which a header is looked for. */
const headerReach = 40;

const filled = (record: readonly string[]): number => record.filter((cell) => cell.trim() !== "").length;
const knownWords = (record: readonly string[]): number => record.filter(isKnownHeader).length;
const isValue = (cell: string): boolean =>
  numberShape(cell.trim()) !== null || dateShape(cell.trim()) !== null || /^\S+@\S+\.\S+$/.test(cell.trim());

/** Index of the first record as wide as the table and nearly full: the header, or the first data record. */
function firstOfTable(records: readonly (readonly string[])[], width: number): number {
  const reach = records.slice(0, headerReach);
  const isNamed = (record: readonly string[] | undefined): boolean =>
    record !== undefined && record.length >= width - 1 && knownWords(record) >= 3 && !record.some(isValue);
  let named = reach.findIndex(isNamed);
  // A header of two rows: the words over groups of columns, then a word for every column.
  while (named !== -1 && isNamed(reach[named + 1]) && filled(reach[named + 1]!) > filled(reach[named]!))
    named++;
  if (named !== -1) return named;
  const full = reach.findIndex((record) => record.length === width && filled(record) >= width * 0.7);
  if (full !== -1) return full;
  return Math.max(
    0,
    reach.findIndex((record) => record.length === width),
  );
}

/** True where `first` names the columns of the records below it rather than being one of them. */
function isHeader(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first.some(isValue)) return false;
  if (knownWords(first) >= 2) return true;
  if (below.length === 0) return knownWords(first) >= 1;
  const typed = first.filter((cell, column) => {
    const cells = below.map((record) => record[column] ?? "").filter((text) => text.trim() !== "");
    return cell.trim() !== "" && cells.length > 0 && cells.filter(isValue).length >= cells.length * 0.8;
  });
  if (typed.length > 0) return true;
  const again = first.some((cell, column) => cell !== "" && below.some((record) => record[column] === cell));
  return !again;
}

/** Names made unique by `_2`, `_3`, …; a blank name is `column_n`. */
export function uniqueNames(header: readonly string[], width: number) {
  const taken = new Set<string>();
  const duplicates: string[] = [];
  let empty = 0;
  const columns = Array.from({ length: width }, (_, index) => {
    // eslint-disable-next-line no-control-regex -- control characters name nothing
    const text = (header[index] ?? "").replace(/[\x00-\x1f\ufeff]+/g, " ");
    const isEmpty = text.trim() === "";
    if (isEmpty) empty++;
    const own = isEmpty ? `column_${index + 1}` : text;
    let name = own;
    for (let n = 2; taken.has(name); n++) name = `${own}_${n}`;
    if (name !== own) duplicates.push(own);
    taken.add(name);
    return name;
  });
  return { columns, duplicates, empty };
}

/** Finds the header. `records` are the sample's, of which most have `width` fields; `named` skips a `sep=` line. */
export function findHeader(
  records: readonly (readonly string[])[],
  width: number,
  named: boolean,
): HeaderFound {
  const all = records.filter((record) => !isBlankRecord(record));
  const skip = named ? 1 : 0;
  const at = skip + firstOfTable(all.slice(skip), width);
  const first = all[at] ?? [];
  if (isHeader(first, all.slice(at + 1, at + 200))) {
    const names = uniqueNames(first, width);
    return {
      header: at,
      body: at + 1,
      ...names,
      evidence: [{ key: "evidence_header_found", inputs: { columns: filled(first) } }],
    };
  }
  return {
    header: null,
    body: at,
    ...uniqueNames(
      Array.from({ length: width }, (_, index) => `column_${index + 1}`),
      width,
    ),
    evidence: [{ key: "evidence_header_none" }],
  };
}
