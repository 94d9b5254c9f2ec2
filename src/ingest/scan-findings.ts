/** What the byte scanner is told and what it finds: places, cuts, counts. */

/** How the scanner tells records apart. Bytes are ASCII codes. */
export interface ScanDialect {
  /** A byte, or null for runs of blanks (then nothing is quoted). */
  readonly delimiter: number | null;
  readonly quote: number | null;
  /** True where a lone CR ends a record; else LF and CR LF do, and a lone CR is data. */
  readonly carriageReturns: boolean;
  /** Fields that a record has. */
  readonly width: number;
  /** Records that are not blank before the first data record: preamble and header. */
  readonly leading: number;
  /** True where the last of the leading records is a header, whose repetitions are found. */
  readonly hasHeader: boolean;
  /** True where short records are padded rather than rejected. */
  readonly padShort: boolean;
}

/** Sees the bytes of every field of one column. */
export interface FieldWatch {
  see(bytes: Uint8Array, start: number, end: number): void;
}

/** A record by its place: `record` counts from 1 after the header, `line` is the physical line it starts on, 1-based. */
export interface RecordPlace {
  readonly record: number;
  readonly line: number;
}

/** A line whose quote damages it: it is cut out of the text, and reading goes on at the next line. */
export interface Cut extends RecordPlace {
  /** Offsets into the UTF-8 text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly reason: "unbalanced_quote";
}

/** A record near the end of the text, for the search of footers. */
export interface TailRecord extends RecordPlace {
  readonly text: string;
  readonly ragged: boolean;
}

/** Physical lines that are kept of each finding; its count goes on. */
const keptLines = 1000;
/** A finding: how often, and the first lines. */
export class Finding {
  count = 0;
  readonly lines: number[] = [];

  /** Notes one more. */
  add(line: number): void {
    this.count++;
    if (this.lines.length < keptLines) this.lines.push(line);
  }
}
