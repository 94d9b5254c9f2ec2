/** Reads delimited text into records: the sample, and files that the engine cannot read faithfully. */
import Papa from "papaparse";
import { fixedRecords } from "./fixed.ts";
import type { RecordDialect, RecordsRead } from "./record-dialect.ts";
import { tokenise } from "./tokeniser.ts";

export type { RecordDialect, RecordsRead };

/**
 * Reads the records of `text`; unless `last`, the record at its end is left for the next piece. Line ends are the
 * dialect's, with a CR before LF taken off the last field.
 */
export function readRecords(text: string, dialect: RecordDialect, last: boolean, limit = 0): RecordsRead {
  const { delimiter, quote, newline, starts, wide = false } = dialect;
  if (delimiter === null)
    return byLine(
      text,
      newline,
      last,
      limit,
      starts === undefined ? blankSeparated : fixedRecords(starts, wide),
    );
  if (newline === "\r" || dialect.escape || dialect.padded)
    return tokenise(text, { ...dialect, delimiter }, last, limit);
  const parser = new Papa.Parser({
    delimiter,
    newline,
    ...(quote === null ? { fastMode: true } : { quoteChar: quote }),
    ...(limit > 0 ? { preview: limit } : {}),
  });
  const read = parser.parse(text, 0, !last) as { data: string[][]; meta: { cursor: number } };
  const end = text.length > 0 && last && text.endsWith(newline) ? read.data.length - 1 : -1;
  if (end >= 0 && read.data[end]?.length === 1 && read.data[end]![0] === "") read.data.pop();
  for (const record of read.data) {
    const field = record[record.length - 1]!;
    if (field.endsWith("\r")) record[record.length - 1] = field.slice(0, -1);
  }
  return { records: read.data, consumed: last ? text.length : read.meta.cursor };
}

/** Runs of ASCII blanks, as the scanner has them. */
// eslint-disable-next-line no-control-regex -- control characters are blanks here
const blanks = /[\x00-\x20]+/;

function blankSeparated(line: string): readonly string[] {
  const fields = line.split(blanks).filter((field) => field !== "");
  return fields.length > 0 ? fields : [""];
}

/** Records that are lines, whatever is in them. */
function byLine(
  text: string,
  newline: RecordDialect["newline"],
  last: boolean,
  limit: number,
  fieldsOf: (line: string) => readonly string[],
): RecordsRead {
  // A CR at the end of the piece may be half of a line end.
  const whole = last ? text.length : lastLineEnd(text, newline);
  const lines = text.slice(0, whole).split(newline === "\r" ? /\r\n|\r|\n/ : /\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return { records: (limit > 0 ? lines.slice(0, limit) : lines).map(fieldsOf), consumed: whole };
}

function lastLineEnd(text: string, newline: RecordDialect["newline"]): number {
  const feed = text.lastIndexOf("\n") + 1;
  return newline === "\r" ? Math.max(feed, text.lastIndexOf("\r", text.length - 2) + 1) : feed;
}

/** True where every cell is empty or ASCII blanks: no record. */
export const isBlankRecord = (record: readonly string[]): boolean =>
  record.every((cell) => {
    for (let i = 0; i < cell.length; i++) if (cell.charCodeAt(i) > 32) return false;
    return true;
  });

/** Line ends inside a record's fields. */
export const innerLines = (record: readonly string[], newline: RecordDialect["newline"]): number => {
  let count = 0;
  for (const cell of record) {
    if (newline === "\r")
      count += cell.includes("\r") || cell.includes("\n") ? cell.split(/\r\n|\r|\n/).length - 1 : 0;
    else for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) count++;
  }
  return count;
};
