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

type Records = readonly (readonly string[])[];

/** Records among which a header is looked for. */
const headerReach = 60;

const filled = (record: readonly string[]): number => record.filter((cell) => cell.trim() !== "").length;
/** How many of a record's cells are words that headers of order exports use. */
export const knownWords = (record: readonly string[]): number => record.filter(isKnownHeader).length;
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
  const isFull = (record: readonly string[]) =>
    filled(record) >= width * 0.7 ||
    // A record of data may have few cells; two values tell it from a title.
    (filled(record) >= width * 0.4 && record.filter(isValue).length >= 2);
  const full = reach.findIndex((record) => record.length === width && isFull(record));
  if (full !== -1) return full;
  return Math.max(
    0,
    reach.findIndex((record) => record.length === width),
  );
}

/** True where `first` names the columns of the records below it rather than being one of them. */
export function isHeader(first: readonly string[], below: readonly (readonly string[])[]): boolean {
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
    /* eslint-disable no-control-regex -- control characters name nothing */
    const text = (header[index] ?? "").replace(/[\x00\ufeff]+/g, "").replace(/[\x01-\x1f]+/g, " ");
    /* eslint-enable no-control-regex */
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

const unit =
  /^[([]?\s*([A-Z]{3}|[$€£¥₹₩%#]|元|个|件|单|pcs|pieces?|units?|qty|kg|g|text|string|varchar|char|int(eger)?|number|numeric|decimal|float|date(time)?|timestamp|money|currency|bool(ean)?|uuid|(yyyy|yy|dd?|mm?)([-/. ](yyyy|yy|dd?|mm?)){1,2}([ t]hh:mm(:ss)?)?)\s*[)\]]?$/i;

const rule = /^:?[-=_]{2,}:?$/;

/** True where a record under the header names units or types, or is a rule of dashes: nothing else, two of them or more. */
function isUnits(record: readonly string[] | undefined): boolean {
  const cells = (record ?? []).map((cell) => cell.trim()).filter((cell) => cell !== "");
  return cells.length >= 2 && [unit, rule].some((kind) => cells.every((cell) => kind.test(cell)));
}

/** True where the record under `first` is the header itself, and `first` the groups of its columns. */
function isGroups(first: readonly string[], second: readonly string[] | undefined, below: Records): boolean {
  if (second === undefined || below.length === 0 || second.some(isValue) || isUnits(second)) return false;
  if (filled(first) >= filled(second) || filled(second) < second.length - 1) return false;
  return second.some((_, column) => {
    const cells = below.map((record) => record[column] ?? "").filter((text) => text.trim() !== "");
    return cells.length > 0 && cells.filter(isValue).length >= cells.length * 0.8;
  });
}

/** Column names under groups: a name that stands twice is told apart by its group. */
function withGroups(names: readonly string[], groups: readonly string[]): readonly string[] {
  let group = "";
  const grouped = names.map((name, column) => {
    const own = groups[column]?.trim() ?? "";
    group = own === "" ? group : own;
    return group === "" ? name : `${group} ${name.trim()}`;
  });
  return names.map((name, column) =>
    names.filter((other) => other.trim() === name.trim()).length > 1 ? grouped[column]! : name,
  );
}

/** What is known about the header before it is looked for. */
export interface HeaderTold {
  /** Records at the start that are another table. */
  readonly skip?: number | undefined;
  /** The header's index among the records that are not blank, null for none; undefined where nobody said. */
  readonly header?: number | null | undefined;
}

/** Finds the header. `records` are the sample's, of which most have `width` fields; `named` skips a `sep=` line. */
export function findHeader(
  records: Records,
  width: number,
  named: boolean,
  { skip = named ? 1 : 0, header: told }: HeaderTold = {},
): HeaderFound {
  const all = records.filter((record) => !isBlankRecord(record));
  const found = typeof told === "number" ? told : skip + firstOfTable(all.slice(skip), width);
  const isGroupsAt = (record: number) =>
    told === undefined &&
    record >= skip &&
    isGroups(all[record] ?? [], all[record + 1], all.slice(record + 2, record + 200));
  const at = isGroupsAt(found) ? found + 1 : found;
  const groups = isGroupsAt(at - 1) ? all[at - 1]! : null;
  const first = all[at] ?? [];
  const below = all.slice(at + 1, at + 200);
  if (typeof told === "number" || (told === undefined && isHeader(first, below))) {
    const units = isUnits(all[at + 1]) && !isUnits(all[at + 2]);
    const names = uniqueNames(groups === null ? first : withGroups(first, groups), width);
    const key = told === undefined ? "evidence_header_found" : "evidence_header_chosen";
    return {
      header: at,
      body: at + (units ? 2 : 1),
      ...names,
      evidence: [
        { key, inputs: { columns: filled(first) } },
        ...(groups !== null ? [{ key: "evidence_header_groups" }] : []),
        ...(units ? [{ key: "evidence_header_units" }] : []),
      ],
    };
  }
  return {
    header: null,
    body: at,
    ...uniqueNames(
      Array.from({ length: width }, (_, index) => `column_${index + 1}`),
      width,
    ),
    evidence: [{ key: told === null ? "evidence_header_chosen_none" : "evidence_header_none" }],
  };
}
