/** Rows written as a platform's file: its own columns in their order, with its delimiter, quotes and line ends. */
import Papa from "papaparse";
import { sources } from "../../../src/ingest/sources/index.ts";
import type { ImportOptions } from "../../../src/orders/import-options.ts";
import type { Carried } from "./ledger.ts";

/** A record by header; columns that it leaves out are blank. */
export type Row = Readonly<Record<string, string>>;

/** The ledger as a platform exports it. */
export interface Export {
  /** The file's name. */
  readonly name: string;
  readonly carries: Carried;
  /** What an importer has to be told, because the export does not say it. */
  readonly options?: ImportOptions;
  readonly text: string;
  /** UTF-8 where absent. */
  readonly encode?: (text: string) => Uint8Array<ArrayBuffer>;
}

/** A table of a source's columns. @throws Error for a row with a column that the source does not have */
export function table(
  source: string,
  rows: readonly Row[],
  { delimiter = ",", newline = "\n", quoteAll = false } = {},
): string {
  const { columns } = sources.find(({ id }) => id === source)!;
  for (const name of rows.flatMap(Object.keys))
    if (!columns.includes(name)) throw new Error(`unknown column of ${source}: ${name}`);
  const cells = rows.map((row) => columns.map((name) => row[name] ?? ""));
  return Papa.unparse([[...columns], ...cells], { delimiter, newline, quotes: quoteAll }) + newline;
}
