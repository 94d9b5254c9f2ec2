/** Writes records once into the form that the engine reads: UTF-8, comma, every field quoted, record number and line in front. */
import type { FilePlan } from "../../orders/plan.ts";
import type { BrokenRecord } from "./table.ts";

/** Bytes gathered before they become a part of the copy, which the browser may keep on disk. */
const gathered = 4 * 1024 * 1024;
const encoder = new TextEncoder();

const quoted = (cell: string): string => `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;

/** The copy under way. */
export class RecordCopy {
  /** Data records so far, those rejected and left out among them. */
  records = 0;
  /** Records that the copy holds. */
  written = 0;
  readonly rejected: FilePlan["rejected"][number][] = [];
  readonly #convert: readonly (((cell: string) => string) | undefined)[];
  readonly #parts: Blob[] = [];
  #buffer = new Uint8Array(gathered);
  #length = 0;

  /** @param convert by column: how its cells are written instead */
  constructor(convert: readonly (((cell: string) => string) | undefined)[]) {
    this.#convert = convert;
  }

  /** Writes a record of `width` cells; blank ones are put where it is shorter. */
  write(line: number, cells: readonly string[], width: number): void {
    this.written++;
    let text = `"${++this.records}","${line}"`;
    for (let i = 0; i < width; i++) {
      let cell = cells[i] ?? "";
      if (cell.includes("\0")) cell = cell.replaceAll("\0", "");
      text += `,${quoted(this.#convert[i]?.(cell) ?? cell)}`;
    }
    text += "\n";
    this.#append(text);
  }

  /** Counts a record that is no data. */
  leaveOut(): number {
    return ++this.records;
  }

  /** Counts a record that cannot be read. */
  reject({ line, text, reason }: BrokenRecord): void {
    this.rejected.push({ record: ++this.records, line, text: text.slice(0, 200), reason });
  }

  /** Encodes at once, so that no text lives longer than its record (texts gathered took half of the time to collect). */
  #append(text: string): void {
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    const most = text.length * 3;
    if (this.#length + most > this.#buffer.length) this.#flush();
    if (most > this.#buffer.length) this.#parts.push(new Blob([text]));
    else this.#length += encoder.encodeInto(text, this.#buffer.subarray(this.#length)).written;
  }

  #flush(): void {
    if (this.#length > 0) this.#parts.push(new Blob([this.#buffer.subarray(0, this.#length)]));
    this.#length = 0;
  }

  /** The whole copy. */
  body(): Blob {
    this.#flush();
    return new Blob(this.#parts, { type: "text/csv" });
  }
}

/** A record as one line of the copy, for what searches texts. */
export const copyLine = (cells: readonly string[]): string => cells.map(quoted).join(",");
