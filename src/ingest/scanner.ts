/**
 * The second count: a quote-aware scanner over UTF-8 bytes that finds every record of a delimited text without reading
 * its values. It shares no code with what loads the file, and says whether a plain reader would read it faithfully.
 */
import { IngestError } from "../orders/ingest-error.ts";
import {
  Finding,
  type Cut,
  type FieldWatch,
  type RecordPlace,
  type ScanDialect,
  type TailRecord,
} from "./scan-findings.ts";

/** A quoted field that has not ended after so many bytes is taken for a quote that is never closed. */
const quotedLimit = 1024 * 1024;
/** A record of more bytes is no record of an order file. */
const recordLimit = 16 * 1024 * 1024;
/** Bytes held back until the last slice, so that the last records are at hand. */
const tailBytes = 32 * 1024;
const tailRecords = 4;

const LF = 10;
const CR = 13;

/** Scans a text slice by slice; call {@link RecordScanner.push} with each and `last` true at the end. */
export class RecordScanner {
  /** Records after the header that are not blank, damaged ones too. */
  counted = 0;
  /** Physical lines. */
  lines = 0;
  readonly ragged = new Finding();
  readonly padded = new Finding();
  readonly repaired = new Finding();
  readonly blank = new Finding();
  readonly repeatedHeaders: RecordPlace[] = [];
  readonly cuts: Cut[] = [];
  tail: readonly TailRecord[] = [];
  /** Line of the header, null where there is none. */
  headerLine: number | null = null;
  /** Lines of the records before the header. */
  readonly preambleLines: number[] = [];
  lineFeeds = 0;
  crLineFeeds = 0;
  /** True where something was met that a plain reader takes otherwise: stray quotes, blanks around quotes, spare fields. */
  unusual = false;

  readonly #dialect: ScanDialect;
  readonly #watches: readonly (FieldWatch | undefined)[];
  #window = new Uint8Array(0);
  #base = 0;
  #leading = 0;
  #header: Uint8Array | null = null;
  // What the last record looked like.
  #fields = 0;
  #lastFilled = -1;
  #inner = 0;
  #malformed = false;
  #stray = false;

  constructor(dialect: ScanDialect, watches: readonly (FieldWatch | undefined)[] = []) {
    this.#dialect = dialect;
    this.#watches = watches;
  }

