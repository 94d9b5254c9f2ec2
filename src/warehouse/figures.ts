/** Counts what the mapped columns of each file hold, from its typed lines and its orders. */
import type { ColumnFigures, FileFigures, ValueCount } from "../orders/figures.ts";
import { canonicalColumns, type CanonicalColumn } from "../orders/plan.ts";
import { tables } from "../orders/schema.ts";
import { literal } from "../sql/literal.ts";
import { lineType, mappedColumns } from "./columns.ts";
import { buyerKey, type SourceFile } from "./group.ts";
import { linesTable, table, type Place } from "./names.ts";
import { placeOf, type From } from "./report.ts";
import { roleOf } from "./roles.ts";
import { readRows } from "./rows.ts";
import { storedFiles } from "./sources.ts";

/** A column of at most so many values has them listed. */
const mostValues = 8;

const keys: readonly CanonicalColumn[] = ["customer_id", "email", "phone"];
const orderColumns = canonicalColumns.filter((column) =>
  tables.all_orders.some(({ name, type }) => name === column && type !== "INTEGER"),
);

/** A column's value as it is counted: keys of customers as they are compared, the rest as read. */
const counted = (column: CanonicalColumn) => (keys.includes(column) ? buyerKey(column) : column);

function columnSelect(column: CanonicalColumn, lines: string): string {
  const type = lineType(column);
  const value = counted(column);
  const bound = (of: "min" | "max") =>
    type === "VARCHAR"
      ? "cast(null as varchar)"
      : type === "TIMESTAMP"
        ? `strftime(${of}(${column}), '%Y-%m-%d')`
        : `cast(${of}(${column}) as varchar)`;
  const distinct = type === "VARCHAR" ? `count(distinct ${value})` : "0";
  return `select
    ${literal(column)} as canonical,
    cast(count(${column}) as bigint) as filled,
    cast(${distinct} as bigint) as distinct_values,
    ${bound("min")} as least,
    ${bound("max")} as most
from ${lines}`;
}

async function columnFigures(
  from: From,
  lines: string,
  columns: readonly CanonicalColumn[],
  signal: AbortSignal | undefined,
): Promise<FileFigures["columns"]> {
  const [engine] = placeOf(from);
  const figures: Partial<Record<CanonicalColumn, ColumnFigures>> = {};
  // One statement a column: each can be stopped, and other statements of the page run between them.
  for (const column of columns) {
    const [row] = await readRows(
      engine,
      columnSelect(column, lines),
      {
        canonical: { kind: "text" },
        filled: { kind: "integer" },
        distinct_values: { kind: "integer" },
        least: { kind: "text", nullable: true },
        most: { kind: "text", nullable: true },
      },
      signal,
    );
    const { filled, distinct_values: distinct, least, most } = row!;
    let values: readonly ValueCount[] = [];
    if (distinct > 0 && distinct <= mostValues && !keys.includes(column))
      values = await readRows(
        engine,
        `select ${column} as text, cast(count(*) as bigint) as records
from ${lines}
where ${column} is not null
group by ${column}
order by records desc, text`,
        { text: { kind: "text" }, records: { kind: "integer" } },
        signal,
      );
    figures[column] = { filled, distinct, values, least, most };
  }
  return figures;
}

/** The orders that a joined file's records belong to; those of a file of refunds have a refund each. */
async function joinedFigures(
  from: From,
  { sourceId, file }: SourceFile,
  place: Place,
  signal: AbortSignal | undefined,
): Promise<Pick<FileFigures, "orders" | "ordersWith" | "paidWithoutTime">> {
  const [row] = await readRows(
    placeOf(from)[0],
    `select orders from ${table(place, "sources")} where source_id = ${sourceId}`,
    { orders: { kind: "integer" } },
    signal,
  );
  const { orders } = row!;
  return {
    orders,
    paidWithoutTime: 0,
    ordersWith: roleOf(file) === "refunds" ? { refund_amount: orders } : {},
  };
}

async function orderFigures(
  from: From,
  { sourceId, file }: SourceFile,
  place: Place,
  columns: readonly CanonicalColumn[],
  signal: AbortSignal | undefined,
): Promise<Pick<FileFigures, "orders" | "ordersWith" | "paidWithoutTime">> {
  const [engine] = placeOf(from);
  if (roleOf(file) !== "orders") return joinedFigures(from, { sourceId, file }, place, signal);
  const known = orderColumns.filter((column) => columns.includes(column));
  const present = (column: CanonicalColumn) =>
    column.endsWith("_amount") ? `${column} <> 0` : `${column} is not null`;
  const counts = [
    ["orders", "true"],
    ["paid_without_time", "paid_at is null and status not in ('unpaid', 'cancelled')"],
    ...known.map((column) => [column, present(column)]),
  ];
  const rows = await readRows(
    engine,
    `select unnest([
    ${counts
      .map(
        ([name, condition]) =>
          `{'name': ${literal(name!)}, 'orders': cast(count(*) filter (${condition!}) as bigint)}`,
      )
      .join(",\n    ")}
], recursive := true)
from ${table(place, "all_orders")}
where source_id = ${sourceId}`,
    { name: { kind: "text" }, orders: { kind: "integer" } },
    signal,
  );
  const count = (name: string) => rows.find((row) => row.name === name)!.orders;
  return {
    orders: count("orders"),
    paidWithoutTime: count("paid_without_time"),
    ordersWith: Object.fromEntries(known.map((column) => [column, count(column)])),
  };
}

/** The figures of every file, in the order of the import. @throws the signal's reason when it is aborted */
export async function readFigures(from: From, signal?: AbortSignal): Promise<readonly FileFigures[]> {
  const [engine, place] = placeOf(from);
  const { files } = await storedFiles(engine, place);
  const figures: FileFigures[] = [];
  for (const source of files) {
    const lines = linesTable(place, source.sourceId);
    const columns = mappedColumns(source.file);
    const [row] = await readRows(
      engine,
      `select cast(count(*) as bigint) as records from ${lines}`,
      { records: { kind: "integer" } },
      signal,
    );
    figures.push({
      name: source.file.name,
      records: row!.records,
      columns: await columnFigures(from, lines, columns, signal),
      ...(await orderFigures(from, source, place, columns, signal)),
    });
  }
  return figures;
}
