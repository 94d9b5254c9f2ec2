/** Loads files into a test engine and reads tables back. */
import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import type { Engine } from "../../src/engine/engine.ts";
import { plainRows } from "../../src/engine/rows.ts";
import type { FilePlan, ImportPlan } from "../../src/orders/plan.ts";
import { defaultRules, type CountingRules } from "../../src/orders/rules.ts";
import { putInPlace, stage } from "../../src/warehouse/load.ts";
import { readReports } from "../../src/warehouse/report.ts";

/** A real file's bytes. */
export async function fileBlob(path: string): Promise<Blob> {
  return new Blob([await readFile(path)]);
}

/** Records as the rewritten file of a plan with `reader: "normalised"`: number and line first, every field quoted. */
export function normalised(records: readonly (readonly string[])[], firstLine: number): Blob {
  const rows = records.map((cells, index) => [String(index + 1), String(index + firstLine), ...cells]);
  return new Blob([Papa.unparse(rows, { quotes: true, newline: "\n" }) + "\n"]);
}

/** Imports files under rules and puts them in place; detaches them again. */
export async function load(
  engine: Engine,
  files: readonly (readonly [FilePlan, Blob | string])[],
  rules: Partial<CountingRules> = {},
): Promise<void> {
  const plan: ImportPlan = {
    files: files.map(([file]) => file),
    rules: { ...defaultRules, ...rules },
    timeZone: null,
    importedOn: "2026-06-01",
  };
  for (const [file, content] of files)
    await engine.attachFile(file.attachedAs, typeof content === "string" ? new Blob([content]) : content);
  try {
    await stage(engine, plan);
    await putInPlace(engine);
  } finally {
    for (const [file] of files) await engine.detachFile(file.attachedAs);
  }
}

/** The rows of a query as plain values. */
export async function rows(engine: Engine, sql: string): Promise<Record<string, unknown>[]> {
  return plainRows(await engine.query(sql));
}

/** The lines of a file's ledger in place, each as its name, its records and its exact amount. */
export async function ledgerLines(engine: Engine, file: string) {
  const { ledger } = await readReports(engine);
  return ledger
    .filter((line) => line.file === file)
    .map(({ line, records, amount }) => [line, records, amount]);
}
