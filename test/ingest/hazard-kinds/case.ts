/** Cases of the kinds of hazards that exports have: small files, each with one hazard, written here. */
import { fileOf } from "../../support/files.ts";

/** One case; what its receipt must say stands under its id in `receipts.txt`. */
export interface HazardCase {
  readonly id: string;
  readonly files: readonly File[];
}

/** The columns of the ledger. */
export const header = [
  "order_id",
  "order_date",
  "customer_email",
  "product",
  "qty",
  "amount",
  "status",
] as const;
/** A column of the ledger. */
export type Column = (typeof header)[number];

/** Eight orders of five customers in 2024 that come to 331.44. */
export const ledger: readonly (readonly string[])[] = [
  ["1001", "2024-01-05", "ann@example.com", "Mug", "2", "19.90", "paid"],
  ["1002", "2024-01-06", "bob@example.com", "Tea pot", "1", "45.00", "paid"],
  ["1003", "2024-01-09", "ann@example.com", "Cup, small", "3", "12.30", "paid"],
  ["1004", "2024-01-15", "cat@example.com", "Kettle", "1", "89.99", "paid"],
  ["1005", "2024-02-01", "dan@example.com", "Spoon set", "4", "27.60", "paid"],
  ["1006", "2024-02-03", "bob@example.com", "Tray", "1", "33.25", "paid"],
  ["1007", "2024-02-10", "eve@example.com", "Jug", "2", "58.40", "paid"],
  ["1008", "2024-02-28", "ann@example.com", "Tea pot", "1", "45.00", "paid"],
];

/** How a table is written. */
export interface Writing {
  readonly delimiter?: string;
  readonly end?: string;
  readonly header?: readonly string[] | null;
  /** False: no line end after the last record. */
  readonly closed?: boolean;
}

const quoted = (cell: string, delimiter: string): string =>
  /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A table as delimited text. */
export function textOf(
  records: readonly (readonly string[])[],
  { delimiter = ",", end = "\n", header: names = header, closed = true }: Writing = {},
): string {
  const lines = [...(names === null ? [] : [names]), ...records].map((record) =>
    record.map((cell) => quoted(cell, delimiter)).join(delimiter),
  );
  return lines.join(end) + (closed ? end : "");
}

/** The ledger with some columns' cells replaced, by a list or by what is made of each cell. */
export function withCells(
  changes: Partial<Record<Column, readonly string[] | ((cell: string, row: number) => string)>>,
): readonly (readonly string[])[] {
  return ledger.map((record, row) =>
    record.map((cell, at) => {
      const change = changes[header[at]!];
      return change === undefined ? cell : typeof change === "function" ? change(cell, row) : change[row]!;
    }),
  );
}

/** A case of one file. */
export const one = (id: string, content: BlobPart, name = `${id}.csv`): HazardCase => ({
  id,
  files: [fileOf(content, name)],
});

/** A case of the ledger with cells replaced. */
export const cells = (id: string, changes: Parameters<typeof withCells>[0]): HazardCase =>
  one(id, textOf(withCells(changes)));

/** A case of the ledger's lines (the header is line 1) after an edit. */
export const lines = (id: string, edit: (lines: string[]) => readonly string[]): HazardCase =>
  one(id, edit(textOf(ledger).trimEnd().split("\n")).join("\n") + "\n");
