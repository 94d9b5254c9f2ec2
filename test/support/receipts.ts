/** What the receipt of files says, as far as the hazards' check looks at it. */
import type { Engine } from "../../src/engine/engine.ts";
import { stage } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";
import { plan } from "./files.ts";

/** A receipt in short; lines of skipped and rejected records, codes of warnings in their order. */
export interface ShortReceipt {
  readonly outcome: string;
  readonly records: number;
  readonly rows: number;
  readonly total: string | null;
  readonly customers: number | null;
  readonly orders: number | null;
  readonly skipped: readonly number[];
  readonly rejected: readonly number[];
  readonly warnings: readonly string[];
  readonly currency: string | null;
}

/** The receipt of one file, or the class of its refusal. */
export async function receiptOf(engine: Engine, file: File): Promise<ShortReceipt | string> {
  const planned = await plan([file]);
  if (planned.plan.files.length === 0) return planned.refused[0]!.error_class!;
  for (const [name, blob] of planned.bytes) await engine.attachFile(name, blob);
  const { files } = await readReports(await stage(engine, planned.plan));
  for (const name of planned.bytes.keys()) await engine.detachFile(name);
  const report = files[0]!;
  return {
    outcome: report.outcome,
    records: report.records,
    rows: report.rows_loaded,
    total: report.amount_total,
    customers: report.customers,
    orders: report.orders,
    skipped: report.skipped.map(({ line }) => line),
    rejected: report.rejected.map(({ line }) => line),
    warnings: report.warnings.map(({ code }) => code),
    currency: report.currency ?? null,
  };
}
