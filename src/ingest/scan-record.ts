/** Finds the end of one record in a window of bytes, and what the record looks like; knows nothing of the records around it. */
import { isWide } from "./wide-characters.ts";
import type { FieldWatch, ScanDialect } from "./scan-findings.ts";

const LF = 10;
const CR = 13;
const SPACE = 32;

/** What a record looked like. */
export class RecordShape {
  fields = 0;
  /** Fields that hold something else than blanks, and the index of the last; -1 where none does. */
  filled = 0;
  lastFilled = -1;
  /** Where the first filled field stands, end exclusive. */
  firstFrom = 0;
  firstTo = 0;
  /** Line ends inside fields. */
  inner = 0;
  /** True where a quote inside a quoted field does not close it. */
  malformed = false;
  /** True where something was met that a plain reader takes otherwise: stray quotes, blanks around quotes, lone CR. */
  stray = false;
  /** True where a value stands across the edge of its column (positions only). */
  crossed = false;
  /** Offset at which a quoted field opened that has not ended; -1 where there is none. */
  openQuote = -1;

  /** Forgets the record before. */
  reset(): void {
    this.fields = this.filled = this.inner = this.firstFrom = this.firstTo = 0;
    this.lastFilled = this.openQuote = -1;
    this.malformed = this.stray = this.crossed = false;
  }

  /** Notes the next field. */
  field(isFilled: boolean, from: number, to: number): void {
    if (isFilled) {
      if (this.filled++ === 0) {
        this.firstFrom = from;
        this.firstTo = to;
      }
      this.lastFilled = this.fields;
    }
    this.fields++;
  }
}

type Watches = readonly (FieldWatch | undefined)[] | null;

/** Finds records of one dialect. */
export class RecordFinder {
  readonly shape = new RecordShape();
  readonly #dialect: ScanDialect;

  constructor(dialect: ScanDialect) {
    this.#dialect = dialect;
  }

  /** The end of the record at `start` (exclusive, after its line end); -1 where the window or the text ends within. */
  find(bytes: Uint8Array, start: number, last: boolean, watches: Watches): number {
    this.shape.reset();
    if (this.#dialect.delimiter !== null) return this.#delimited(bytes, start, last, watches);
    const end = this.#lineEnd(bytes, start, last);
    if (end === -1) return -1;
    if (this.#dialect.starts === undefined) this.#blankSeparated(bytes, start, end, watches);
    else this.#fixed(bytes, start, end, this.#dialect.starts, watches);
    return this.#behind(bytes, end);
  }

  /** Where the line end stands that closes the line at `start`; -1 where there is none yet. */
  #lineEnd(bytes: Uint8Array, start: number, last: boolean): number {
    const { carriageReturns } = this.#dialect;
    let i = start;
    while (i < bytes.length && bytes[i] !== LF && !(carriageReturns && bytes[i] === CR)) i++;
    if (i >= bytes.length) return last ? i : -1;
    return bytes[i] === CR && i + 1 >= bytes.length && !last ? -1 : i;
  }

  /** The offset behind the line end at `at`. */
  #behind(bytes: Uint8Array, at: number): number {
    if (at >= bytes.length) return bytes.length;
    return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
  }

