/** Rewrites a file that the engine cannot read faithfully: UTF-8, comma, every field quoted, record number and line in front. */
import type { FilePlan } from "../../orders/plan.ts";
import type { Cut } from "../scan-findings.ts";
import { innerLines, isBlankRecord, readRecords, type RecordDialect } from "./records.ts";

/** What the rewriting is told. */
export interface RewriteOrder {
  readonly dialect: RecordDialect;
  readonly width: number;
  /** Records that are not blank before the first data record. */
  readonly leading: number;
  readonly padShort: boolean;
  /** Damaged lines, to be left out. */
  readonly cuts: readonly Cut[];
  /** By column: how its cells are written instead. */
  readonly convert: readonly (((cell: string) => string) | undefined)[];
  /** Numbers of records that are no data. */
  readonly leftOut: ReadonlySet<number>;
  /** Number of the table's last record; what follows is another table. */
  readonly lastRecord: number;
}

/** The copy and what was found while writing it. */
export interface Rewritten {
  readonly body: Blob;
  /** Data records read, those rejected and left out among them: to be the scanner's count. */
  readonly records: number;
  readonly rejected: FilePlan["rejected"];
}

/** Characters gathered before they become bytes. */
const gathered = 4 * 1024 * 1024;
const quoted = (cell: string): string => `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;

/** Writes records one after the other, in pieces that the browser may keep on disk. */
class RecordWriter {
  records = 0;
  line = 1;
  readonly rejected: FilePlan["rejected"][number][] = [];
  readonly #parts: Blob[] = [];
  readonly #order: RewriteOrder;
  #text: string[] = [];
  #length = 0;
  #leading = 0;

  constructor(order: RewriteOrder) {
    this.#order = order;
  }

  /** Takes the next record of the file. */
  take(record: readonly string[]): void {
    const { width, leading, padShort, leftOut, lastRecord, dialect, convert } = this.#order;
    const line = this.line;
    this.line += 1 + (dialect.delimiter === null ? 0 : innerLines(record, dialect.newline));
    if (isBlankRecord(record)) return;
    if (this.#leading < leading) {
      this.#leading++;
      return;
    }
    const number = ++this.records;
    if (number > lastRecord || leftOut.has(number)) return;
    const isLong = record.length > width && !isBlankRecord(record.slice(width));
    if (isLong || (record.length < width && !padShort)) {
      this.reject(
        number,
        line,
        record.join(dialect.delimiter ?? " "),
        isLong ? "too_many_fields" : "too_few_fields",
      );
      return;
    }
    const cells = Array.from({ length: width }, (_, i) => {
      const cell = (record[i] ?? "").replaceAll("\0", "");
      return quoted(convert[i]?.(cell) ?? cell);
    });
    const text = `"${number}","${line}",${cells.join(",")}\n`;
    this.#text.push(text);
    this.#length += text.length;
    if (this.#length >= gathered) this.#flush();
  }

  /** Notes a damaged line that was cut out. */
  cut({ record, line, text, reason }: Cut): void {
    this.records++;
    this.line++;
    this.reject(record, line, text, reason);
  }

  reject(record: number, line: number, text: string, reason: string): void {
    // No engine takes a NUL in a text.
    this.rejected.push({ record, line, text: text.slice(0, 200).replaceAll("\0", ""), reason });
  }

  #flush(): void {
    if (this.#length > 0) this.#parts.push(new Blob([this.#text.join("")]));
    this.#text = [];
    this.#length = 0;
  }

  /** The whole copy. */
  body(): Blob {
    this.#flush();
    return new Blob(this.#parts, { type: "text/csv" });
  }
}

/** Rewrites a text given as UTF-8 bytes, without ever holding it whole. */
export async function rewrite(text: AsyncIterable<Uint8Array>, order: RewriteOrder): Promise<Rewritten> {
  const writer = new RecordWriter(order);
  const cuts = [...order.cuts];
  let decoder = new TextDecoder();
  let rest = "";
  let at = 0;
  const read = (last: boolean): void => {
    if (rest === "") return;
    const { records, consumed } = readRecords(rest, order.dialect, last);
    for (const record of records) writer.take(record);
    rest = rest.slice(consumed);
  };
  for await (const slice of text) {
    let from = 0;
    while (from < slice.length) {
      const cut = cuts[0];
      const next = cut === undefined ? Infinity : at < cut.start ? cut.start : cut.end;
      const to = Math.min(slice.length, from + (next - at));
      if (cut === undefined || at < cut.start)
        rest += decoder.decode(slice.subarray(from, to), { stream: true });
      at += to - from;
      from = to;
      if (cut === undefined) continue;
      if (at === cut.start) {
        rest += decoder.decode();
        decoder = new TextDecoder();
        read(true);
      }
      if (at === cut.end) {
        if (cut.start === 0) rest = "";
        writer.cut(cut);
        cuts.shift();
      }
    }
    read(false);
  }
  rest += decoder.decode();
  read(true);
  return { body: writer.body(), records: writer.records, rejected: writer.rejected };
}
