/** What the cells of each column of a sample look like, counted: the evidence for every decision about a column. */
import { dateShape, type DateShape } from "./dates.ts";
import { numberShape } from "./numbers.ts";

/** The cells of one column of the sample. Shares are of `filled`. */
export interface ColumnShape {
  readonly filled: number;
  readonly total: number;
  readonly dates: number;
  /** Shapes of date cells by their key, commonest first. */
  readonly dateShapes: readonly { readonly shape: DateShape; readonly count: number }[];
  /** Largest first and second number of dates whose order is open. */
  readonly openFirst: number;
  readonly openSecond: number;
  readonly open: number;
  readonly numbers: number;
  readonly plainNumbers: number;
  readonly points: number;
  readonly commas: number;
  readonly openNumbers: number;
  /** Currency marks by code. */
  readonly currencies: ReadonlyMap<string, number>;
  readonly emails: number;
  readonly pointZero: number;
  readonly integers: number;
  readonly masked: number;
  readonly distinct: number;
  readonly examples: readonly string[];
  /** Distinct texts, lower-cased, at most 50. */
  readonly values: readonly string[];
}

const email = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;

/** A cell without what spreadsheets put around ids: blanks, `="…"`, a leading apostrophe. */
export const bareCell = (cell: string): string =>
  cell
    .trim()
    .replace(/^="(.*)"$/s, "$1")
    .replace(/^'/, "")
    .trim();

/** Counts the shapes of one column's cells. */
export function columnShape(cells: readonly string[]): ColumnShape {
  const shapes = new Map<string, { shape: DateShape; count: number }>();
  const currencies = new Map<string, number>();
  const values = new Set<string>();
  const counts = {
    filled: 0,
    dates: 0,
    openFirst: 0,
    openSecond: 0,
    open: 0,
    numbers: 0,
    plainNumbers: 0,
    points: 0,
    commas: 0,
    openNumbers: 0,
    emails: 0,
    pointZero: 0,
    integers: 0,
    masked: 0,
  };
  for (const raw of cells) {
    const cell = bareCell(raw);
    if (cell === "") continue;
    counts.filled++;
    values.add(cell.toLowerCase());
    if (email.test(cell)) counts.emails++;
    if (/\*{2,}/.test(cell)) counts.masked++;
    if (/^\d+\.0$/.test(cell)) counts.pointZero++;
    if (/^-?\d+$/.test(cell)) counts.integers++;
    const date = dateShape(cell);
    if (date !== null) {
      counts.dates++;
      const known = shapes.get(date.key);
      if (known) known.count++;
      else shapes.set(date.key, { shape: date, count: 1 });
      if (date.order === "open") {
        counts.open++;
        counts.openFirst = Math.max(counts.openFirst, date.first);
        counts.openSecond = Math.max(counts.openSecond, date.second);
      }
    }
    const number = numberShape(cell);
    if (number !== null) {
      counts.numbers++;
      if (number.plain) counts.plainNumbers++;
      if (number.decimal === ".") counts.points++;
      if (number.decimal === ",") counts.commas++;
      if (number.open) counts.openNumbers++;
      if (number.currency !== null)
        currencies.set(number.currency, (currencies.get(number.currency) ?? 0) + 1);
    }
  }
  return {
    ...counts,
    total: cells.length,
    dateShapes: [...shapes.values()].sort((a, b) => b.count - a.count),
    currencies,
    distinct: values.size,
    examples: cells.filter((cell) => cell.trim() !== "").slice(0, 3),
    values: [...values].slice(0, 50),
  };
}

/** Shapes of all columns of records of `width` cells. */
export function columnShapes(records: readonly (readonly string[])[], width: number): ColumnShape[] {
  return Array.from({ length: width }, (_, i) => columnShape(records.map((record) => record[i] ?? "")));
}

/** True where at least four of five filled cells are dates. */
export const looksLikeDates = (shape: ColumnShape): boolean =>
  shape.filled > 0 && shape.dates >= shape.filled * 0.8;

/** True where at least four of five filled cells are numbers. */
export const looksLikeNumbers = (shape: ColumnShape): boolean =>
  shape.filled > 0 && shape.numbers >= shape.filled * 0.8;
