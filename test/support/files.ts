/** Files for tests of ingest: from a path, or from text. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { planImport, type PlannedImport } from "../../src/ingest/plan.ts";
import type { ImportOptions } from "../../src/orders/import-options.ts";
import type { CanonicalColumn, FilePlan } from "../../src/orders/plan.ts";

/** A File with the bytes at a path. */
export const fileAt = (path: string): File => new File([readFileSync(path)], basename(path));

/** A File of a text or of bytes. */
export const fileOf = (content: BlobPart, name = "orders.csv"): File => new File([content], name);

/** Plans files as of 2026-01-01, in a browser that stands in Shanghai. */
export const plan = (
  files: readonly File[],
  options: ImportOptions = {},
  changes: PlannedImport["changes"] = {},
): Promise<PlannedImport> =>
  planImport(files, options, { importedOn: "2026-01-01", timeZone: "Asia/Shanghai" }, changes);

/** The plan of one file. @throws where it is refused */
export async function planOne(file: File, options: ImportOptions = {}): Promise<FilePlan> {
  const { plan: whole, refused } = await plan([file], options);
  if (whole.files[0] === undefined) throw new Error(`refused: ${refused[0]?.message}`);
  return whole.files[0];
}

/** The mapping with headers instead of indices. */
export const headersOf = (file: FilePlan): Partial<Record<CanonicalColumn, string>> =>
  Object.fromEntries(Object.entries(file.mapping).map(([key, index]) => [key, file.columns[index]!.name]));
