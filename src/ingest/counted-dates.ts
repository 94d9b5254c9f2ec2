/** Dates written as counts: Excel's days since 1899-12-30, and seconds or milliseconds since 1970. They are rewritten as text. */
import type { ColumnShape } from "./columns.ts";
import { normalHeader } from "./header-forms.ts";
import { headerWords } from "./header-words.ts";
import { kindOf } from "./mapping.ts";
import type { CanonicalColumn } from "../orders/plan.ts";

/** A way of counting time. */
export type DateCount = "excel_days" | "excel_days_1904" | "unix_seconds" | "unix_milliseconds";

const dateHeaders = new Set(
  Object.entries(headerWords)
    .filter(([column]) => kindOf(column as CanonicalColumn) === "date")
    .flatMap(([, words]) => words),
);

const patterns: Readonly<Record<DateCount, RegExp>> = {
  // 1954-10-03 to 2119-01-10, with a time of day as a fraction.
  excel_days: /^[2-7]\d{4}(\.\d+)?$/,
  // 1958-10-04 to 2123-01-11.
  excel_days_1904: /^[2-7]\d{4}(\.\d+)?$/,
  // 2001-09-09 to 2033-05-17.
  unix_seconds: /^1\d{9}$/,
  unix_milliseconds: /^1\d{12}$/,
};

const kinds = ["unix_seconds", "unix_milliseconds"] as const;

/**
 * How a column counts time: its header must name a date and its cells be such counts, or days of Excel's between dates;
 * else null. `is1904`: the workbook counts its days from 1904.
 */
export function countOf(
  header: string,
  cells: readonly string[],
  shape: ColumnShape,
  is1904 = false,
): DateCount | null {
  if (shape.filled === 0 || !dateHeaders.has(normalHeader(header))) return null;
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const fits = (kind: DateCount) => filled.filter((cell) => patterns[kind].test(cell)).length;
  const days: DateCount = is1904 ? "excel_days_1904" : "excel_days";
  if (shape.dates > 0) return fits(days) > 0 && fits(days) + shape.dates >= shape.filled * 0.8 ? days : null;
  const known: readonly DateCount[] = [days, ...kinds];
  return known.find((kind) => fits(kind) >= filled.length * 0.8) ?? null;
}

/** Milliseconds of 1899-12-30, day 0 of Excel's 1900 system as it is right from 1900-03-01 on. */
const excelZero = Date.UTC(1899, 11, 30);
/** Milliseconds of day 0 of the 1904 system. */
const zero1904 = Date.UTC(1904, 0, 1);

/**
 * The cell as ISO text: a day or a stamp without zone for Excel, a stamp that ends in Z for the others. A cell that is
 * no such count is returned as it is.
 */
export function countToText(cell: string, kind: DateCount): string {
  const text = cell.trim();
  if (!patterns[kind].test(text)) return cell;
  const count = Number(text);
  if (kind === "unix_seconds") return `${new Date(count * 1000).toISOString().slice(0, 19)}Z`;
  if (kind === "unix_milliseconds") return `${new Date(count).toISOString().slice(0, 19)}Z`;
  const iso = new Date(
    (kind === "excel_days" ? excelZero : zero1904) + Math.round(count * 86_400) * 1000,
  ).toISOString();
  return text.includes(".") ? iso.slice(0, 19).replace("T", " ") : iso.slice(0, 10);
}
