/** The errors of text that is no table of orders. */
import { IngestError } from "../orders/ingest-error.ts";

/** The text has no columns. */
export const notTabular = (): IngestError =>
  new IngestError("NOT_TABULAR", "invalid file: it has no columns", {
    hint: "A table of orders has one line per order with commas, tabs or semicolons between the columns. Export the orders as CSV.",
    key: "refusal_no_columns",
  });

/** A table without a record; `line` is its header's where it has one. */
export const noRows = (line?: number): IngestError =>
  new IngestError("NO_ROWS", "missing rows: the file has a header and no orders", {
    hint: "Choose a longer period when you export: this file has only the column names.",
    key: "refusal_no_rows",
    ...(line === undefined ? {} : { line }),
  });

/** Not one record of JSON can be parsed. `line` is the first one's place. */
export const invalidJson = (line: number, text: string): IngestError =>
  new IngestError("TRUNCATED_OR_CORRUPT", `invalid JSON: record ${line} begins with ${text.slice(0, 60)}`, {
    hint: "Names and texts need double quotes, and there is no comma before a closing bracket. Export the orders again.",
    key: "refusal_json_syntax",
    inputs: { line },
    line,
  });

/** A record that no order file has. */
export const lineTooLong = (line: number): IngestError =>
  new IngestError("LINE_TOO_LONG", `unsupported line length: line ${line} is longer than a record can be`, {
    hint: "Export the orders again as CSV: a record this long is no order.",
    key: "refusal_line_too_long",
    inputs: { line },
    line,
  });

/** More columns than an order export has. */
export const tooManyColumns = (columns: number): IngestError =>
  new IngestError("TOO_MANY_COLUMNS", `unsupported number of columns: ${columns}`, {
    hint: `An order export has at most a few hundred columns; this file has ${columns}.`,
    key: "refusal_too_many_columns",
    inputs: { columns },
  });
