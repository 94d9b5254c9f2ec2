/** Looks at one file: from its bytes to an {@link Inspection}. Every byte is read once or twice, none is kept. */
import { throwIfAborted } from "../base/error.ts";
import { utf8Slices } from "./bytes.ts";
import { countToText } from "./counted-dates.ts";
import { detectEncoding, type EncodingFound } from "./encoding.ts";
import { findFooter } from "./footer.ts";
import type { Inspection } from "./inspection.ts";
import { codeOf, lookAt, scanDialectOf, type Look, type ReadingTold } from "./look.ts";
import { OddCharacters } from "./odd-characters.ts";
import { noteBelow } from "./note-record.ts";
import { rewrite } from "./readers/rewrite.ts";
import { notTabular } from "./refusals.ts";
import type { NoData } from "./scan-findings.ts";
import { readSample, sampleRecords, undecided, withoutCounts } from "./sample.ts";
import { scanWarnings } from "./scan-warnings.ts";
import { RecordScanner } from "./scanner.ts";
import { DayMonthWatch, DecimalWatch, evidenceOf, OffsetWatch } from "./watches.ts";

/** How far the looking is. */
export type OnInspect = (phase: "looking" | "counting" | "rewriting", bytesDone: number) => void;

/** More records than this that cannot be read: the file was not understood. */
const maxRejected = 100_000;

/** True where the engine, told the dialect, reads the file's own bytes as the scanner did. */
const isFaithful = (
  scanner: RecordScanner,
  encoding: EncodingFound,
  { dialect, header, lastRecord }: Look,
): boolean =>
  encoding.isUtf8 &&
  dialect.delimiter !== null &&
  dialect.newline === "\n" &&
  dialect.quote === '"' &&
  !dialect.escape &&
  !dialect.padded &&
  lastRecord === Infinity &&
  !(scanner.lineFeeds > 0 && scanner.crLineFeeds > 0) &&
  !scanner.unusual &&
  scanner.ragged.count + scanner.padded.count + scanner.cuts.length === 0 &&
  scanner.noData.length + scanner.preambleLines.length === 0 &&
  (scanner.headerLine === null ? header.body === 0 : scanner.headerLine === 1 && header.body === 1);

/**
 * Looks at a file; `told` is what a person said of how it is read.
 * @throws IngestError for a file that is refused, and the signal's reason when it is aborted
 */
export async function inspect(
  file: Blob,
  name: string,
  onProgress: OnInspect = () => undefined,
  signal?: AbortSignal,
  told: ReadingTold = {},
): Promise<Inspection> {
  const encoding = await detectEncoding(file, (done) => onProgress("looking", done), signal, told.encoding);
  const sampleText = await readSample(file, encoding);
  const look = lookAt(sampleText, told);
  const { dialect, header, width, body, padShort, lastRecord, hasNote } = look;
  const taken = body
    .map((record, index) => ({ record, number: index + 1 }))
    .slice(hasNote ? 1 : 0)
    .filter(({ record }) => padShort || record.length >= width)
    .slice(0, sampleRecords);
  const raw = taken.map(({ record }) =>
    Array.from({ length: width }, (_, i) => (record[i] ?? "").replaceAll("\0", "")),
  );
  const { sample, shapes, counts } = withoutCounts(raw, header.columns);
  const watches = undecided(shapes);
  const scanner = new RecordScanner(scanDialectOf(look), watches);
  const odd = new OddCharacters(dialect.newline === "\r", [codeOf(dialect.delimiter) ?? -1]);
  for await (const slice of utf8Slices(file, encoding, (done) => onProgress("counting", done), signal)) {
    odd.push(slice);
    scanner.push(slice, false);
  }
  scanner.push(new Uint8Array(0), true);

  const notes = hasNote ? [noteBelow(header.columns, scanner.headerLine ?? 0)] : [];
  const known = new Set([...notes, ...scanner.noData, ...scanner.beyond].map(({ record }) => record));
  const noData = [...notes, ...scanner.noData, ...findFooter(scanner.tail, dialect, width, known)];
  const leftOut = new Set(noData.map(({ record }) => record));
  const noBomTrouble = header.header !== null || encoding.evidence[0]?.key !== "evidence_encoding_mark";
  const faithful =
    isFaithful(scanner, encoding, look) &&
    odd.nul.count === 0 &&
    noData.length === 0 &&
    noBomTrouble &&
    counts.every((count) => count === null);
  const rewritten = faithful
    ? null
    : await rewrite(
        utf8Slices(file, encoding, (done) => onProgress("rewriting", done), signal),
        {
          dialect,
          width,
          leading: header.body,
          padShort,
          cuts: scanner.cuts,
          leftOut,
          lastRecord,
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
      delimiter: dialect.named,
      quote: dialect.quote,
      ...(dialect.escape ? { escape: dialect.escape } : {}),
      ...(dialect.starts ? { starts: dialect.starts } : {}),
      newline: dialect.newline === "\r" ? "\r" : scanner.crLineFeeds > 0 ? "\r\n" : "\n",
      headerRecord: header.header,
    },
    columns: header.columns,
    evidence: [...encoding.evidence, ...dialect.evidence, ...header.evidence],
    sample: sample.filter((_, index) => !leftOut.has(taken[index]!.number)),
    shapes,
    counted: scanner.counted,
    skipRecords: header.body,
    headerLine: scanner.headerLine,
    reader: faithful ? "original" : "normalised",
    rejected,
    skipped: skippedOf(scanner, noData, dialect.isNamedByFile),
    warnings: scanWarnings({ scanner, odd, encoding, look, noData, notes, counts }),
    dayMonth: evidenceOf(watches, DayMonthWatch),
    decimals: evidenceOf(watches, DecimalWatch),
    offsets: evidenceOf(watches, OffsetWatch),
    body: rewritten?.body ?? file,
  };
}

/** Records that are no data, in the file's order. A `sep=` line is no record. */
const skippedOf = (
  { preambleLines, beyond }: RecordScanner,
  noData: readonly NoData[],
  isNamedByFile: boolean,
): Inspection["skipped"] =>
  [
    ...preambleLines.slice(isNamedByFile ? 1 : 0).map((line) => ({ line, why: "preamble" as const })),
    ...noData.map(({ line, why }) => ({ line, why })),
    ...beyond.map(({ line }) => ({ line, why: "footer" as const })),
  ].sort((a, b) => a.line - b.line);
