/** Looks at one table of records: writes them once into the copy that the engine reads, and finds what text's inspection finds. */
import { throwIfAborted } from "../base/error.ts";
import { IngestError } from "../orders/ingest-error.ts";
import { slices } from "./bytes.ts";
import { columnShapes } from "./columns.ts";
import { countToText } from "./counted-dates.ts";
import type { Inspection } from "./inspection.ts";
import { explainsColumns } from "./note-record.ts";
import type { OnInspect } from "./inspect.ts";
import { isBlankRecord } from "./readers/records.ts";
import { isBroken, type BrokenRecord, type RecordTable, type SourceRecord } from "./readers/table.ts";
import { invalidJson, noRows, tooManyColumns } from "./refusals.ts";
import { recordWarnings } from "./record-warnings.ts";
import { OddCharacters } from "./odd-characters.ts";
import type { ReadingTold } from "./look.ts";
import { placeOf, placeOfNamed } from "./record-header.ts";
import { RecordPlacing } from "./record-placing.ts";
import { sampleRecords, undecided, withoutCounts } from "./sample.ts";
import type { FieldWatch } from "./scan-findings.ts";
import { RecordScanner } from "./scanner.ts";
import { DayMonthWatch, DecimalWatch, evidenceOf, OffsetWatch } from "./watches.ts";

const maxColumns = 2000;
/** More records than this that cannot be read: the file was not understood. */
const maxRejected = 100_000;
/** Records before the data among which a header is looked for. */
const headRecords = sampleRecords + 100;
/** Characters of them, where records are long. */
const headLength = 16 * 1024 * 1024;

const notTabular = (): IngestError =>
  new IngestError("NOT_TABULAR", "invalid file: it has no table of orders", {
    hint: "A table of orders has one row per order and a name over each column.",
    key: "refusal_no_table",
  });

type AnyRecord = SourceRecord | BrokenRecord;

const lengthOf = (record: AnyRecord): number =>
  isBroken(record) ? 0 : record.cells.reduce((sum, cell) => sum + cell.length, 0);

/** Reads records until there are enough to find the header in, or none are left. */
async function readHead(batches: AsyncIterator<readonly AnyRecord[]>): Promise<AnyRecord[]> {
  const head: AnyRecord[] = [];
  let length = 0;
  while (head.length < headRecords && length < headLength) {
    const next = await batches.next();
    if (next.done) break;
    for (const record of next.value) {
      if (!isBroken(record) && isBlankRecord(record.cells)) continue;
      head.push(record);
      length += lengthOf(record);
    }
  }
  return head;
}