  #delimited(bytes: Uint8Array, start: number, last: boolean, watches: Watches): number {
    const { delimiter, quote, escape = null, padded = false, carriageReturns } = this.#dialect;
    const { shape } = this;
    const length = bytes.length;
    let i = start;
    let byte: number;
    for (;;) {
      const from = i;
      let isFilled = false;
      if (padded) i = this.#toQuote(bytes, i);
      if (quote !== null && i < length && bytes[i] === quote) {
        shape.openQuote = i++;
        for (;;) {
          while (i < length && (byte = bytes[i]!) !== quote && byte !== escape) {
            if (byte > SPACE) isFilled = true;
            else if (byte === LF || (carriageReturns && byte === CR && bytes[i + 1] !== LF)) shape.inner++;
            i++;
          }
          if (i >= length || (i + 1 >= length && !last)) return -1;
          if (bytes[i] === escape) {
            if (bytes[i + 1] === LF || (bytes[i + 1] === CR && carriageReturns && bytes[i + 2] !== LF))
              shape.inner++;
            isFilled = true;
            i += 2;
            continue;
          }
          if (bytes[i + 1] === quote) {
            isFilled = true;
            i += 2;
            continue;
          }
          const after = this.#afterBlanks(bytes, i + 1);
          if (after >= length && !last) return -1;
          if (after >= length || bytes[after] === delimiter || this.#isEnd(bytes, after)) {
            const end = bytes[after] === LF && bytes[after - 1] === CR ? after - 1 : after;
            if (end > i + 1) shape.stray = true;
            i = end;
            break;
          }
          shape.malformed = true;
          isFilled = true;
          i++;
        }
        shape.openQuote = -1;
      } else {
        i = from;
        while (i < length && (byte = bytes[i]!) !== delimiter && byte !== LF) {
          if (byte === CR) {
            if (carriageReturns) break;
            if (i + 1 < length ? bytes[i + 1] === LF : last) break;
            if (i + 1 >= length) return -1;
            shape.stray = true;
          } else if (byte === quote) shape.stray = true;
          else if (byte === escape) {
            if (i + 1 >= length && !last) return -1;
            if (bytes[i + 1] === LF || (bytes[i + 1] === CR && carriageReturns && bytes[i + 2] !== LF))
              shape.inner++;
            i++;
          }
          if (byte > SPACE) isFilled = true;
          i++;
        }
        if (i > length) i = length;
      }
      if (i >= length && !last) return -1;
      shape.field(isFilled, from, i);
      watches?.[shape.fields - 1]?.see(bytes, from, i);
      if (i < length && bytes[i] === delimiter) {
        i++;
        continue;
      }
      if (i < length && bytes[i] === CR && i + 1 >= length && !last) return -1;
      return this.#behind(bytes, i);
    }
  }

  /** Where a quote opens the field behind blanks; the field's own start where none does. */
  #toQuote(bytes: Uint8Array, from: number): number {
    const { delimiter, quote } = this.#dialect;
    let i = from;
    while (i < bytes.length && bytes[i]! <= SPACE && bytes[i] !== delimiter && !this.#isEnd(bytes, i)) i++;
    return bytes[i] === quote ? i : from;
  }

  #afterBlanks(bytes: Uint8Array, from: number): number {
    const { delimiter } = this.#dialect;
    let i = from;
    while (
      i < bytes.length &&
      bytes[i]! <= SPACE &&
      bytes[i] !== delimiter &&
      bytes[i] !== LF &&
      !(bytes[i] === CR && this.#dialect.carriageReturns)
    )
      i++;
    return i;
  }

  #isEnd(bytes: Uint8Array, at: number): boolean {
    return bytes[at] === LF || (bytes[at] === CR && (this.#dialect.carriageReturns || bytes[at + 1] === LF));
  }

  #blankSeparated(bytes: Uint8Array, start: number, end: number, watches: Watches): void {
    let i = start;
    while (i < end) {
      while (i < end && bytes[i]! <= SPACE) i++;
      const from = i;
      while (i < end && bytes[i]! > SPACE) i++;
      if (i === from) continue;
      watches?.[this.shape.fields]?.see(bytes, from, i);
      this.shape.field(true, from, i);
    }
  }

  #fixed(bytes: Uint8Array, start: number, end: number, starts: readonly number[], watches: Watches): void {
    const wide = this.#dialect.wide ?? false;
    const { shape } = this;
    let position = 0;
    let from = start;
    let isFilled = false;
    let next = starts[1] ?? Infinity;
    const close = (to: number) => {
      if (to > start && to < end && bytes[to]! > SPACE && bytes[to - 1]! > SPACE) shape.crossed = true;
      watches?.[shape.fields]?.see(bytes, from, to);
      shape.field(isFilled, from, to);
      from = to;
      isFilled = false;
      next = starts[shape.fields + 1] ?? Infinity;
    };
    for (let i = start; i < end;) {
      const byte = bytes[i]!;
      while (position >= next) close(i);
      if (byte > SPACE) isFilled = true;
      const size = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      position += wide && size > 2 && isWide(pointAt(bytes, i, size)) ? 2 : 1;
      i += size;
    }
    close(end);
  }
}

/** The code point of the UTF-8 character of three or four bytes at `at`. */
const pointAt = (bytes: Uint8Array, at: number, size: number): number =>
  size === 3
    ? ((bytes[at]! & 0x0f) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f)
    : ((bytes[at]! & 0x07) << 18) |
      ((bytes[at + 1]! & 0x3f) << 12) |
      ((bytes[at + 2]! & 0x3f) << 6) |
      (bytes[at + 3]! & 0x3f);
