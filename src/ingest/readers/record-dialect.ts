/** How text becomes records, and what reading a piece of it gives. */

/** How text becomes records; `delimiter` null for runs of blanks, or for columns by position where there are `starts`. */
export interface RecordDialect {
  readonly delimiter: string | null;
  readonly quote: string | null;
  /** `\n`: LF and CR LF end a record, a lone CR is data. `\r`: a lone CR ends one too. */
  readonly newline: "\n" | "\r";
  /** What takes the meaning from the delimiter, quote or line end after it; null where quotes are doubled. */
  readonly escape?: "\\" | null;
  /** True where blanks stand between a delimiter and the quote that opens a field. */
  readonly padded?: boolean;
  /** Where columns begin, in characters from 0. */
  readonly starts?: readonly number[] | undefined;
  /** True where East Asian characters take two positions. */
  readonly wide?: boolean;
}

/** Records of a piece of text and how much of it they took. */
export interface RecordsRead {
  /** Blank lines are records of one blank field. */
  readonly records: readonly (readonly string[])[];
  /** Characters consumed; the rest begins a record that goes on. */
  readonly consumed: number;
}
