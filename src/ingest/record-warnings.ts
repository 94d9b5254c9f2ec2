/** What a table of records warns of, in the codes of the receipt. */
import type { PlanWarning } from "../orders/plan.ts";
import { at, found, times, type Lines } from "./counted-warning.ts";
import type { DateCount } from "./counted-dates.ts";
import type { HeaderFound } from "./header.ts";
import type { OddCharacters } from "./odd-characters.ts";
import type { NoData } from "./scan-findings.ts";

/** Everything that was found in a table. */
interface RecordsFound {
  readonly header: HeaderFound;
  /** True where the container names the columns, so that there is no header to be found. */
  readonly isNamed: boolean;
  /** True where the first record explains the columns. */
  readonly hasNote: boolean;
  readonly preamble: readonly number[];
  readonly noData: readonly NoData[];
  /** Records with cells beside the table. */
  readonly outside: Lines;
  /** Lines of the records of tables below. */
  readonly beyond: readonly number[];
  readonly otherTables: number;
  readonly odd: OddCharacters;
  readonly counts: readonly (DateCount | null)[];
}

/** The warnings of a table: from its header, its records that are no data, its odd characters, its dates that are counts. */
export function recordWarnings({
  header,
  isNamed,
  hasNote,
  preamble,
  noData,
  outside,
  beyond,
  otherTables,
  odd,
  counts,
}: RecordsFound): readonly PlanWarning[] {
  const notes = noData.filter(({ record }) => hasNote && record === 1);
  const below = new Set(beyond);
  const lines = (...why: NoData["why"][]) =>
    at(
      noData
        .filter((one) => why.includes(one.why) && !notes.includes(one) && !below.has(one.line))
        .map(({ line }) => line),
    );
  const hasHeader = header.header !== null;
  return [
    ...(hasHeader || isNamed ? [] : [{ code: "NO_HEADER", message: "no header: columns are numbered" }]),
    ...found(
      "DUPLICATE_HEADER",
      `repeated headers: ${header.duplicates.join(", ")}`,
      times(header.duplicates.length),
    ),
    ...found("EMPTY_HEADER", "columns without a name", times(hasHeader ? header.empty : 0)),
    ...found("PREAMBLE_SKIPPED", "rows before the table", at(preamble)),
    ...(otherTables === 0
      ? found("RAGGED_ROWS", "records with cells beside the table: those cells are not read", outside)
      : found("MULTIPLE_TABLES", "other tables on the sheet: they are not read", {
          count: otherTables,
          lines: [...new Set([...preamble, ...outside.lines, ...beyond])].sort((a, b) => a - b),
        })),
    ...found("REPEATED_HEADER_SKIPPED", "repetitions of the header", lines("repeated_header")),
    ...found("FOOTER_SKIPPED", "total rows or remarks", lines("footer", "comment")),
    ...found("NOTE_SKIPPED", "a row that explains the columns", at(notes.map(({ line }) => line))),
    // Their lines would be the copy's, not the file's.
    ...found("CONTROL_CHARS", "control characters", times(odd.control.count)),
    ...found("BIDI_CHARS", "characters that turn the direction of text", times(odd.bidi.count)),
    ...found("INVISIBLE_CHARS", "characters that cannot be seen", times(odd.invisible.count)),
    ...found("INVALID_BYTES", "bytes that the encoding does not have", times(odd.lost.count)),
    ...counts.flatMap((count, i) =>
      count === null
        ? []
        : [{ code: "EPOCH_ASSUMED", message: `dates in ${header.columns[i]} are counts (${count})` }],
    ),
  ];
}
