/** What the byte scanner is told and what it finds: places, cuts, counts. */

/** How the scanner tells records apart. Bytes are ASCII codes. */
export interface ScanDialect {
  /** A byte, or null for runs of blanks or, with `starts`, columns by position (then nothing is quoted). */
  readonly delimiter: number | null;
  readonly quote: number | null;
  /** The byte that takes the meaning from the one after it; null or left out where quotes are doubled. */
  readonly escape?: number | null;
  /** True where blanks may stand between a delimiter and an opening quote. */
  readonly padded?: boolean;
  /** Where columns begin, in characters from 0. */
  readonly starts?: readonly number[] | undefined;
  /** True where East Asian characters take two positions. */
  readonly wide?: boolean;
  /** True where a lone CR ends a record; else LF and CR LF do, and a lone CR is data. */
  readonly carriageReturns: boolean;
  /** Fields that a record has. */
  readonly width: number;
  /** Records that are not blank before the first data record: preamble, header, and a line of units under it. */
  readonly leading: number;
  /** True where one of the leading records is a header, whose repetitions are found. */
  readonly hasHeader: boolean;
  /** Index of the header among the leading records; the last where it is left out. */
  readonly header?: number;
  /** True where short records are padded rather than rejected. */
  readonly padShort: boolean;
  /** Number of the table's last record; what follows is another table. Left out where the table ends with the file. */
  readonly lastRecord?: number;
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

/** A record that is no data, and why. */
export interface NoData extends RecordPlace {
  readonly why: "footer" | "comment" | "repeated_header";
}

/** A line that cannot be divided: it is cut out of the text, and reading goes on at the next line. */
export interface Cut extends RecordPlace {
  /** Offsets into the UTF-8 text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** A quote that is never closed, or a value across the edge of its column. */
  readonly reason: "unbalanced_quote" | "crossed_column";
}

/** A record near the end of the text, for the search of footers. */
export interface TailRecord extends RecordPlace {
  readonly text: string;
  readonly ragged: boolean;
  /** True where a blank line stands above it. */
  readonly afterBlank?: boolean;
}

/** Physical lines that are kept of each finding; its count goes on. */
const keptLines = 1000;
/** A finding: how often, and the first lines. */
export class Finding {
  count = 0;
  readonly lines: number[] = [];

  /** Notes one more; a line is listed once. */
  add(line: number): void {
    this.count++;
    if (this.lines.length < keptLines && this.lines.at(-1) !== line) this.lines.push(line);
  }
}
