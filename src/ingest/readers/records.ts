/** Reads delimited text into records with PapaParse: the sample, and files that the engine cannot read faithfully. */
import Papa from "papaparse";

/** How text becomes records; `delimiter` null for runs of blanks. */
export interface RecordDialect {
  readonly delimiter: string | null;
  readonly quote: string | null;
  readonly newline: "\n" | "\r";
}

/** Records of a piece of text and how much of it they took. */
export interface RecordsRead {
  /** Blank lines are records of one blank field. */
  readonly records: readonly (readonly string[])[];
  /** Characters consumed; the rest begins a record that goes on. */
  readonly consumed: number;
}

/**
 * Reads the records of `text`; unless `last`, the record at its end is left for the next piece. Line ends are the
 * dialect's, with a CR before LF taken off the last field.
 */
export function readRecords(text: string, dialect: RecordDialect, last: boolean, limit = 0): RecordsRead {
  if (dialect.delimiter === null) return blankSeparated(text, last, limit);
  const parser = new Papa.Parser({
    delimiter: dialect.delimiter,
    newline: dialect.newline,
    ...(dialect.quote === null ? { fastMode: true } : { quoteChar: dialect.quote }),
    ...(limit > 0 ? { preview: limit } : {}),
  });
  const read = parser.parse(text, 0, !last) as { data: string[][]; meta: { cursor: number } };
  const end = text.length > 0 && last && text.endsWith(dialect.newline) ? read.data.length - 1 : -1;
  if (end >= 0 && read.data[end]?.length === 1 && read.data[end]![0] === "") read.data.pop();
  if (dialect.newline === "\n")
    for (const record of read.data) {
      const field = record[record.length - 1]!;
      if (field.endsWith("\r")) record[record.length - 1] = field.slice(0, -1);
    }
  return { records: read.data, consumed: last ? text.length : read.meta.cursor };
}

/** Runs of ASCII blanks, as the scanner has them. */
// eslint-disable-next-line no-control-regex -- control characters are blanks here
const blanks = /[\x00-\x20]+/;

function blankSeparated(text: string, last: boolean, limit: number): RecordsRead {
  const end = last ? text.length : text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, end).split("\n");
  if (lines.at(-1) === "") lines.pop();
  const records = (limit > 0 ? lines.slice(0, limit) : lines).map((line) => {
    const fields = line.split(blanks).filter((field) => field !== "");
    return fields.length > 0 ? fields : [""];
  });
  return { records, consumed: end };
}

/** True where every cell is empty or ASCII blanks: no record. */
export const isBlankRecord = (record: readonly string[]): boolean =>
  record.every((cell) => {
    for (let i = 0; i < cell.length; i++) if (cell.charCodeAt(i) > 32) return false;
    return true;
  });

/** Line ends inside a record's fields. */
export const innerLines = (record: readonly string[], newline: string): number => {
  let count = 0;
  for (const cell of record)
    for (let at = cell.indexOf(newline); at !== -1; at = cell.indexOf(newline, at + 1)) count++;
  return count;
};
