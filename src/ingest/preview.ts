/** Shows at once how a file would be read: its first lines under an encoding, a delimiter and a header line. */
import type { Dialect, Encoding } from "../orders/plan.ts";
import { IngestError } from "../orders/ingest-error.ts";
import { lookAt, recordLines, type ReadingTold } from "./look.ts";
import { isBlankRecord } from "./readers/records.ts";
import { readSample, type SampleText } from "./sample.ts";

/** The start of a file under a reading. */
export interface ReadingPreview {
  readonly encoding: Encoding;
  readonly delimiter: Dialect["delimiter"];
  /** Physical line of the header, null where there is none. */
  readonly headerLine: number | null;
  readonly columns: readonly string[];
  /** The first data records, each as wide as `columns`, with their physical lines. */
  readonly records: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** The first lines that are not blank, among which a header may be: physical line and text. */
  readonly lines: readonly { readonly line: number; readonly text: string }[];
}

/** Bytes that are read: enough for the records shown, little enough to be there at once. */
const previewBytes = 64 * 1024;
const shownRecords = 6;
const shownLines = 20;

/** The first lines of a text that are not blank. */
function linesOf({ text, firstLine }: SampleText): ReadingPreview["lines"] {
  return text
    .split(/\r\n|\n|\r/, shownLines * 4)
    .map((line, index) => ({ line: firstLine + index, text: line.trim().slice(0, 200) }))
    .filter((line) => line.text !== "")
    .slice(0, shownLines);
}

/**
 * The start of a file under what was decided about its reading; what `told` leaves open is decided from the start alone,
 * but for the encoding, which only the whole file tells.
 * @throws IngestError where it has no columns under this reading
 */
export async function previewReading(
  file: Blob,
  told: ReadingTold & { readonly encoding: Encoding },
): Promise<ReadingPreview> {
  const sample = await readSample(file, told, previewBytes);
  const { dialect, header, width } = lookAt(sample, told);
  const placed = recordLines(dialect, sample.firstLine);
  return {
    encoding: told.encoding,
    delimiter: dialect.named,
    headerLine: header.header === null ? null : (placed[header.header]?.line ?? null),
    columns: header.columns,
    records: placed
      .slice(header.body)
      .filter(({ record }) => !isBlankRecord(record))
      .slice(0, shownRecords)
      .map(({ line, record }) => ({ line, cells: Array.from({ length: width }, (_, i) => record[i] ?? "") })),
    lines: linesOf(sample),
  };
}

/** True where an error says that a reading gives no table, so that another may be tried. */
export const isUnreadable = (error: unknown): boolean => error instanceof IngestError;
