/** Rows as the text of a CSV file or of a clipboard, safe to open in a spreadsheet. */

/** A value of a result as it goes into an export. */
export type ExportValue = string | number | boolean | null;

/** How rows become text. */
export interface DelimitedOptions {
  /** `,` for a file, a tab for the clipboard. */
  readonly delimiter: "," | "\t";
  /** True to leave text as it is: a spreadsheet may then take it for a formula. */
  readonly raw?: boolean;
}

/** What a spreadsheet takes for the beginning of a formula, with the full-width forms. */
const formulaStart = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** The text with a leading apostrophe where a spreadsheet would take it for a formula; other text unchanged. */
export function guardFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** One field: text guarded unless `raw` and quoted where it must be, numbers and booleans as they are, null empty. */
export function delimitedCell(value: ExportValue, { delimiter, raw = false }: DelimitedOptions): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = raw ? value : guardFormula(value);
  const quoted = text.includes(delimiter) || /["\r\n]/.test(text) || text !== text.trim();
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A head and rows as delimited text (RFC 4180): CRLF between records and after the last. */
export function delimitedText(
  head: readonly string[],
  rows: Iterable<readonly ExportValue[]>,
  options: DelimitedOptions,
): string {
  const record = (values: readonly ExportValue[]) =>
    values.map((value) => delimitedCell(value, options)).join(options.delimiter);
  return [record(head), ...Array.from(rows, record), ""].join("\r\n");
}
