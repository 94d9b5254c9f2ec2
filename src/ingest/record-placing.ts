/** Puts the records of a table into the copy that the engine reads, and tells those that are no data. */
import { dateShape } from "./dates.ts";
import { findFooter, isSparse, noDataWhy } from "./footer.ts";
import { numberShape } from "./numbers.ts";
import { RecordCopy, copyLine } from "./readers/copy.ts";
import { isBlankRecord } from "./readers/records.ts";
import { isBroken, type BrokenRecord, type SourceRecord } from "./readers/table.ts";
import type { TablePlace } from "./record-header.ts";
import { Finding, type NoData } from "./scan-findings.ts";

/** Last records among which total rows and remarks are looked for. */
const tailRecords = 8;
const comma = { delimiter: ",", quote: '"', newline: "\n" } as const;

/** Puts the records of a table into the copy one after the other. */
export class RecordPlacing {
  readonly copy: RecordCopy;
  /** Lines of the records before the data that are not the header. */
  readonly preamble: number[] = [];
  /** Repeated headers, totals and remarks. */
  readonly noData: NoData[] = [];
  /** Lines of the records of other tables below. */
  readonly beyond: number[] = [];
  /** Records with cells beside the table. */
  readonly outside = new Finding();
  headerLine: number | null = null;
  readonly #place: TablePlace;
  readonly #width: () => number;
  readonly #hasNote: boolean;
  readonly #tail: SourceRecord[] = [];
  #leading = 0;
  #seen = 0;
  #header: readonly string[] | null = null;

  /** `convert`: by column, how its cells are written instead. `width`: the columns found so far. `hasNote`: the first record explains the columns. */
  constructor(
    place: TablePlace,
    convert: ConstructorParameters<typeof RecordCopy>[0],
    width: () => number,
    hasNote: boolean,
  ) {
    this.#place = place;
    this.#width = width;
    this.#hasNote = hasNote;
    this.copy = new RecordCopy(convert);
  }

  /** Takes the next record. */
  take(record: SourceRecord | BrokenRecord): void {
    if (isBroken(record)) {
      this.#release(0);
      this.copy.reject(record);
      return;
    }
    if (isBlankRecord(record.cells)) return;
    const { from, header, end = Infinity } = this.#place;
    if (this.#seen++ >= end) {
      this.#release(0);
      this.beyond.push(record.line);
      this.noData.push({ record: this.copy.leaveOut(), line: record.line, why: "footer" });
      return;
    }
    const cells = from === 0 ? record.cells : record.cells.slice(from);
    if (this.#leading < header.body) {
      if (this.#leading++ === header.header) {
        this.headerLine = record.line;
        this.#header = cells;
      } else this.preamble.push(record.line);
      return;
    }
    if (this.#isHeader(cells)) this.#titleAbove();
    this.#tail.push({ line: record.line, cells });
    this.#release(tailRecords);
  }

  /** Ends the table: looks for a footer among the records held back, and writes the rest. */
  end(): void {
    const width = this.#width();
    const footer = findFooter(
      this.#tail.map(({ line, cells }, index) => ({
        record: this.copy.records + 1 + index,
        line,
        text: copyLine(cells.slice(0, width)),
        ragged: cells.length <= 1,
      })),
      comma,
      width,
    );
    const left = new Map(footer.map((one) => [one.record, one]));
    for (const record of this.#tail.splice(0)) {
      const known = left.get(this.copy.records + 1);
      if (known === undefined) this.#write(record);
      else {
        this.copy.leaveOut();
        this.noData.push(known);
      }
    }
  }

  /** A header that comes again may have the title of its part above it: one cell that is no value. */
  #titleAbove(): void {
    const last = this.#tail.at(-1);
    const [only, ...more] = last?.cells.filter((cell) => cell.trim() !== "") ?? [];
    if (last === undefined || only === undefined || more.length > 0) return;
    if (numberShape(only.trim()) !== null || dateShape(only.trim()) !== null) return;
    this.#release(1);
    this.#tail.pop();
    this.noData.push({ record: this.copy.leaveOut(), line: last.line, why: "comment" });
  }

  #release(keep: number): void {
    while (this.#tail.length > keep) this.#write(this.#tail.shift()!);
  }

  #write({ line, cells }: SourceRecord): void {
    const width = this.#width();
    const why = this.#noDataWhy(cells, width);
    if (why !== null) {
      this.noData.push({ record: this.copy.leaveOut(), line, why });
      return;
    }
    if (isBlankRecord(cells.slice(0, width))) {
      this.outside.add(line);
      return;
    }
    if (cells.length > width && !isBlankRecord(cells.slice(width))) this.outside.add(line);
    this.copy.write(line, cells, width);
  }

  /** Why a record in the middle of a sheet is no data; null where it is. A container that names its columns has no such rows. */
  #noDataWhy(cells: readonly string[], width: number): NoData["why"] | null {
    if (this.#header === null) return null;
    if (this.#hasNote && this.copy.records === 0) return "comment";
    if (this.#isHeader(cells)) return "repeated_header";
    let filled = 0;
    let first = "";
    for (const cell of cells)
      if (cell.trim() !== "") {
        if (filled++ === 0) first = cell.trim();
      }
    return isSparse(filled, width) ? noDataWhy(first, { filled, width, ragged: false }) : null;
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