/** The second count: what the byte scanner finds in the copy, feeding the watches of open columns as it goes. */
async function scanCopy(
  body: Blob,
  width: number,
  watches: readonly (FieldWatch | undefined)[],
  odd: OddCharacters,
  onProgress: (done: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  const scanner = new RecordScanner(
    {
      delimiter: 44,
      quote: 34,
      carriageReturns: false,
      width: width + 2,
      leading: 0,
      hasHeader: false,
      padShort: true,
      isClosed: true,
    },
    watches.length > 0 ? [undefined, undefined, ...watches] : [],
  );
  for await (const slice of slices(body, 0, onProgress, signal)) {
    odd.push(slice);
    scanner.push(slice, false);
  }
  scanner.push(new Uint8Array(0), true);
  return scanner.counted;
}

/** Index of the record that a person named as the header by its line: the first that stands there or below. */
function toldHeader(
  records: readonly SourceRecord[],
  line: number | null | undefined,
): number | null | undefined {
  if (line === undefined || line === null) return line;
  const index = records.findIndex((record) => record.line >= line);
  return index === -1 ? undefined : index;
}

/** Looks at a table; `told` is what a person said of how it is read. @throws IngestError for one that is refused, and the signal's reason when it is aborted */
export async function inspectRecords(
  table: RecordTable,
  name: string,
  bytes: number,
  onProgress: OnInspect = () => undefined,
  signal?: AbortSignal,
  told: ReadingTold = {},
): Promise<Inspection> {
  const reading = table.read((done) => onProgress("rewriting", Math.min(done, bytes)), signal);
  const batches = reading.records[Symbol.asyncIterator]();
  const head = await readHead(batches);
  const whole = head.flatMap((record) => (isBroken(record) ? [] : [record]));
  const named = reading.columns();
  const [broken] = head;
  if (broken === undefined && named !== null) throw noRows();
  if (whole.length === 0 && broken !== undefined && isBroken(broken) && broken.reason === "invalid_json")
    throw invalidJson(broken.line, broken.text);
  const place =
    named === null
      ? placeOf(
          whole.map(({ cells }) => cells),
          { lines: whole.map(({ line }) => line), header: toldHeader(whole, told.headerLine) },
        )
      : placeOfNamed(named);
  const { from, header } = place;
  if (place.width > maxColumns) throw tooManyColumns(place.width);
  if (place.width < 2) throw notTabular();
  const width = () => (named === null ? place.width : reading.columns()!.length);

  const hasNote =
    header.header !== null && explainsColumns(whole.slice(header.body).map(({ cells }) => cells.slice(from)));
  const raw = whole
    .slice(header.body + (hasNote ? 1 : 0), place.end)
    .slice(0, sampleRecords)
    .map(({ cells }) =>
      Array.from({ length: place.width }, (_, i) => (cells[from + i] ?? "").replaceAll("\0", "")),
    );
  const { sample, shapes, counts } = withoutCounts(raw, header.columns, table.is1904);
  const watches = undecided(shapes);

  const placing = new RecordPlacing(
    place,
    counts.map((count) => (count === null ? undefined : (cell) => countToText(cell, count))),
    width,
    hasNote,
  );
  /** Records with columns that the first ones do not have: all that is known of those columns. */
  const lateRecords: (readonly string[])[] = [];
  for (const record of head) placing.take(record);
  head.length = 0;
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    for (const record of next.value) {
      placing.take(record);
      if (!isBroken(record) && record.cells.length > place.width && lateRecords.length < sampleRecords)
        lateRecords.push(record.cells);
    }
    if (width() > maxColumns) throw tooManyColumns(width());
  }
  placing.end();
  throwIfAborted(signal);
  const { copy, noData } = placing;
  if (copy.rejected.length > maxRejected || (copy.records > 0 && sample.length === 0)) throw notTabular();

  const body = copy.body();
  const odd = new OddCharacters(false);
  const scanned = await scanCopy(
    body,
    width(),
    watches,
    odd,
    (done) => onProgress("counting", Math.min(done, bytes)),
    signal,
  );
  if (scanned !== copy.written)
    throw new Error(
      `invalid count of records in ${name}: the reader wrote ${copy.written}, the scanner ${scanned}`,
    );
  const declared = reading.counted();
  if (declared !== null && declared !== copy.records)
    throw new Error(
      `invalid count of records in ${name}: the file declares ${declared}, the reader ${copy.records}`,
    );

  const late = named === null ? [] : reading.columns()!.slice(place.width);
  const columns = late.length === 0 ? header.columns : placeOfNamed(reading.columns()!).header.columns;
  const leftOut = new Set(noData.map(({ record }) => record));
  const repeated = reading.repeated();
  const headerTexts = reading.headerTexts();
  return {
    name,
    bytes,
    container: table.container,
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    ...(table.sheets === undefined ? {} : { sheets: table.sheets }),
    ...(headerTexts === null ? {} : { headerTexts }),
    ...(repeated.length === 0 ? {} : { repeatedColumns: repeated }),
    encoding: table.encoding,
    // Names that the container gives are a header to all who ask.
    dialect: { delimiter: ",", quote: '"', newline: "\n", headerRecord: named === null ? header.header : 0 },
    columns,
    evidence: [...table.evidence, ...header.evidence],
    sample: sample
      .filter((_, index) => !leftOut.has(index + 1))
      .map((cells) => (late.length === 0 ? cells : [...cells, ...late.map(() => "")])),
    shapes:
      late.length === 0
        ? shapes
        : [
            ...shapes,
            ...columnShapes(
              lateRecords.map((cells) => cells.slice(place.width)),
              late.length,
            ),
          ],
    counted: copy.records,
    skipRecords: header.body,
    headerLine: placing.headerLine,
    reader: "normalised",
    rejected: copy.rejected,
    skipped: [
      ...placing.preamble.map((line) => ({ line, why: "preamble" as const })),
      ...noData.map(({ line, why }) => ({ line, why })),
    ].sort((a, b) => a.line - b.line),
    warnings: [
      ...recordWarnings({
        header,
        isNamed: named !== null,
        hasNote,
        preamble: placing.preamble,
        noData,
        outside: placing.outside,
        beyond: placing.beyond,
        otherTables: place.others ?? 0,
        odd,
        counts,
      }),
      ...table.warnings,
      ...reading.warnings(),
    ],
    dayMonth: evidenceOf(watches, DayMonthWatch),
    decimals: {
      ...evidenceOf(watches, DecimalWatch),
      // Numbers that are numbers have a point, whatever their texts leave open.
      ...Object.fromEntries(reading.fractions().map((column) => [column - from, { points: 1, commas: 0 }])),
    },
    offsets: evidenceOf(watches, OffsetWatch),
    body,
  };
}
