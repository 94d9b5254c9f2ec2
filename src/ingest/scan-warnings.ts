/** What the scan of a file warns of, in the codes of the receipt. */
import type { PlanWarning } from "../orders/plan.ts";
import { at, found, times, type Lines } from "./counted-warning.ts";
import type { DateCount } from "./counted-dates.ts";
import type { EncodingFound } from "./encoding.ts";
import type { Look } from "./look.ts";
import type { OddCharacters } from "./odd-characters.ts";
import type { NoData } from "./scan-findings.ts";
import type { RecordScanner } from "./scanner.ts";

/** Everything that was found in a file. */
interface Scanned {
  readonly scanner: RecordScanner;
  readonly odd: OddCharacters;
  readonly encoding: EncodingFound;
  readonly look: Look;
  readonly noData: readonly NoData[];
  /** Those of them that explain the columns. */
  readonly notes: readonly NoData[];
  readonly counts: readonly (DateCount | null)[];
}

/** The warnings of a file: from its scan, its encoding, its header, its footer, and its dates that are counts. */
export function scanWarnings({
  scanner,
  odd,
  encoding,
  look,
  noData,
  notes,
  counts,
}: Scanned): readonly PlanWarning[] {
  const { header, dialect, otherTables } = look;
  const lines = (why: NoData["why"]) =>
    noData.filter((one) => one.why === why && !notes.includes(one)).map(({ line }) => line);
  const cuts = (reason: string) =>
    scanner.cuts.filter((cut) => cut.reason === reason).map(({ line }) => line);
  const named = header.header !== null;
  const preamble = scanner.preambleLines.slice(dialect.isNamedByFile ? 1 : 0);
  const ragged = {
    count: scanner.ragged.count + scanner.padded.count,
    lines: [...scanner.ragged.lines, ...scanner.padded.lines].sort((a, b) => a - b),
  };
  return [
    ...(named ? [] : [{ code: "NO_HEADER", message: "no header: columns are numbered" }]),
    ...(encoding.isSure
      ? []
      : [{ code: "ENCODING_UNSURE", message: `no encoding fits well: ${encoding.encoding}` }]),
    ...found(
      "DUPLICATE_HEADER",
      `repeated headers: ${header.duplicates.join(", ")}`,
      times(header.duplicates.length),
    ),
    ...found("EMPTY_HEADER", "columns without a name", times(named ? header.empty : 0)),
    ...found("MULTIPLE_TABLES", "other tables in the file", {
      count: otherTables,
      lines: otherTables === 0 ? [] : [...preamble, ...scanner.beyond.map(({ line }) => line)],
    }),
    ...found("PREAMBLE_SKIPPED", "lines before the table", at(preamble)),
    ...found("INVALID_BYTES", "bytes that the encoding does not have", odd.lost),
    ...found("NUL_BYTES", "NUL bytes, left out", odd.nul),
    ...found("CONTROL_CHARS", "control characters", odd.control),
    ...found("BIDI_CHARS", "characters that turn the direction of text", odd.bidi),
    ...found("INVISIBLE_CHARS", "characters that cannot be seen", odd.invisible),
    ...found("QUOTE_REPAIRED", "quotes inside quoted fields, kept as text", scanner.repaired),
    ...found("UNBALANCED_QUOTE", "quotes that are never closed", at(cuts("unbalanced_quote"))),
    ...found("CROSSED_COLUMN", "values across the edge of their column", at(cuts("crossed_column"))),
    ...found("RAGGED_ROWS", "records with too few or too many fields", without(ragged, noData)),
    ...found("REPEATED_HEADER_SKIPPED", "repetitions of the header", at(lines("repeated_header"))),
    ...found("NOTE_SKIPPED", "a line that explains the columns", at(notes.map(({ line }) => line))),
    ...found(
      "FOOTER_SKIPPED",
      "total rows or remarks",
      at([...lines("footer"), ...lines("comment")].sort((a, b) => a - b)),
    ),
    ...counts.flatMap((count, i) =>
      count === null
        ? []
        : [{ code: "EPOCH_ASSUMED", message: `dates in ${header.columns[i]} are counts (${count})` }],
    ),
  ];
}

/** Ragged records without those that turned out to be no data. */
function without(ragged: Lines, noData: readonly NoData[]): Lines {
  const left = new Set(noData.map(({ line }) => line));
  const lines = ragged.lines.filter((line) => !left.has(line));
  return { count: ragged.count - (ragged.lines.length - lines.length), lines };
}
