/** A list of customers as a file or as text to paste. */
import { delimitedText, type ExportValue } from "../base/csv-cell.ts";
import type { ContactRow, CustomerRow } from "./customers-asking.ts";

/** A customer with what is known to reach them by, where it was asked for. */
export type ExportRow = CustomerRow & Partial<Pick<ContactRow, "email" | "phone">>;

/** For what a list leaves the notebook. */
export const exportForms = ["excel", "mailing", "copy"] as const;

/** One of them. */
export type ExportForm = (typeof exportForms)[number];

/** The columns that can be exported, in their order. */
export const exportColumns = [
  "customer_id",
  "email",
  "phone",
  "orders",
  "net_amount",
  "first_ordered_on",
  "last_ordered_on",
] as const;

/** One of them. */
export type ExportColumn = (typeof exportColumns)[number];

/**
 * The list as text. `excel`: a CSV with a byte order mark, so that Excel reads it as UTF-8, and text guarded against
 * formulas. `mailing`: a CSV with its text as it is. `copy`: the identifiers alone, a line each.
 */
export function exportText(
  rows: readonly ExportRow[],
  form: ExportForm,
  columns: readonly ExportColumn[],
): string {
  if (form === "copy") return rows.map(({ customer_id }) => customer_id).join("\n");
  const chosen = exportColumns.filter((column) => columns.includes(column));
  const records = rows.map((row) => chosen.map((column): ExportValue => row[column] ?? null));
  const text = delimitedText(chosen, records, { delimiter: ",", raw: form === "mailing" });
  return form === "excel" ? `\ufeff${text}` : text;
}
