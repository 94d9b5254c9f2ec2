/** The sample: the text from a file's start, and what its columns look like. */
import { markLength } from "./bytes.ts";
import { columnShapes, looksLikeDates, looksLikeNumbers, type ColumnShape } from "./columns.ts";
import { countOf, countToText } from "./counted-dates.ts";
import type { EncodingFound } from "./encoding.ts";
import { isBlankRecord } from "./readers/records.ts";
import type { FieldWatch } from "./scan-findings.ts";
import { DayMonthWatch, DecimalWatch, OffsetWatch } from "./watches.ts";

/** Bytes of the sample on which everything but the count is decided. */
const sampleBytes = 1024 * 1024;
/** Data records of the sample that are kept. */
export const sampleRecords = 2000;
/** Reads the sample: the text from the file's start. */
export async function readSample(
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

/** The sample with dates that are counts written as text, and which columns those are. */
export function withoutCounts(raw: readonly (readonly string[])[], columns: readonly string[]) {
  const seen = columnShapes(raw, columns.length);
  const counts = columns.map((name, i) =>
    countOf(
      name,
      raw.map((record) => record[i]!),
      seen[i]!,
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
