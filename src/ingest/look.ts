/** Looks at the text of a file's start: how it is divided, where its table stands, what its columns are called. */
import type { FileDecisions } from "../orders/import-options.ts";
import { detectDialect, type DialectFound } from "./dialect.ts";
import { findHeader, type HeaderFound } from "./header.ts";
import { explainsColumns } from "./note-record.ts";
import { innerLines, isBlankRecord } from "./readers/records.ts";
import type { ScanDialect } from "./scan-findings.ts";
import { RecordScanner } from "./scanner.ts";
import { lineTooLong, notTabular, tooManyColumns } from "./refusals.ts";
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
  /** True where the first data record explains the columns in words. */
  readonly hasNote: boolean;
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

/** The code of a dialect's character. */
export const codeOf = (char: string | null): number | null => (char === null ? null : char.charCodeAt(0));

/** How the scanner is told a dialect and where its table stands. */
export const scanDialectOf = ({ dialect, header, width, padShort, lastRecord }: Look): ScanDialect => ({
  delimiter: codeOf(dialect.delimiter),
  quote: codeOf(dialect.quote),
  escape: codeOf(dialect.escape),
  padded: dialect.padded ?? false,
  starts: dialect.starts,
  wide: dialect.wide ?? false,
  carriageReturns: dialect.newline === "\r",
  width,
  leading: header.body,
  hasHeader: header.header !== null,
  header: header.header ?? 0,
  padShort,
  lastRecord,
});

/** True where a record of several lines is not as wide as the table: a quote may have swallowed the lines. */
const isSuspect = ({ records, newline }: DialectFound, width: number): boolean =>
  records.some((record) => record.length !== width && innerLines(record, newline) > 0);

/** A sample without the lines that the scanner would cut out, whose quotes swallow the records below them. */
function withoutDamage(text: string, scan: ScanDialect): string {
  const bytes = new TextEncoder().encode(text);
  const scanner = new RecordScanner(scan);
  scanner.push(bytes, true);
  const decoder = new TextDecoder();
  let from = 0;
  const pieces = scanner.cuts.map(({ start, end }) => {
    const piece = decoder.decode(bytes.subarray(from, start));
    from = end;
    return piece;
  });
  return [...pieces, decoder.decode(bytes.subarray(from))].join("");
}

/** Looks at a sample. @throws IngestError NOT_TABULAR, TOO_MANY_COLUMNS */
export function lookAt(sample: SampleText, told: ReadingTold): Look {
  const look = lookAtText(sample, told);
  if (!isSuspect(look.dialect, look.width)) return look;
  const text = withoutDamage(sample.text, scanDialectOf(look));
  if (text === sample.text) return look;
  // Lines are counted from what is read; a header that a person named by its line keeps its place above the damage.
  return lookAtText({ ...sample, text }, told);
}

/** True of a megabyte without a line end that no delimiter divides into a table. */
const isEndless = (text: string): boolean => text.length >= 1_000_000 && !/[\r\n]/.test(text);

function lookAtText(sample: SampleText, told: ReadingTold): Look {
  const dialect = detectDialect(sample.text, sample.complete, told.delimiter ?? null);
  if (dialect === null) throw isEndless(sample.text) ? lineTooLong(sample.firstLine) : notTabular();
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
    hasNote: found.header !== null && explainsColumns(body),
    padShort: dialect.starts !== undefined || leavesOffBlanks(body, width),
    lastRecord: tables === null ? Infinity : tables.end - found.body,
    otherTables: tables?.others ?? 0,
  };
}
