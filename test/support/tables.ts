/** What a file of any container is read as: its columns and cells, as the engine's copy has them. */
import Papa from "papaparse";
import type { FileDecisions } from "../../src/orders/import-options.ts";
import { inspectEach } from "../../src/ingest/inspect-files.ts";

/** A table as it was read: rows are `[line, …cells]`. */
export interface TableRead {
  readonly name: string;
  readonly sheet: string | undefined;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly rejected: readonly (readonly [number, string])[];
  readonly warnings: readonly string[];
}

/** The tables of a file, and the classes of what is refused in it. */
export async function tablesOf(
  file: File,
  told: Readonly<Record<string, FileDecisions>> = {},
): Promise<{ readonly tables: readonly TableRead[]; readonly refused: readonly (readonly string[])[] }> {
  const found = await inspectEach([file], () => undefined, undefined, { told });
  const tables: TableRead[] = [];
  const refused: (readonly string[])[] = [];
  for (const one of found) {
    if ("refusal" in one) {
      refused.push([one.name, one.refusal.errorClass, one.refusal.key]);
      continue;
    }
    const { name, inspection } = one;
    const width = inspection.columns.length;
    const { data } = Papa.parse<string[]>(await inspection.body.text(), { skipEmptyLines: true });
    tables.push({
      name,
      sheet: inspection.sheet,
      columns: inspection.columns,
      rows:
        inspection.reader === "original"
          ? data.slice(inspection.skipRecords)
          : data.map(([, line, ...cells]) => [
              line!,
              ...Array.from({ length: width }, (_, i) => cells[i] ?? ""),
            ]),
      rejected: inspection.rejected.map(({ line, reason }) => [line, reason]),
      warnings: inspection.warnings.map(({ code }) => code),
    });
  }
  return { tables, refused };
}

/** The only table of a file. @throws where there is another number of them */
export async function tableOf(
  file: File,
  told: Readonly<Record<string, FileDecisions>> = {},
): Promise<TableRead> {
  const { tables, refused } = await tablesOf(file, told);
  if (tables.length !== 1 || refused.length > 0)
    throw new Error(
      `tables ${tables.map(({ name }) => name).join(", ")}; refused ${JSON.stringify(refused)}`,
    );
  return tables[0]!;
}

/** The class of the refusal of a file of which nothing is read. */
export async function refusalOf(file: File): Promise<string> {
  const { tables, refused } = await tablesOf(file);
  return tables.length > 0 || refused.length !== 1 ? `read ${tables.length}` : refused[0]![1]!;
}
