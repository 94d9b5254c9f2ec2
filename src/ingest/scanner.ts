/**
 * The second count: a quote-aware scanner over UTF-8 bytes that finds every record of a delimited text without reading
 * its values. It shares no code with what loads the file, and says whether a plain reader would read it faithfully.
 */
import { isSparse, noDataWhy } from "./footer.ts";
import { lineTooLong, notTabular } from "./refusals.ts";
import {
  Finding,
  type Cut,
  type FieldWatch,
  type NoData,
  type RecordPlace,
  type ScanDialect,
  type TailRecord,
} from "./scan-findings.ts";
import { RecordFinder, type RecordShape } from "./scan-record.ts";

/** A quoted field that has not ended after so many bytes is taken for a quote that is never closed. */
const quotedLimit = 1024 * 1024;
/** The limit halves with every such quote, down to this, so that a file full of them is scanned in linear time. */
const leastQuotedLimit = 16 * 1024;
/** A record of more bytes is no record of an order file. */
const recordLimit = 16 * 1024 * 1024;
/** More lines than this that cannot be divided: the file was not understood. */
const mostCuts = 100_000;
/** Bytes held back until the last slice, so that the last records are at hand. */
const tailBytes = 32 * 1024;
const tailRecords = 12;
/** Bytes of a first cell that can be the word for a total or begin a remark. */
const wordBytes = 120;

const LF = 10;
const CR = 13;

