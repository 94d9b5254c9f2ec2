/** What the scan of a file warns of, in the codes of the receipt. */
import type { PlanWarning } from "../orders/plan.ts";
import type { DateCount } from "./counted-dates.ts";
import type { EncodingFound } from "./encoding.ts";
import type { FooterFound } from "./footer.ts";
import type { HeaderFound } from "./header.ts";
import type { RecordScanner } from "./scanner.ts";

const found = (
  code: string,
  message: string,
  { count, lines }: { count: number; lines: readonly number[] },
): PlanWarning[] => (count === 0 ? [] : [{ code, message, count, lines }]);

/** The warnings of a file: from its scan, its encoding, its header, its footer (of which `notes` stand at the top), and its dates that are counts. */
export function scanWarnings(
  scanner: RecordScanner,
  encoding: EncodingFound,
  header: HeaderFound,
  footer: readonly FooterFound[],
  counts: readonly (DateCount | null)[],
  notes: readonly FooterFound[],
): readonly PlanWarning[] {
  const once = (code: string, message: string, count: number, lines: readonly number[] = []) =>
    found(code, message, { count, lines });
  const ragged = {
    count: scanner.ragged.count + scanner.padded.count,
    lines: [...scanner.ragged.lines, ...scanner.padded.lines].sort((a, b) => a - b),
  };
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
    ...found("RAGGED_ROWS", "records with too few or too many fields", withoutFooter(ragged, footer)),
    ...once(
      "REPEATED_HEADER_SKIPPED",
      "repetitions of the header",
      scanner.repeatedHeaders.length,
      scanner.repeatedHeaders.slice(0, 1000).map(({ line }) => line),
    ),
    ...found("NOTE_SKIPPED", "a line that explains the columns", {
      count: notes.length,
      lines: notes.map(({ line }) => line),
    }),
    ...found("FOOTER_SKIPPED", "total rows or comments at the end", {
      count: footer.length - notes.length,
      lines: footer.filter((one) => !notes.includes(one)).map(({ line }) => line),
    }),
    ...counts.flatMap((count, i) =>
      count === null
        ? []
        : [{ code: "EPOCH_ASSUMED", message: `dates in ${header.columns[i]} are counts (${count})` }],
    ),
  ];
}

/** Ragged records without those that turned out to be the footer. */
function withoutFooter(
  ragged: { readonly count: number; readonly lines: readonly number[] },
  footer: readonly FooterFound[],
): { count: number; lines: readonly number[] } {
  const lines = ragged.lines.filter((line) => !footer.some((one) => one.line === line));
  return { count: ragged.count - (ragged.lines.length - lines.length), lines };
}
