/** A value of a result as a table prints it, by its column. */
import type { ExportValue } from "../base/csv-cell.ts";
import type { Messages } from "../messages/messages.ts";
import type { ColumnSpec } from "../sql/columns.ts";

/** True where the column's values stand right, in tabular figures. */
export function isNumeric(spec: ColumnSpec): boolean {
  return spec.kind === "integer" || spec.kind === "number";
}

/** Decimals, up to four, that the longest of these numbers needs; the numbers of a column are printed with as many. */
export function decimalsOf(values: Iterable<unknown>): number {
  let decimals = 0;
  for (const value of values) {
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    const needed = value.toFixed(4).replace(/0+$/, "").split(".")[1]?.length ?? 0;
    decimals = Math.max(decimals, needed);
  }
  return decimals;
}

/** The text with zeros added to its decimals; both languages write a point. */
function padDecimals(text: string, decimals: number): string {
  const missing = decimals - (text.split(".")[1]?.length ?? 0);
  if (missing <= 0) return text;
  return `${text}${text.includes(".") ? "" : "."}${"0".repeat(missing)}`;
}

/**
 * The printed text of a value that is not null: shares as percent with one decimal, money with cents, whole numbers
 * grouped, other numbers with `decimals` (at most four), lists and structs as JSON, all else as it is.
 */
export function cellText(
  value: unknown,
  spec: ColumnSpec,
  messages: Messages,
  currency: string | null,
  decimals = 0,
): string {
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value !== "number") return String(value);
  if (spec.unit === "share") return messages.percent(value, 1);
  if (spec.unit === "money") return messages.money(value, currency, { cents: true });
  return spec.kind === "integer" ? messages.integer(value) : padDecimals(messages.number(value, 4), decimals);
}

/** A value as it goes into an export: as it is, lists and structs as JSON. */
export function exportValue(value: unknown): ExportValue {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : (value as ExportValue);
}

/** Width of a text in units of a Latin digit: a Chinese character counts for two. */
function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! >= 0x2e80 ? 2 : 1;
  return width;
}

/** Width of a column in digits for its name and these printed values, between 3 and 44, so that a windowed table does not change its columns while it is scrolled. */
export function columnWidth(name: string, texts: Iterable<string>): number {
  let width = Math.max(3, textWidth(name));
  for (const text of texts) width = Math.max(width, textWidth(text));
  return Math.min(44, width);
}
