/** The receipt of a refused file: no records, the reason and what to do. */
import type { IngestError } from "../orders/ingest-error.ts";
import type { FileReport } from "../orders/receipt.ts";
import type { Inspection } from "./inspection.ts";

/** The receipt of a file that is refused, with what was found in it before. */
export function refusedReport(name: string, error: IngestError, found?: Inspection): FileReport {
  return {
    name,
    outcome: "refuse",
    error_class: error.error_class,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.line === undefined ? {} : { error_line: error.line }),
    error_key: error.key,
    error_inputs: error.inputs,
    source: "generic",
    encoding: found?.encoding ?? "",
    ...(found === undefined || found.container !== undefined ? {} : { delimiter: found.dialect.delimiter }),
    ...(found?.sheet === undefined ? {} : { sheet: found.sheet }),
    ...(typeof found?.headerLine === "number" ? { header_line: found.headerLine } : {}),
    columns: found?.columns ?? [],
    mapping: {},
    records: 0,
    rejected_count: 0,
    skipped_count: 0,
    rows_loaded: 0,
    rejected: [],
    skipped: [],
    excluded: {},
    amount_total: null,
    customers: null,
    orders: null,
    guests: 0,
    warnings: found?.warnings ?? [],
  };
}
