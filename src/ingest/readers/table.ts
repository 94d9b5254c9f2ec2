/** What every container that is no delimited text comes to: a table of records with their places. */
import type { ContainerKind, Encoding, Evidence, PlanWarning } from "../../orders/plan.ts";

/** A record as its container has it. */
export interface SourceRecord {
  /** The sheet's row, the line of JSON Lines, or the record's number: 1 the first. */
  readonly line: number;
  /** Cells as text; blank ones at the end may be left off. */
  readonly cells: readonly string[];
}

/** A record whose fields cannot be told apart. */
export interface BrokenRecord {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** A table that can be read from its beginning to its end, as often as wanted. */
export interface RecordTable {
  readonly container: ContainerKind;
  readonly encoding: Encoding;
  /** The sheet that it stands on. */
  readonly sheet?: string;
  /** True where the workbook counts its days from 1904, those without a date's format too. */
  readonly is1904?: boolean;
  /** Why this table is the one to read. */
  readonly evidence: readonly Evidence[];
  /** Warnings known beforehand. */
  readonly warnings: readonly PlanWarning[];
  /** The other sheets to choose from, where one was chosen. */
  readonly sheets?: { readonly names: readonly string[]; readonly chosen: string };
  /** Reads the records in batches. `onBytes` is told how much of the container is done. */
  read(onBytes: (done: number) => void, signal?: AbortSignal): TableReading;
}

/** One pass over a table. What it tells beside the records is whole once they have ended. */
export interface TableReading {
  readonly records: AsyncIterable<readonly (SourceRecord | BrokenRecord)[]>;
  /** The columns' names where the container has them beside the records (it may find more as it goes), else null. */
  columns(): readonly string[] | null;
  /** What the names of {@link columns} say in the words of flat exports; null where they say it themselves. */
  headerTexts(): readonly string[] | null;
  /** Indices of the columns whose cells are repeated on every record that an order's nested lines became. */
  repeated(): readonly number[];
  /** Indices of the columns that hold numbers, not texts, with a fraction: their decimal mark is certain. */
  fractions(): readonly number[];
  warnings(): readonly PlanWarning[];
  /** Records as the container itself counts them, null where it does not. */
  counted(): number | null;
}

/** True for a record that could not be read. */
export const isBroken = (record: SourceRecord | BrokenRecord): record is BrokenRecord => "reason" in record;
