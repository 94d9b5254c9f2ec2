/** The columns of the orders' tables, as a result has them. */
import { tables, type TableColumn, type TableName } from "../orders/schema.ts";
import type { ColumnSpec, ColumnSpecs } from "../sql/columns.ts";

const kinds: Readonly<Record<TableColumn["type"], ColumnSpec["kind"]>> = {
  VARCHAR: "text",
  INTEGER: "integer",
  BIGINT: "integer",
  "DECIMAL(18,4)": "number",
  TIMESTAMP: "timestamp",
  DATE: "date",
  BOOLEAN: "boolean",
};

const unitOf = ({ name, type }: TableColumn): ColumnSpec["unit"] =>
  type === "DECIMAL(18,4)" && name !== "quantity" ? "money" : name.startsWith("days_") ? "days" : undefined;

/** Returns the columns of a table of the orders, all of which may be null; null where there is no such table. */
export function orderColumns(table: string): ColumnSpecs | null {
  const name = table.toLowerCase();
  if (!Object.hasOwn(tables, name)) return null;
  return Object.fromEntries(
    tables[name as TableName].map((column) => {
      const unit = unitOf(column);
      return [column.name, { kind: kinds[column.type], nullable: true, ...(unit && { unit }) }];
    }),
  );
}
