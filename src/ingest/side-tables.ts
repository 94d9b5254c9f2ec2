/** Finds tables that stand beside each other on one sheet, and the one that looks like orders. */
import { columnShapes, looksLikeDates } from "./columns.ts";
import { findHeader, knownWords } from "./header.ts";
import { isBlankRecord } from "./readers/records.ts";

type Records = readonly (readonly string[])[];

/** The columns of a table among others, and how many others there are. */
export interface SideTable {
  readonly from: number;
  readonly width: number;
  readonly others: number;
}

interface Part extends Pick<SideTable, "from" | "width"> {
  readonly records: Records;
}

/** Runs of columns between columns that are blank in all records. */
function partsOf(records: Records): readonly Part[] {
  const width = records.reduce((most, { length }) => Math.max(most, length), 0);
  const isFilled = Array.from({ length: width }, (_, i) =>
    records.some((cells) => (cells[i] ?? "").trim() !== ""),
  );
  const parts: Part[] = [];
  for (let from = 0; from < width; from++) {
    if (!isFilled[from]) continue;
    let to = from;
    while (to < width && isFilled[to]) to++;
    parts.push({ from, width: to - from, records: records.map((cells) => cells.slice(from, to)) });
    from = to;
  }
  return parts;
}

/** The names of a part's columns; null where it has no header of its own over records. */
function namesOf({ records, width }: Part): readonly string[] | null {
  const own = records.filter((cells) => !isBlankRecord(cells));
  if (width < 2 || own.length < 2) return null;
  const found = findHeader(
    own.map((cells) => Array.from({ length: width }, (_, i) => cells[i] ?? "")),
    width,
    false,
  );
  return found.header === null || own.length <= found.body ? null : own[found.header]!;
}

/**
 * The table to read among several side by side; null where there is one. A blank column inside of one table is none
 * between two: each must have its own header, and they must differ in length or repeat a name.
 */
export function findSideTable(records: Records): SideTable | null {
  const tables = partsOf(records).flatMap((part) => {
    const names = namesOf(part);
    return names === null ? [] : [{ part, names }];
  });
  if (tables.length < 2) return null;
  const lengths = new Set(
    tables.map(({ part }) => part.records.filter((cells) => !isBlankRecord(cells)).length),
  );
  const all = tables.flatMap(({ names }) => names.map((name) => name.trim().toLowerCase()));
  if (lengths.size === 1 && new Set(all).size === all.length) return null;
  const [best] = tables
    .map(({ part, names }) => ({
      part,
      score: knownWords(names) + (columnShapes(part.records, part.width).some(looksLikeDates) ? 4 : 0),
    }))
    .sort((a, b) => b.score - a.score);
  return { from: best!.part.from, width: best!.part.width, others: tables.length - 1 };
}
