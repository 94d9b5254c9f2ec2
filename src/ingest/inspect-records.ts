/** Looks at one table of records: writes them once into the copy that the engine reads, and finds what text's inspection finds. */
import { throwIfAborted } from "../base/error.ts";
import { IngestError } from "../orders/ingest-error.ts";
import { slices } from "./bytes.ts";
import { countToText } from "./counted-dates.ts";
import { findFooter } from "./footer.ts";
import type { Inspection } from "./inspection.ts";
import type { OnInspect } from "./inspect.ts";
import { RecordCopy, copyLine } from "./readers/copy.ts";
import { isBlankRecord } from "./readers/records.ts";
import { isBroken, type BrokenRecord, type RecordTable, type SourceRecord } from "./readers/table.ts";
import { placeOf, placeOfNamed, type TablePlace } from "./record-header.ts";
import { sampleRecords, undecided, withoutCounts } from "./sample.ts";
import { Finding, type FieldWatch, type RecordPlace } from "./scan-findings.ts";
import { scanWarnings } from "./scan-warnings.ts";
import { RecordScanner } from "./scanner.ts";
import { DayMonthWatch, DecimalWatch, evidenceOf, OffsetWatch } from "./watches.ts";

const maxColumns = 2000;
/** More records than this that cannot be read: the file was not understood. */
const maxRejected = 100_000;
/** Records before the data among which a header is looked for. */
const headRecords = sampleRecords + 100;
/** Characters of them, where records are long. */
const headLength = 16 * 1024 * 1024;
/** Last records among which total rows and comments are looked for. */
const tailRecords = 4;
const comma = { delimiter: ",", quote: '"', newline: "\n" } as const;

const notTabular = (): IngestError =>
  new IngestError("NOT_TABULAR", "invalid file: it has no table of orders", {
    hint: "A table of orders has one row per order and a name over each column.",
    key: "refusal_no_table",
  });

const tooManyColumns = (columns: number): IngestError =>
  new IngestError("TOO_MANY_COLUMNS", `unsupported number of columns: ${columns}`, {
    hint: `An order export has at most a few hundred columns; this file has ${columns}.`,
    key: "refusal_too_many_columns",
    inputs: { columns },
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

/** Puts the records of a table into the copy one after the other. */
class Placing {
  readonly copy: RecordCopy;
  readonly preamble: number[] = [];
  readonly repeatedHeaders: RecordPlace[] = [];
  readonly outside = new Finding();
  headerLine: number | null = null;
  footer: ReturnType<typeof findFooter> = [];
  readonly #place: TablePlace;
  readonly #width: () => number;
  readonly #tail: SourceRecord[] = [];
  #leading = 0;
  #header: readonly string[] | null = null;

  constructor(place: TablePlace, convert: ConstructorParameters<typeof RecordCopy>[0], width: () => number) {
    this.#place = place;
    this.#width = width;
    this.copy = new RecordCopy(convert);
  }

  /** Takes the next record. */
  take(record: AnyRecord): void {
    if (isBroken(record)) {
      this.#release(0);
      this.copy.reject(record);
      return;
    }
    if (isBlankRecord(record.cells)) return;
    const { from, header } = this.#place;
    const cells = from === 0 ? record.cells : record.cells.slice(from);
    if (this.#leading < header.body) {
      if (this.#leading++ === header.header) {
        this.headerLine = record.line;
        this.#header = cells;
      } else this.preamble.push(record.line);
      return;
    }
    this.#tail.push({ line: record.line, cells });
    this.#release(tailRecords);
  }

  /** Ends the table: looks for a footer among the records held back, and writes the rest. */
  end(): void {
    const width = this.#width();
    this.footer = findFooter(
      this.#tail.map(({ line, cells }, index) => ({
        record: this.copy.records + 1 + index,
        line,
        text: copyLine(cells.slice(0, width)),
        ragged: false,
      })),
      comma,
      width,
    );
    const from = this.footer[0]?.record ?? Infinity;
    while (this.#tail.length > 0)
      if (this.copy.records + 1 >= from) {
        this.#tail.shift();
        this.copy.leaveOut();
      } else this.#write(this.#tail.shift()!);
  }

  #release(keep: number): void {
    while (this.#tail.length > keep) this.#write(this.#tail.shift()!);
  }

  #write({ line, cells }: SourceRecord): void {
    const width = this.#width();
    if (this.#isHeader(cells)) {
      this.repeatedHeaders.push({ record: this.copy.leaveOut(), line });
      return;
    }
    if (cells.length > width && !isBlankRecord(cells.slice(width))) this.outside.add(line);
    this.copy.write(line, cells, width);
  }

  #isHeader(cells: readonly string[]): boolean {
    const header = this.#header;
    return (
      header !== null &&
      cells[0] === header[0] &&
      header.every((name, i) => (cells[i] ?? "") === name) &&
      isBlankRecord(cells.slice(header.length))
    );
  }
}

