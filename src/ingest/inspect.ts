/** Looks at one file: from its bytes to an {@link Inspection}. Every byte is read once or twice, none is kept. */
import { IngestError } from "../orders/ingest-error.ts";
import type { PlanWarning } from "../orders/plan.ts";
import { throwIfAborted } from "../base/error.ts";
import { markLength, utf8Slices } from "./bytes.ts";
import { columnShapes, looksLikeDates, looksLikeNumbers, type ColumnShape } from "./columns.ts";
import { requireText } from "./container.ts";
import { detectDialect, toRecordDialect, type DialectFound } from "./dialect.ts";
import { detectEncoding, type EncodingFound } from "./encoding.ts";
import { findFooter } from "./footer.ts";
import { findHeader, type HeaderFound } from "./header.ts";
import type { Inspection } from "./inspection.ts";
import { isBlankRecord } from "./readers/records.ts";
import { rewrite } from "./readers/rewrite.ts";
import type { FieldWatch } from "./scan-findings.ts";
import { RecordScanner } from "./scanner.ts";
import { DayMonthWatch, DecimalWatch } from "./watches.ts";

/** How far the looking is. */
export type OnInspect = (phase: "looking" | "counting" | "rewriting", bytesDone: number) => void;

/** Bytes of the sample on which everything but the count is decided. */
const sampleBytes = 1024 * 1024;
/** Data records of the sample that are kept. */
const sampleRecords = 2000;
const maxColumns = 2000;
/** More records than this that cannot be read: the file was not understood. */
const maxRejected = 100_000;

/** Reads the sample: the text from the file's start. */
async function readSample(
  file: Blob,
  { encoding }: EncodingFound,
): Promise<{ text: string; complete: boolean }> {
  const head = new Uint8Array(await file.slice(0, sampleBytes).arrayBuffer());
  const complete = head.length === file.size;
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(
    head.subarray(markLength(head, encoding)),
    { stream: !complete },
  );
  return { text, complete };
}

const notTabular = (): IngestError =>
  new IngestError("NOT_TABULAR", "invalid file: it has no columns", {
    hint: "A table of orders has one line per order with commas, tabs or semicolons between the columns. Export the orders as CSV.",
    key: "refusal_no_columns",
  });

/** The columns whose order of day and month, or decimal mark, needs every record. */
function undecided(shapes: readonly ColumnShape[]): (FieldWatch | undefined)[] {
  const watches = shapes.map((shape) => {
    if (looksLikeDates(shape) && shape.open > 0) return new DayMonthWatch();
    if (looksLikeNumbers(shape) && shape.openNumbers > 0 && shape.points === 0 && shape.commas === 0)
      return new DecimalWatch();
    return undefined;
  });
  return watches.some((watch) => watch !== undefined) ? watches : [];
}

/** True where short records are common enough that the export leaves blank cells off the end of its lines. */
function leavesOffBlanks(records: readonly (readonly string[])[], width: number): boolean {
  const short = records.filter((record) => record.length < width && !isBlankRecord(record)).length;
  return short >= 5 && short >= records.length * 0.1;
}

const found = (
  code: string,
  message: string,
  { count, lines }: { count: number; lines: readonly number[] },
): PlanWarning[] => (count === 0 ? [] : [{ code, message, count, lines }]);

function scanWarnings(
  scanner: RecordScanner,
  encoding: EncodingFound,
  header: HeaderFound,
): readonly PlanWarning[] {
  const once = (code: string, message: string, count: number, lines: readonly number[] = []) =>
    found(code, message, { count, lines });
  return [
    ...(header.header === null ? [{ code: "NO_HEADER", message: "no header: columns are numbered" }] : []),
    ...once(
      "DUPLICATE_HEADER",
      `repeated headers: ${header.duplicates.join(", ")}`,
      header.duplicates.length,
    ),
    ...once("EMPTY_HEADER", "columns without a name", header.empty * (header.header === null ? 0 : 1)),
    ...once(
      "PREAMBLE_SKIPPED",
      "lines before the table",
      scanner.preambleLines.length,
      scanner.preambleLines,
    ),
    ...once("INVALID_BYTES", "bytes that the encoding does not have", encoding.invalidBytes),
    ...once("NUL_BYTES", "NUL bytes, left out", encoding.zeroBytes),
    ...found("QUOTE_REPAIRED", "quotes inside quoted fields, kept as text", scanner.repaired),
    ...once(
      "UNBALANCED_QUOTE",
      "quotes that are never closed",
      scanner.cuts.length,
      scanner.cuts.slice(0, 1000).map(({ line }) => line),
    ),
    ...found("RAGGED_ROWS", "records with too few or too many fields", {
      count: scanner.ragged.count + scanner.padded.count,
      lines: [...scanner.ragged.lines, ...scanner.padded.lines].sort((a, b) => a - b),
    }),
    ...once(
      "REPEATED_HEADER_SKIPPED",
      "repetitions of the header",
      scanner.repeatedHeaders.length,
      scanner.repeatedHeaders.slice(0, 1000).map(({ line }) => line),
    ),
  ];
}

/** True where the engine, told the dialect, reads the file's own bytes as the scanner did. */
const isFaithful = (
  scanner: RecordScanner,
  encoding: EncodingFound,
  dialect: DialectFound,
  skip: number,
): boolean =>
  encoding.isUtf8 &&
  encoding.zeroBytes === 0 &&
  dialect.delimiter !== "whitespace" &&
  dialect.newline === "\n" &&
  !(scanner.lineFeeds > 0 && scanner.crLineFeeds > 0) &&
  !scanner.unusual &&
  scanner.ragged.count + scanner.padded.count + scanner.cuts.length === 0 &&
  scanner.repeatedHeaders.length + scanner.preambleLines.length === 0 &&
  (scanner.headerLine === null ? skip === 0 : scanner.headerLine === 1 && skip === 1);

