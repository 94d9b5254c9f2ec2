/** Finds the tables of a file that holds several, one under the other, and the one that looks like orders. */
import { dateShape } from "./dates.ts";
import { isHeader, knownWords } from "./header.ts";
import { numberShape } from "./numbers.ts";
import { isBlankRecord } from "./readers/records.ts";

type Records = readonly (readonly string[])[];

/** The table that is read, and how many others there are. */
export interface TableFound {
  /** Index of its first record among the records that are not blank. */
  readonly start: number;
  /** Index behind its last record. */
  readonly end: number;
  readonly width: number;
  readonly others: number;
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly records: Records;
}

const isTitle = (record: readonly string[]): boolean =>
  record.filter((cell) => cell.trim() !== "").length === 1;

/** Runs of records between blank ones and titles of one cell. Indices count the records that are not blank. */
function blocksOf(records: Records): readonly Block[] {
  const blocks: Block[] = [];
  let current: (readonly string[])[] = [];
  let at = 0;
  const close = () => {
    if (current.length > 0) blocks.push({ start: at - current.length, end: at, records: current });
    current = [];
  };
  for (const record of records) {
    if (isBlankRecord(record)) {
      close();
      continue;
    }
    if (isTitle(record) && record.length < 3) {
      close();
      at++;
      continue;
    }
    current.push(record);
    at++;
  }
  close();
  return blocks;
}

/** True where a block has a header of its own over records as wide. */
function isTable({ records }: Block): boolean {
  const [first, ...body] = records;
  if (first === undefined || first.length < 2 || body.length === 0) return false;
  const even = body.filter(({ length }) => length === first.length).length;
  return (
    even >= body.length * 0.8 &&
    first.every((cell) => cell.trim() !== "") &&
    isHeader(first, body.slice(0, 200))
  );
}

/** How much a table looks like orders: known words in its header, dates and amounts below it. */
function likeness({ records: [first, ...body] }: Block): number {
  const sample = body.slice(0, 50);
  const share = (test: (cell: string) => boolean) =>
    first!.some((_, column) => {
      const cells = sample.map((record) => (record[column] ?? "").trim()).filter((cell) => cell !== "");
      return cells.length > 0 && cells.filter(test).length >= cells.length * 0.8;
    });
  const dates = share((cell) => dateShape(cell) !== null);
  const numbers = share((cell) => numberShape(cell) !== null);
  return knownWords(first!) + (dates ? 4 : 0) + (numbers ? 1 : 0);
}

const sameHeader = (a: Block, b: Block): boolean =>
  a.records[0]!.length === b.records[0]!.length &&
  a.records[0]!.every((cell, i) => cell.trim() === b.records[0]![i]!.trim());

/** The table to be read among several of a sample; null where there is one at most. The same header again begins no other table. */
export function findTables(records: Records): TableFound | null {
  const tables: Block[] = [];
  const seen: Block[] = [];
  const blocks = blocksOf(records);
  for (const block of blocks) {
    if (!isTable(block)) continue;
    const known = seen.find((other) => sameHeader(other, block));
    if (known === undefined) {
      seen.push(block);
      tables.push(block);
    }
  }
  if (tables.length < 2) return null;
  const best = tables.reduce((a, b) => {
    const [first, second] = [likeness(a), likeness(b)];
    return second > first || (second === first && b.records.length > a.records.length) ? b : a;
  });
  const next = tables.find(({ start }) => start > best.start);
  // The table goes on behind blank lines, up to the next one's header or the titles above it.
  const last = next === undefined ? blocks.at(-1)! : blocks.filter(({ end }) => end <= next.start).at(-1)!;
  return {
    start: best.start,
    end: next === undefined ? Infinity : last.end,
    width: best.records[0]!.length,
    others: tables.length - 1,
  };
}