/** A record that was passed: where it ends, and its place where it is not blank. */
interface Passed {
  readonly end: number;
  readonly place: RecordPlace | null;
}

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
  /** Repeated headers, totals and remarks. */
  readonly noData: NoData[] = [];
  /** Records of the tables below the one that is read. */
  readonly beyond: RecordPlace[] = [];
  readonly cuts: Cut[] = [];
  tail: readonly TailRecord[] = [];
  /** Line of the header, null where there is none. */
  headerLine: number | null = null;
  /** Lines of the leading records that are not the header. */
  readonly preambleLines: number[] = [];
  lineFeeds = 0;
  crLineFeeds = 0;
  /** True where something was met that a plain reader takes otherwise: stray quotes, blanks around quotes, spare fields. */
  unusual = false;

  readonly #dialect: ScanDialect;
  readonly #watches: readonly (FieldWatch | undefined)[];
  readonly #finder: RecordFinder;
  readonly #shape: RecordShape;
  #window = new Uint8Array(0);
  #base = 0;
  #leading = 0;
  #header: Uint8Array | null = null;
  #afterBlank = false;

  constructor(dialect: ScanDialect, watches: readonly (FieldWatch | undefined)[] = []) {
    this.#dialect = dialect;
    this.#watches = watches;
    this.#finder = new RecordFinder(dialect);
    this.#shape = this.#finder.shape;
  }

  /** Scans the next slice. @throws IngestError LINE_TOO_LONG for a record of more than 16 MiB, NOT_TABULAR for too many damaged lines */
  push(slice: Uint8Array, last: boolean): void {
    const window = new Uint8Array(this.#window.length + slice.length);
    window.set(this.#window);
    window.set(slice, this.#window.length);
    const hold = last ? window.length : window.length - tailBytes;
    const tail: TailRecord[] = [];
    let start = 0;
    while (start < window.length && start <= hold) {
      const watches = this.#watches.length > 0 && this.#isBody() ? this.#watches : null;
      const end = this.#find(window, start, last, watches);
      if (end === -1 && !this.#isGivenUp(window.length - start, last)) break;
      const afterBlank = this.#afterBlank;
      const reason = this.#cutReason(window, end);
      const next = reason === null ? this.#accept(window, start, end) : this.#cut(window, start, reason);
      this.#afterBlank = next.place === null;
      if (last && next.place !== null) {
        const ragged = reason === null && this.#isRagged();
        tail.push({ ...next.place, text: textOf(window, start, next.end), ragged, afterBlank });
        if (tail.length > tailRecords) tail.shift();
      }
      start = next.end;
    }
    if (last) this.tail = tail;
    this.#window = window.slice(start);
    this.#base += start;
  }

  /** The end of the record at `start`; once quotes were left open, a further one is looked for within its limit only. */
  #find(
    window: Uint8Array,
    start: number,
    last: boolean,
    watches: readonly (FieldWatch | undefined)[] | null,
  ): number {
    const bound = start + this.#quotedLimit();
    if (this.cuts.length === 0 || bound >= window.length)
      return this.#finder.find(window, start, last, watches);
    const end = this.#finder.find(window.subarray(0, bound), start, false, watches);
    return end === -1 && this.#shape.openQuote === -1 ? this.#finder.find(window, start, last, watches) : end;
  }

  #quotedLimit(): number {
    return Math.max(leastQuotedLimit, quotedLimit >> Math.min(this.cuts.length, 20));
  }

  #isBody(): boolean {
    return this.#leading >= this.#dialect.leading;
  }

  /** True where a record whose end is not in the window is a quote that never closes, rather than one to wait for. */
  #isGivenUp(size: number, last: boolean): boolean {
    if (size > recordLimit) throw lineTooLong(this.lines + 1);
    if (last) return true;
    if (this.#dialect.isClosed === true) return false;
    return size > this.#quotedLimit() && this.#shape.openQuote !== -1;
  }

  /** Why the first line of the record is cut out rather than taken; null where it is whole. */
  #cutReason(bytes: Uint8Array, end: number): Cut["reason"] | null {
    if (end === -1) return "unbalanced_quote";
    if (!this.#isBody() || this.#isBeyond()) return null;
    const { inner, malformed, crossed } = this.#shape;
    // A record of several lines that reads like one that a stray quote has swallowed lines into.
    if (inner > 0 && (malformed || this.#isRagged())) return "unbalanced_quote";
    return crossed && this.#noDataWhy(bytes) === null ? "crossed_column" : null;
  }

  /** True where the table that is read has ended. */
  #isBeyond(): boolean {
    return this.counted >= (this.#dialect.lastRecord ?? Infinity);
  }

  #isRagged(): boolean {
    const { width, padShort } = this.#dialect;
    return (this.#shape.fields < width && !padShort) || this.#shape.lastFilled >= width;
  }

  /** Counts a whole record. */
  #accept(bytes: Uint8Array, start: number, end: number): Passed {
    const { inner, lastFilled, fields, stray, malformed } = this.#shape;
    const line = this.lines + 1;
    this.lines += inner + 1;
    if (bytes[end - 1] === LF) {
      if (bytes[end - 2] === CR && end - 2 >= start) this.crLineFeeds++;
      else this.lineFeeds++;
    }
    if (end - start > recordLimit) throw lineTooLong(line);
    if (lastFilled < 0) {
      this.blank.add(line);
      // An empty line is no record to any reader; a line of separators or blanks may be one.
      if (trimmed(bytes, start, end).length > 0) this.unusual = true;
      return { end, place: null };
    }
    if (!this.#isBody()) {
      const { hasHeader, leading, header = leading - 1 } = this.#dialect;
      if (this.#leading++ === header && hasHeader) {
        this.headerLine = line;
        this.#header = trimmed(bytes, start, end).slice();
      } else this.preambleLines.push(line);
      if (inner > 0 || stray || malformed) this.unusual = true;
      return { end, place: null };
    }
    const isBeyond = this.#isBeyond();
    const place = { record: ++this.counted, line };
    if (isBeyond) {
      this.beyond.push(place);
      return { end, place };
    }
    if (malformed) this.repaired.add(line);
    if (malformed || stray) this.unusual = true;
    const why = this.#isHeader(bytes, start, end) ? "repeated_header" : this.#noDataWhy(bytes);
    if (why !== null) this.noData.push({ ...place, why });
    else if (this.#isRagged()) this.ragged.add(line);
    else if (fields !== this.#dialect.width) {
      this.unusual = true;
      if (fields < this.#dialect.width) this.padded.add(line);
    }
    return { end, place };
  }

  #isHeader(bytes: Uint8Array, start: number, end: number): boolean {
    const header = this.#header;
    if (header === null || !sameLetter(bytes[start]!, header[0]!)) return false;
    const own = trimmed(bytes, start, end);
    return own.length === header.length && own.every((byte, i) => sameLetter(byte, header[i]!));
  }

  /** Why a sparse record is no data, by the word in its first filled cell. */
  #noDataWhy(bytes: Uint8Array): NoData["why"] | null {
    const { filled, firstFrom, firstTo } = this.#shape;
    const { width } = this.#dialect;
    const ragged = this.#isRagged();
    if (!isSparse(filled, width) && !ragged) return null;
    let from = firstFrom;
    while (from < firstTo && (bytes[from]! <= 32 || bytes[from] === this.#dialect.quote)) from++;
    if (firstTo - from > wordBytes || !canBegin(bytes[from]!, bytes[from + 1] ?? 0)) return null;
    const first = new TextDecoder().decode(bytes.subarray(from, firstTo)).replace(/["'\s]+$/, "");
    return noDataWhy(first, { filled, width, ragged });
  }

  /** Cuts out the first line of a damaged record. */
  #cut(bytes: Uint8Array, start: number, reason: Cut["reason"]): Passed {
    const isEnd = (at: number) => bytes[at] === LF || (this.#dialect.carriageReturns && bytes[at] === CR);
    let end = start;
    while (end < bytes.length && !isEnd(end)) end++;
    end = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : Math.min(end + 1, bytes.length);
    this.lines++;
    const place = { record: ++this.counted, line: this.lines };
    const text = textOf(bytes, start, end);
    this.cuts.push({ ...place, start: this.#base + start, end: this.#base + end, text, reason });
    if (this.cuts.length > mostCuts) throw notTabular();
    return { end, place };
  }
}

/** True where a total or a remark can begin so: with a letter, a dash, a slash, or `#` before no digit. Cheap, asked of many records. */
const canBegin = (first: number, second: number): boolean =>
  first >= 0x80 ||
  (first >= 65 && first <= 122) ||
  first === 45 ||
  first === 47 ||
  (first === 35 && (second < 48 || second > 57));

/** True of equal bytes, and of a letter of ASCII in either case. */
const sameLetter = (a: number, b: number): boolean =>
  a === b || ((a | 32) === (b | 32) && (a | 32) >= 97 && (a | 32) <= 122);

const trimmed = (bytes: Uint8Array, start: number, end: number): Uint8Array => {
  while (end > start && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end--;
  return bytes.subarray(start, end);
};

const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  new TextDecoder().decode(trimmed(bytes, start, Math.min(end, start + 2000)));
