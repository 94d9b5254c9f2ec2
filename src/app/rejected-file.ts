/** The file of everything in a source file that could not be read, as a table that a spreadsheet opens. */
import { delimitedCell, type ExportValue } from "../base/csv-cell.ts";
import { m, type Messages } from "../messages/messages.ts";
import type { RejectedRecord } from "../orders/receipt.ts";
import { maybeMessage } from "./screen-text.ts";

/** Why a record was rejected or a cell left empty, in words; its own code where there are none. */
export function rejectionText(reason: string, messages: Messages): string {
  if (reason === "no_amount") return m.findings_cell_no_amount({}, messages);
  if (reason === "no_date") return m.findings_cell_no_date({}, messages);
  return maybeMessage(`rejected_${reason.toLowerCase()}`, {}, messages) ?? reason;
}

/**
 * A CSV file (UTF-8 with byte-order mark, RFC 4180) with record, line, column, text and reason of every page of records.
 * Texts that a spreadsheet would take for a formula get an apostrophe before them.
 */
export async function rejectedFile(
  pages: AsyncIterable<readonly RejectedRecord[]>,
  messages: Messages,
): Promise<Blob> {
  const head = [
    m.import_rejected_record({}, messages),
    m.import_rejected_line({}, messages),
    m.import_rejected_column({}, messages),
    m.import_rejected_text({}, messages),
    m.import_rejected_reason({}, messages),
  ];
  const record = (values: readonly ExportValue[]) =>
    `${values.map((value) => delimitedCell(value, { delimiter: "," })).join(",")}\r\n`;
  const parts = ["\ufeff", record(head)];
  for await (const page of pages)
    for (const { record: number, line, column = null, text = null, reason } of page)
      parts.push(record([number, line, column, text, rejectionText(reason, messages)]));
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}