  /** Scans the next slice. @throws IngestError LINE_TOO_LONG for a record of more than 16 MiB */
  push(slice: Uint8Array, last: boolean): void {
    const window = new Uint8Array(this.#window.length + slice.length);
    window.set(this.#window);
    window.set(slice, this.#window.length);
    const hold = last ? window.length : window.length - tailBytes;
    const tail: TailRecord[] = [];
    let start = 0;
    while (start < window.length && start <= hold) {
      const end = this.#record(window, start, last);
      if (end === -1) {
        const size = window.length - start;
        if (size > recordLimit) throw lineTooLong(this.lines + 1);
        if (!last && size <= quotedLimit) break;
        if (!last && this.#quotedFrom === -1) break;
      }
      const isCut =
        end === -1 || (this.#inner > 0 && this.#leading >= this.#dialect.leading && this.#damaged());
      const next = isCut ? this.#cut(window, start) : this.#accept(window, start, end);
      if (last && next.place !== null) {
        tail.push({
          ...next.place,
          text: textOf(window, start, next.end),
          ragged: !isCut && this.#isRagged(),
        });
        if (tail.length > tailRecords) tail.shift();
      }
      start = next.end;
    }
    if (last) this.tail = tail;
    this.#window = window.slice(start);
    this.#base += start;
  }

  /** Offset in the window at which the open quoted field began; -1 where the record stopped outside quotes. */
  #quotedFrom = -1;

  #isRagged(): boolean {
    const { width, padShort } = this.#dialect;
    return (this.#fields < width && !padShort) || this.#lastFilled >= width;
  }

  /** True where a record of several lines reads like one that a stray quote has swallowed lines into. */
  #damaged(): boolean {
    return this.#malformed || this.#isRagged();
  }

  /** Finds the end of the record at `start` (exclusive, after its line end); -1 where the window or the text ends within. */
  #record(bytes: Uint8Array, start: number, last: boolean): number {
    const { delimiter, quote, carriageReturns } = this.#dialect;
    const length = bytes.length;
    const watches = this.#watches.length > 0 && this.#leading >= this.#dialect.leading ? this.#watches : null;
    if (delimiter === null) return this.#blankSeparated(bytes, start, last);
    let i = start;
    let field = 0;
    let filled = -1;
    let inner = 0;
    let byte: number;
    this.#malformed = false;
    this.#stray = false;
    this.#quotedFrom = -1;
    for (;;) {
      const from = i;
      let isFilled = false;
      if (quote !== null && i < length && bytes[i] === quote) {
        this.#quotedFrom = i++;
        for (;;) {
          while (i < length && (byte = bytes[i]!) !== quote) {
            if (byte > 32) isFilled = true;
            else if (byte === LF || (byte === CR && carriageReturns)) inner++;
            i++;
          }
          if (i >= length || (i + 1 >= length && !last)) {
            this.#inner = inner;
            return -1;
          }
          if (bytes[i + 1] === quote) {
            isFilled = true;
            i += 2;
            continue;
          }
          let after = i + 1;
          while (
            after < length &&
            bytes[after]! <= 32 &&
            bytes[after] !== LF &&
            bytes[after] !== delimiter &&
            !(carriageReturns && bytes[after] === CR)
          )
            after++;
          if (after >= length && !last) return -1;
          const closes =
            after >= length ||
            bytes[after] === delimiter ||
            bytes[after] === LF ||
            (carriageReturns && bytes[after] === CR);
          if (closes) {
            const blanks = after - i - 1;
            if (blanks > (bytes[after] === LF && bytes[after - 1] === CR ? 1 : 0)) this.#stray = true;
            i = bytes[after] === LF && bytes[after - 1] === CR ? after - 1 : after;
            break;
          }
          this.#malformed = true;
          isFilled = true;
          i++;
        }
        this.#quotedFrom = -1;
      } else {
        while (i < length && (byte = bytes[i]!) !== delimiter && byte !== LF) {
          if (byte === CR) {
            if (carriageReturns) break;
            if (i + 1 < length ? bytes[i + 1] === LF : last) break;
            if (i + 1 >= length) return -1;
            this.#stray = true;
          } else if (byte === quote) this.#stray = true;
          if (byte > 32) isFilled = true;
          i++;
        }
      }
      if (i >= length && !last) return -1;
      if (isFilled) filled = field;
      watches?.[field]?.see(bytes, from, i);
      field++;
      if (i < length && bytes[i] === delimiter) {
        i++;
        continue;
      }
      this.#fields = field;
      this.#lastFilled = filled;
      this.#inner = inner;
      if (i >= length) return length;
      if (bytes[i] === LF) return i + 1;
      // A CR: of CR LF, or the whole line end.
      if (!carriageReturns && i + 1 < length && bytes[i + 1] === LF) return i + 2;
      return i + 1;
    }
  }

  /** As {@link #record}, for fields apart by runs of blanks. */
  #blankSeparated(bytes: Uint8Array, start: number, last: boolean): number {
    let i = start;
    let field = 0;
    this.#malformed = this.#stray = false;
    this.#quotedFrom = -1;
    while (i < bytes.length && bytes[i] !== LF) {
      while (i < bytes.length && bytes[i]! <= 32 && bytes[i] !== LF) i++;
      const from = i;
      while (i < bytes.length && bytes[i]! > 32) i++;
      if (i > from) this.#watches[field++]?.see(bytes, from, i);
    }
    if (i >= bytes.length && !last) return -1;
    this.#fields = field;
    this.#lastFilled = field - 1;
    this.#inner = 0;
    return Math.min(i + 1, bytes.length);
  }

  /** Counts a whole record. */
  #accept(bytes: Uint8Array, start: number, end: number): { end: number; place: RecordPlace | null } {
    const line = this.lines + 1;
    this.lines += this.#inner + 1;
    if (bytes[end - 1] === LF) {
      if (bytes[end - 2] === CR && end - 2 >= start) this.crLineFeeds++;
      else this.lineFeeds++;
    }
    if (end - start > recordLimit) throw lineTooLong(line);
    if (this.#lastFilled < 0) {
      this.blank.add(line);
      // An empty line is no record to any reader; a line of separators or blanks may be one.
      if (trimmed(bytes, start, end).length > 0) this.unusual = true;
      return { end, place: null };
    }
    if (this.#leading < this.#dialect.leading) {
      this.#leading++;
      if (this.#leading === this.#dialect.leading && this.#dialect.hasHeader) {
        this.headerLine = line;
        this.#header = trimmed(bytes, start, end).slice();
      } else this.preambleLines.push(line);
      if (this.#inner > 0 || this.#stray || this.#malformed) this.unusual = true;
      return { end, place: null };
    }
    const place = { record: ++this.counted, line };
    if (this.#malformed) this.repaired.add(line);
    if (this.#malformed || this.#stray) this.unusual = true;
    if (this.#header !== null && bytes[start] === this.#header[0] && this.#isHeader(bytes, start, end)) {
      this.repeatedHeaders.push(place);
      return { end, place };
    }
    if (this.#isRagged()) this.ragged.add(line);
    else if (this.#fields !== this.#dialect.width) {
      this.unusual = true;
      if (this.#fields < this.#dialect.width) this.padded.add(line);
    }
    return { end, place };
  }

  #isHeader(bytes: Uint8Array, start: number, end: number): boolean {
    const own = trimmed(bytes, start, end);
    return own.length === this.#header!.length && own.every((byte, i) => byte === this.#header![i]);
  }

  /** Cuts out the first line of a damaged record. */
  #cut(bytes: Uint8Array, start: number): { end: number; place: RecordPlace } {
    let end = start;
    while (end < bytes.length && bytes[end] !== LF && !(this.#dialect.carriageReturns && bytes[end] === CR))
      end++;
    end = Math.min(end + 1, bytes.length);
    this.lines++;
    const place = { record: ++this.counted, line: this.lines };
    this.cuts.push({
      ...place,
      start: this.#base + start,
      end: this.#base + end,
      text: textOf(bytes, start, end),
      reason: "unbalanced_quote",
    });
    return { end, place };
  }
}

const trimmed = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
  while (end > start && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end--;
  return bytes.subarray(start, end);
};

const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  new TextDecoder().decode(trimmed(bytes, start, Math.min(end, start + 2000)));

const lineTooLong = (line: number): IngestError =>
  new IngestError("LINE_TOO_LONG", `unsupported line length: line ${line} is longer than 16 MiB`, {
    hint: "Export the orders again as CSV: a record this long is no order.",
    key: "refusal_line_too_long",
    inputs: { line },
    line,
  });