/** The second count: what the byte scanner finds in the copy, feeding the watches of open columns as it goes. */
async function scanCopy(
  body: Blob,
  width: number,
  watches: readonly (FieldWatch | undefined)[],
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
    },
    watches.length > 0 ? [undefined, undefined, ...watches] : [],
  );
  for await (const slice of slices(body, 0, onProgress, signal)) scanner.push(slice, false);
  scanner.push(new Uint8Array(0), true);
  return scanner.counted;
}

/** Looks at a table. @throws IngestError for one that is refused, and the signal's reason when it is aborted */
export async function inspectRecords(
  table: RecordTable,
  name: string,
  bytes: number,
  onProgress: OnInspect = () => undefined,
  signal?: AbortSignal,
): Promise<Inspection> {
  const reading = table.read((done) => onProgress("rewriting", Math.min(done, bytes)), signal);
  const batches = reading.records[Symbol.asyncIterator]();
  const head = await readHead(batches);
  const whole = head.flatMap((record) => (isBroken(record) ? [] : [record.cells]));
  const named = reading.columns();
  const place = named === null ? placeOf(whole) : placeOfNamed(named);
  const { from, header } = place;
  if (place.width > maxColumns) throw tooManyColumns(place.width);
  if (place.width < 2) throw notTabular();
  const width = () => (named === null ? place.width : reading.columns()!.length);

  const raw = whole
    .slice(header.body, header.body + sampleRecords)
    .map((cells) =>
      Array.from({ length: place.width }, (_, i) => (cells[from + i] ?? "").replaceAll("\0", "")),
    );
  const { sample, shapes, counts } = withoutCounts(raw, header.columns);
  const watches = undecided(shapes);

  const placing = new Placing(
    place,
    counts.map((count) => (count === null ? undefined : (cell) => countToText(cell, count))),
    width,
  );
  for (const record of head) placing.take(record);
  head.length = 0;
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    for (const record of next.value) placing.take(record);
    if (width() > maxColumns) throw tooManyColumns(width());
  }
  placing.end();
  throwIfAborted(signal);
  const { copy, repeatedHeaders, footer } = placing;
  if (copy.rejected.length > maxRejected || (copy.records > 0 && sample.length === 0)) throw notTabular();

  const body = copy.body();
  const scanned = await scanCopy(
    body,
    width(),
    watches,
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
  const leftOut = new Set([...footer, ...repeatedHeaders].map(({ record }) => record));
  const repeated = reading.repeated();
  return {
    name,
    bytes,
    container: table.container,
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    ...(table.sheets === undefined ? {} : { sheets: table.sheets }),
    ...(repeated.length === 0 ? {} : { repeatedColumns: repeated }),
    encoding: table.encoding,
    // Names that the container gives are a header to all who ask.
    dialect: { delimiter: ",", quote: '"', newline: "\n", headerRecord: named === null ? header.header : 0 },
    columns,
    evidence: [...table.evidence, ...header.evidence],
    sample: sample
      .filter((_, index) => !leftOut.has(index + 1))
      .map((cells) => (late.length === 0 ? cells : [...cells, ...late.map(() => "")])),
    shapes: late.length === 0 ? shapes : [...shapes, ...withoutCounts([], late).shapes],
    counted: copy.records,
    skipRecords: header.body,
    headerLine: placing.headerLine,
    reader: "normalised",
    rejected: copy.rejected,
    skipped: [
      ...placing.preamble.map((line) => ({ line, why: "preamble" as const })),
      ...repeatedHeaders.map(({ line }) => ({ line, why: "repeated_header" as const })),
      ...footer.map(({ line, why }) => ({ line, why })),
    ].sort((a, b) => a.line - b.line),
    warnings: [
      ...scanWarnings(
        {
          preambleLines: placing.preamble,
          ragged: placing.outside,
          padded: new Finding(),
          repaired: new Finding(),
          cuts: [],
          repeatedHeaders,
        },
        { invalidBytes: 0, zeroBytes: 0 },
        header,
        footer,
        counts,
      ).filter(({ code }) => code !== "NO_HEADER" || named === null),
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
