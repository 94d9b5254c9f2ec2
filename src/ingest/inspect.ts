/** Looks at one file: from its bytes to an {@link Inspection}. Every byte is read once or twice, none is kept. */
import { IngestError } from "../orders/ingest-error.ts";
import { throwIfAborted } from "../base/error.ts";
import { utf8Slices } from "./bytes.ts";
import { requireText } from "./container.ts";
import { countToText } from "./counted-dates.ts";
import { detectDialect, toRecordDialect, type DialectFound } from "./dialect.ts";
import { detectEncoding, type EncodingFound } from "./encoding.ts";
import { findFooter } from "./footer.ts";
import { findHeader } from "./header.ts";
import type { Inspection } from "./inspection.ts";
import { explainsColumns, noteBelow } from "./note-record.ts";
import { isBlankRecord } from "./readers/records.ts";
import { rewrite } from "./readers/rewrite.ts";
import type { FieldWatch } from "./scan-findings.ts";
import { leavesOffBlanks, readSample, sampleRecords, undecided, withoutCounts } from "./sample.ts";
import { scanWarnings } from "./scan-warnings.ts";
import { RecordScanner } from "./scanner.ts";
import { DayMonthWatch, DecimalWatch, OffsetWatch } from "./watches.ts";

/** How far the looking is. */
export type OnInspect = (phase: "looking" | "counting" | "rewriting", bytesDone: number) => void;

const maxColumns = 2000;
/** More records than this that cannot be read: the file was not understood. */
const maxRejected = 100_000;

const notTabular = (): IngestError =>
  new IngestError("NOT_TABULAR", "invalid file: it has no columns", {
    hint: "A table of orders has one line per order with commas, tabs or semicolons between the columns. Export the orders as CSV.",
    key: "refusal_no_columns",
  });

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
  const hasNote = header.header !== null && explainsColumns(body);
  const raw = body
    .slice(hasNote ? 1 : 0)
    .filter((record) => padShort || record.length >= width)
    .slice(0, sampleRecords)
    .map((record) => Array.from({ length: width }, (_, i) => (record[i] ?? "").replaceAll("\0", "")));
  const { sample, shapes, counts } = withoutCounts(raw, header.columns);
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

  const notes = hasNote ? [noteBelow(header.columns, scanner.headerLine ?? 0)] : [];
  const footer = [...notes, ...findFooter(scanner.tail, recordDialect, width)];
  const leftOut = new Set([...footer, ...scanner.repeatedHeaders].map(({ record }) => record));
  const warnings = scanWarnings(scanner, encoding, header, footer, counts, notes);
  const noBomTrouble = header.header !== null || encoding.evidence[0]?.key !== "evidence_encoding_mark";
  const faithful =
    isFaithful(scanner, encoding, dialect, header.body) &&
    footer.length === 0 &&
    noBomTrouble &&
    counts.every((count) => count === null);
  const rewritten = faithful
    ? null
    : await rewrite(
        utf8Slices(file, encoding.encoding, (done) => onProgress("rewriting", done), signal),
        {
          dialect: recordDialect,
          width,
          leading: header.body,
          padShort,
          cuts: scanner.cuts,
          leftOut,
          convert: counts.map((count) => (count === null ? undefined : (cell) => countToText(cell, count))),
        },
      );
  throwIfAborted(signal);
  if (rewritten !== null && rewritten.records !== scanner.counted)
    throw new Error(
      `invalid count of records in ${name}: the reader found ${rewritten.records}, the scanner ${scanner.counted}`,
    );
  const rejected = rewritten?.rejected ?? [];
  if (rejected.length > maxRejected || (scanner.counted > 0 && sample.length === 0)) throw notTabular();
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
    sample: sample.filter((_, index) => !leftOut.has(index + (hasNote ? 2 : 1))),
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
    offsets: evidenceOf(watches, OffsetWatch),
    body: rewritten?.body ?? file,
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
