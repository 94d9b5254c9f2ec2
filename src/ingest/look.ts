/** Looks at the text of a file's start: how it is divided, where its table stands, what its columns are called. */
import type { FileDecisions } from "../orders/import-options.ts";
import { detectDialect, type DialectFound } from "./dialect.ts";
import { findHeader, type HeaderFound } from "./header.ts";
import { innerLines, isBlankRecord } from "./readers/records.ts";
import { notTabular, tooManyColumns } from "./refusals.ts";
import { leavesOffBlanks, type SampleText } from "./sample.ts";
import { findTables } from "./tables.ts";

/** What a person said of how a file is read. */
export type ReadingTold = Pick<FileDecisions, "encoding" | "delimiter" | "headerLine" | "sheet">;

/** What the start of a file shows. */
export interface Look {
  readonly dialect: DialectFound;
  readonly header: HeaderFound;
  /** Columns of the table. */
  readonly width: number;
  /** The sample's data records. */
  readonly body: readonly (readonly string[])[];
  /** True where short records are padded rather than rejected. */
  readonly padShort: boolean;
  /** Number of the table's last record; Infinity where it ends with the file. */
  readonly lastRecord: number;
  /** Tables beside the one that is read. */
  readonly otherTables: number;
}

const maxColumns = 2000;

/** The records that are not blank with the physical lines on which they start. */
export function recordLines(
  { records, newline, delimiter }: DialectFound,
  firstLine: number,
): readonly { readonly line: number; readonly record: readonly string[] }[] {
  let line = firstLine;
  return records.flatMap((record) => {
    const own = line;
    line += 1 + (delimiter === null ? 0 : innerLines(record, newline));
    return isBlankRecord(record) ? [] : [{ line: own, record }];
  });
}

/** Index of the record that a person named as the header by its line: the first that starts there or below. */
function toldHeader(dialect: DialectFound, sample: SampleText, line: number | null | undefined) {
  if (line === undefined || line === null) return line;
  const index = recordLines(dialect, sample.firstLine).findIndex((record) => record.line >= line);
  return index === -1 ? undefined : index;
}

/** Looks at a sample. @throws IngestError NOT_TABULAR, TOO_MANY_COLUMNS */
export function lookAt(sample: SampleText, told: ReadingTold): Look {
  const dialect = detectDialect(sample.text, sample.complete, told.delimiter ?? null);
  if (dialect === null) throw notTabular();
  const header = toldHeader(dialect, sample, told.headerLine);
  const tables = header === undefined ? findTables(dialect.records) : null;
  const filled = dialect.records.filter((record) => !isBlankRecord(record));
  const skip = tables?.start;
  const tableWidth =
    tables?.width ?? Math.max(dialect.width, (typeof header === "number" && filled[header]?.length) || 0);
  const found = findHeader(filled.slice(0, tables?.end), tableWidth, dialect.isNamedByFile, { skip, header });
  const width = found.columns.length;
  if (width > maxColumns) throw tooManyColumns(width);
  const body = filled.slice(found.body, tables?.end);
  return {
    dialect,
    header: found,
    width,
    body,
    padShort: dialect.starts !== undefined || leavesOffBlanks(body, width),
    lastRecord: tables === null ? Infinity : tables.end - found.body,
    otherTables: tables?.others ?? 0,
  };
}
