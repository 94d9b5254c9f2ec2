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
  #lastDmy = "";
  #lastMdy = "";

  see(bytes: Uint8Array, start: number, end: number): void {
    const numbers = [0, 0, 0];
    let at = 0;
    let isIn = false;
    for (let i = start; i < end && at < 3; i++) {
      const digit = bytes[i]! - 48;
      if (digit >= 0 && digit <= 9) {
        numbers[at] = numbers[at]! * 10 + digit;
        isIn = true;
      } else if (isIn) {
        at++;
        isIn = false;
      }
    }
    const [first, second] = [numbers[0]!, numbers[1]!];
    const year = numbers[2]! < 100 ? 2000 + numbers[2]! : numbers[2]!;
    if (first < 1 || second < 1 || first > 31 || second > 31 || year < 1900 || year > 2200) return;
    this.#cells++;
    this.#maxFirst = Math.max(this.#maxFirst, first);
    this.#maxSecond = Math.max(this.#maxSecond, second);
    if (second <= 12) this.#lastDmy = later(this.#lastDmy, count(this.#dmy, year, second, first));
    if (first <= 12) this.#lastMdy = later(this.#lastMdy, count(this.#mdy, year, first, second));
  }

  /** What was seen. */
  evidence(): DayMonthEvidence {
    return {
      cells: this.#cells,
      maxFirst: this.#maxFirst,
      maxSecond: this.#maxSecond,
      dmy: [...this.#dmy],
      mdy: [...this.#mdy],
      lastDmy: this.#lastDmy,
      lastMdy: this.#lastMdy,
    };
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** Counts a day's weekday and returns the day; days that do not exist are not counted. */
function count(weekdays: number[], year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day) return "";
  const weekday = (date.getUTCDay() + 6) % 7;
  weekdays[weekday] = weekdays[weekday]! + 1;
  return date.toISOString().slice(0, 10);
}

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
