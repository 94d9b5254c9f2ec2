/** The sample: the text from a file's start, and what its columns look like. */
import type { Encoding } from "../orders/plan.ts";
import { markLength, slices } from "./bytes.ts";
import { columnShapes, looksLikeDates, looksLikeNumbers, type ColumnShape } from "./columns.ts";
import { countOf, countToText } from "./counted-dates.ts";
import { isBlankRecord } from "./readers/records.ts";
import { lineTooLong } from "./refusals.ts";
import type { FieldWatch } from "./scan-findings.ts";
import { DayMonthWatch, DecimalWatch, OffsetWatch } from "./watches.ts";

/** Bytes of the sample on which everything but the count is decided. */
const sampleBytes = 1024 * 1024;
/** Data records of the sample that are kept. */
export const sampleRecords = 2000;
/** The text of a file's start. */
export interface SampleText {
  readonly text: string;
  /** True where it is the text of the whole file. */
  readonly complete: boolean;
  /** Physical line of the file on which it begins, 1-based. */
  readonly firstLine: number;
}

/** Bytes of the longest line that is waited for. */
const longestLine = 16 * 1024 * 1024;

/** Where the blank lines at a file's start end, and how many they are. */
async function behindBlanks(
  file: Blob,
  from: number,
  bytesPerUnit: 1 | 2,
): Promise<{ at: number; lines: number }> {
  let lines = 0;
  let lineStart = from;
  let at = from;
  for await (const slice of slices(file, from)) {
    for (const byte of slice) {
      if (byte > 32) return { at: lineStart - ((lineStart - from) % bytesPerUnit), lines };
      at++;
      if (byte !== 10) continue;
      lines++;
      // The second half of a line feed of two bytes may be its zero.
      lineStart = bytesPerUnit === 2 ? at + ((at - from) % 2) : at;
    }
  }
  return { at: from, lines: 0 };
}

/** True where no line ends within the bytes that a line may have. */
async function isEndless(file: Blob, from: number): Promise<boolean> {
  let seen = 0;
  for await (const slice of slices(file, from)) {
    if (slice.includes(10) || slice.includes(13)) return false;
    seen += slice.length;
    if (seen > longestLine) return true;
  }
  return false;
}

/**
 * Reads the sample: the text from the file's first line that is not blank, at most `bytes` of it.
 * @throws IngestError LINE_TOO_LONG where the first line has no end within 16 MiB
 */
export async function readSample(
  file: Blob,
  { encoding }: { readonly encoding: Encoding },
  bytes = sampleBytes,
): Promise<SampleText> {
  const mark = markLength(new Uint8Array(await file.slice(0, 4).arrayBuffer()), encoding);
  const { at, lines } = await behindBlanks(file, mark, encoding.startsWith("utf-16") ? 2 : 1);
  const head = new Uint8Array(await file.slice(at, at + bytes).arrayBuffer());
  const complete = at + head.length === file.size;
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(head, { stream: !complete });
  if (!complete && !/[\r\n]/.test(text) && (await isEndless(file, at))) throw lineTooLong(lines + 1);
  return { text, complete, firstLine: lines + 1 };
}

/** The sample with dates that are counts (of a workbook that may count from 1904) written as text, and which columns those are. */
export function withoutCounts(
  raw: readonly (readonly string[])[],
  columns: readonly string[],
  is1904 = false,
) {
  const seen = columnShapes(raw, columns.length);
  const counts = columns.map((name, i) =>
    countOf(
      name,
      raw.map((record) => record[i]!),
      seen[i]!,
      is1904,
    ),
  );
  const sample = raw.map((record) =>
    record.map((cell, i) => (counts[i] ? countToText(cell, counts[i]) : cell)),
  );
  const shapes = counts.some((count) => count !== null) ? columnShapes(sample, columns.length) : seen;
  return { sample, shapes, counts };
}

/** The columns whose order of day and month, decimal mark, or offsets need every record. */
export function undecided(shapes: readonly ColumnShape[]): (FieldWatch | undefined)[] {
  const watches = shapes.map((shape) => {
    if (looksLikeDates(shape) && shape.open > 0) return new DayMonthWatch();
    if (looksLikeNumbers(shape) && shape.openNumbers > 0 && shape.points === 0 && shape.commas === 0)
      return new DecimalWatch();
    if (looksLikeDates(shape) && shape.dateShapes.some(({ shape: one }) => one.offset !== "none"))
      return new OffsetWatch();
    return undefined;
  });
  return watches.some((watch) => watch !== undefined) ? watches : [];
}

/** True where short records are common enough that the export leaves blank cells off the end of its lines. */
export function leavesOffBlanks(records: readonly (readonly string[])[], width: number): boolean {
  const short = records.filter((record) => record.length < width && !isBlankRecord(record)).length;
  return short >= 5 && short >= records.length * 0.1;
}