/** Looks at a file. @throws IngestError for a file that is refused, and the signal's reason when it is aborted */
export async function inspect(
  file: Blob,
  name: string,
  onProgress: OnInspect = () => undefined,
  signal?: AbortSignal,
): Promise<Inspection> {
  await requireText(file);
  const encoding = await detectEncoding(file, (done) => onProgress("looking", done), signal);
  const { text, complete } = await readSample(file, encoding);
  const dialect = detectDialect(text, complete);
  if (dialect === null) throw notTabular();
  const named = dialect.evidence[0]?.key === "evidence_delimiter_named";
  const header = findHeader(dialect.records, dialect.width, named);
  const width = header.columns.length;
  if (width > maxColumns)
    throw new IngestError("TOO_MANY_COLUMNS", `unsupported number of columns: ${width}`, {
      hint: `An order export has at most a few hundred columns; this file has ${width}.`,
      key: "refusal_too_many_columns",
      inputs: { columns: width },
    });
  const body = dialect.records.filter((record) => !isBlankRecord(record)).slice(header.body);
  const padShort = leavesOffBlanks(body, width);
  const sample = body
    .filter((record) => padShort || record.length >= width)
    .slice(0, sampleRecords)
    .map((record) => Array.from({ length: width }, (_, i) => (record[i] ?? "").replaceAll("\0", "")));
  const shapes = columnShapes(sample, width);
  const watches = undecided(shapes);
  const recordDialect = toRecordDialect(dialect);
  const scanner = new RecordScanner(
    {
      delimiter: recordDialect.delimiter === null ? null : recordDialect.delimiter.charCodeAt(0),
      quote: recordDialect.quote === null ? null : recordDialect.quote.charCodeAt(0),
      carriageReturns: dialect.newline === "\r",
      width,
      leading: header.body,
      hasHeader: header.header !== null,
      padShort,
    },
    watches,
  );
  for await (const slice of utf8Slices(
    file,
    encoding.encoding,
    (done) => onProgress("counting", done),
    signal,
  ))
    scanner.push(slice, false);
  scanner.push(new Uint8Array(0), true);

  const footer = findFooter(scanner.tail, recordDialect, width);
  const leftOut = new Set([...footer, ...scanner.repeatedHeaders].map(({ record }) => record));
  const warnings = [
    ...scanWarnings(scanner, encoding, header),
    ...found("FOOTER_SKIPPED", "total rows or comments at the end", {
      count: footer.length,
      lines: footer.map(({ line }) => line),
    }),
  ].map((warning) => withoutLines(warning, new Set(footer.map(({ line }) => line))));
  const noBomTrouble = header.header !== null || encoding.evidence[0]?.key !== "evidence_encoding_mark";
  const faithful = isFaithful(scanner, encoding, dialect, header.body) && footer.length === 0 && noBomTrouble;
  const rewritten = faithful
    ? null
    : await rewrite(
        utf8Slices(file, encoding.encoding, (done) => onProgress("rewriting", done), signal),
        { dialect: recordDialect, width, leading: header.body, padShort, cuts: scanner.cuts, leftOut },
      );
  throwIfAborted(signal);
  if (rewritten !== null && rewritten.records !== scanner.counted)
    throw new Error(
      `invalid count of records in ${name}: the reader found ${rewritten.records}, the scanner ${scanner.counted}`,
    );
  const rejected = rewritten?.rejected ?? [];
  if (rejected.length > maxRejected) throw notTabular();
  return {
    name,
    bytes: file.size,
    encoding: encoding.encoding,
    dialect: {
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      newline: dialect.newline === "\r" ? "\r" : scanner.crLineFeeds > 0 ? "\r\n" : "\n",
      headerRecord: header.header,
    },
    columns: header.columns,
    evidence: [...encoding.evidence, ...dialect.evidence, ...header.evidence],
    sample: sample.filter((_, index) => !leftOut.has(index + 1)),
    shapes,
    counted: scanner.counted,
    skipRecords: header.body,
    headerLine: scanner.headerLine,
    reader: faithful ? "original" : "normalised",
    rejected,
    skipped: [
      ...scanner.preambleLines
        .filter((line) => !(named && line === 1))
        .map((line) => ({ line, why: "preamble" as const })),
      ...scanner.repeatedHeaders.map(({ line }) => ({ line, why: "repeated_header" as const })),
      ...footer.map(({ line, why }) => ({ line, why })),
    ].sort((a, b) => a.line - b.line),
    warnings: named
      ? warnings.filter(({ code, count }) => code !== "PREAMBLE_SKIPPED" || count !== 1)
      : warnings,
    dayMonth: evidenceOf(watches, DayMonthWatch),
    decimals: evidenceOf(watches, DecimalWatch),
    body: rewritten?.body ?? file,
  };
}

/** A warning about ragged records without those that turned out to be the footer. */
function withoutLines(warning: PlanWarning, lines: ReadonlySet<number>): PlanWarning {
  if (warning.code !== "RAGGED_ROWS" || lines.size === 0) return warning;
  const kept = (warning.lines ?? []).filter((line) => !lines.has(line));
  return {
    ...warning,
    lines: kept,
    count: (warning.count ?? 0) - (warning.lines ?? []).length + kept.length,
  };
}

function evidenceOf<E>(
  watches: readonly (FieldWatch | undefined)[],
  kind: new () => FieldWatch & { evidence(): E },
): Record<number, E> {
  const found: Record<number, E> = {};
  watches.forEach((watch, column) => {
    if (watch instanceof kind) found[column] = watch.evidence();
  });
  return found;
}
