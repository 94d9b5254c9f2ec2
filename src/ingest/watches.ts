/** Evidence from every record of a file about columns that the sample leaves undecided. */
import type { FieldWatch } from "./scan-findings.ts";

/** What all dates of a column whose order is open show. Weekdays are counted Monday first. */
export interface DayMonthEvidence {
  readonly cells: number;
  readonly maxFirst: number;
  readonly maxSecond: number;
  /** Dates by weekday, read day first. */
  readonly dmy: readonly number[];
  /** Dates by weekday, read month first. */
  readonly mdy: readonly number[];
  /** Latest day under each reading, `YYYY-MM-DD`. */
  readonly lastDmy: string;
  readonly lastMdy: string;
}

/** Reads three numbers from a date cell's bytes and counts what each order would mean. */
export class DayMonthWatch implements FieldWatch {
  #cells = 0;
  #maxFirst = 0;
  #maxSecond = 0;
  readonly #dmy = new Array<number>(7).fill(0);
  readonly #mdy = new Array<number>(7).fill(0);
  #lastDmy = 0;
  #lastMdy = 0;
  #at = 0;

  see(bytes: Uint8Array, start: number, end: number): void {
    const first = this.#number(bytes, start, end);
    const second = this.#number(bytes, this.#at, end);
    const third = this.#number(bytes, this.#at, end);
    const year = third < 100 ? 2000 + third : third;
    if (first < 1 || second < 1 || third < 0 || first > 31 || second > 31 || year < 1900 || year > 2200)
      return;
    this.#cells++;
    this.#maxFirst = Math.max(this.#maxFirst, first);
    this.#maxSecond = Math.max(this.#maxSecond, second);
    if (second <= 12) this.#lastDmy = Math.max(this.#lastDmy, count(this.#dmy, year, second, first));
    if (first <= 12) this.#lastMdy = Math.max(this.#lastMdy, count(this.#mdy, year, first, second));
  }

  /** The next number at or after `from`, -1 where there is none; `#at` is left behind it. */
  #number(bytes: Uint8Array, from: number, end: number): number {
    let i = from;
    while (i < end && (bytes[i]! < 48 || bytes[i]! > 57)) i++;
    if (i === end) return -1;
    let number = 0;
    for (; i < end && bytes[i]! >= 48 && bytes[i]! <= 57; i++) number = number * 10 + bytes[i]! - 48;
    this.#at = i;
    return number;
  }

  /** What was seen. */
  evidence(): DayMonthEvidence {
    return {
      cells: this.#cells,
      maxFirst: this.#maxFirst,
      maxSecond: this.#maxSecond,
      dmy: [...this.#dmy],
      mdy: [...this.#mdy],
      lastDmy: dayText(this.#lastDmy),
      lastMdy: dayText(this.#lastMdy),
    };
  }
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Weekday shifts by month, for Sakamoto's rule: Monday 0 … Sunday 6 after the shift by one below. */
const monthShift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Counts a day's weekday and returns the day as yyyymmdd; 0 for a day that does not exist, which is not counted. */
function count(weekdays: number[], year: number, month: number, day: number): number {
  if (day > monthDays[month - 1]! && !(month === 2 && day === 29 && isLeap(year))) return 0;
  const y = month < 3 ? year - 1 : year;
  const sundayFirst =
    (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + monthShift[month - 1]! + day) % 7;
  const monday = (sundayFirst + 6) % 7;
  weekdays[monday] = weekdays[monday]! + 1;
  return year * 10_000 + month * 100 + day;
}

/** yyyymmdd as `YYYY-MM-DD`; 0 as the empty text. */
const dayText = (day: number): string =>
  day === 0 ? "" : String(day).replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");

/** How many numbers of a column prove each decimal mark. */
export interface DecimalEvidence {
  readonly points: number;
  readonly commas: number;
}

/** Finds the decimal mark in a number's bytes: the last mark, where another stands before it or other than three digits follow. */
export class DecimalWatch implements FieldWatch {
  #points = 0;
  #commas = 0;

  see(bytes: Uint8Array, start: number, end: number): void {
    let last = 0;
    let after = 0;
    let digits = 0;
    let kinds = 0;
    let marks = 0;
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte >= 48 && byte <= 57) {
        after++;
        if (marks === 0) digits++;
      } else if (byte === 44 || byte === 46) {
        kinds |= byte === 44 ? 1 : 2;
        last = byte;
        after = 0;
        marks++;
      }
    }
    if (marks === 0 || after === 0) return;
    const isOpen = marks === 1 && after === 3 && digits > 0 && digits <= 3;
    if (isOpen) return;
    const decimal = kinds === 3 || marks === 1 ? last : last === 44 ? 46 : 44;
    if (decimal === 46) this.#points++;
    else this.#commas++;
  }

  /** What was seen. */
  evidence(): DecimalEvidence {
    return { points: this.#points, commas: this.#commas };
  }
}

/** The offsets at the end of a column's stamps: cells by minutes ahead of UTC, and how many carry none. */
export interface OffsetEvidence {
  readonly minutes: Readonly<Record<number, number>>;
  readonly without: number;
}

/** Reads the offset that ends a stamp's bytes (`+0200`, `-05:30`, `+08`, `Z`, `UTC`). */
export class OffsetWatch implements FieldWatch {
  readonly #minutes: Record<number, number> = {};
  #without = 0;

  see(bytes: Uint8Array, start: number, end: number): void {
    let last = end;
    while (last > start && (bytes[last - 1]! <= 32 || bytes[last - 1] === 34)) last--;
    if (last - start < 6) return;
    const minutes = offsetAt(bytes, start, last);
    if (minutes === null) this.#without++;
    else this.#minutes[minutes] = (this.#minutes[minutes] ?? 0) + 1;
  }

  /** What was seen. */
  evidence(): OffsetEvidence {
    return { minutes: { ...this.#minutes }, without: this.#without };
  }
}

/** Minutes ahead of UTC that the bytes before `end` say; null where they say none. */
function offsetAt(bytes: Uint8Array, start: number, end: number): number | null {
  const byte = bytes[end - 1]!;
  // Z, or the last letter of UTC and GMT.
  if (byte === 90 || byte === 67 || byte === 84) return 0;
  let digits = 0;
  let factor = 1;
  let value = 0;
  for (let i = end - 1; i > start && end - i <= 6; i--) {
    const at = bytes[i]!;
    if (at >= 48 && at <= 57) {
      value += (at - 48) * factor;
      factor *= 10;
      digits++;
    } else if (at === 43 || at === 45) {
      // A date ends in -05 too: only after a time of day is it an offset.
      if (!bytes.subarray(start, i).includes(58)) return null;
      const whole = digits === 2 ? value * 100 : value;
      const minutes = Math.floor(whole / 100) * 60 + (whole % 100);
      return at === 45 ? -minutes : minutes;
    } else if (at !== 58) return null;
  }
  return null;
}

/** What the watches of one kind saw, by column. */
export function evidenceOf<E>(
  watches: readonly (FieldWatch | undefined)[],
  kind: new () => FieldWatch & { evidence(): E },
): Record<number, E> {
  const found: Record<number, E> = {};
  watches.forEach((watch, column) => {
    if (watch instanceof kind) found[column] = watch.evidence();
  });
  return found;
}
