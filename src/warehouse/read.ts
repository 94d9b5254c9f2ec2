/** The one-pass statement that reads a file's records and types them: no table of texts stands between. */
import type { CanonicalColumn, FilePlan } from "../orders/plan.ts";
import { identifier } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import { cell, extraColumns, has, lineType, mappedColumns, typedCell } from "./columns.ts";
import { textOf } from "./coerce/text.ts";

/** Cells beyond the last column that a record may have; they are kept together as `spare_cells`. */
const spareCount = 8;

const spare = Array.from({ length: spareCount }, (_, index) => `s${index + 1}`);

/**
 * The longest record in bytes, above the 16 MiB that the scanner lets pass; a rewritten one may have every quote doubled.
 * The buffer holds two of them: left to itself the engine would take sixteen.
 */
const longestRecord = { original: 17_000_000, normalised: 34_000_000 };

/**
 * The file's records as texts: `source_row` (header = 0), `source_line` (the physical line, null where the engine
 * reads the original bytes), `c1`, `c2`, … and the spare cells. Records up to the header have numbers below 1.
 */
export function rawRecords(file: FilePlan): string {
  const normalised = file.reader === "normalised";
  const delimiter = normalised || file.dialect.delimiter === "whitespace" ? "," : file.dialect.delimiter;
  const quote = normalised ? '"' : (file.dialect.quote ?? "");
  const newline = { "\n": "\\n", "\r\n": "\\r\\n", "\r": "\\r" }[normalised ? "\n" : file.dialect.newline];
  const cells = file.columns.map((_, index) => cell(index));
  const names = [...(normalised ? ["record", "line"] : []), ...cells, ...spare];
  const columns = names.map((name) => `'${name}': 'varchar'`).join(", ");
  const row = normalised
    ? "cast(record as integer)"
    : `cast(row_number() over () - ${file.skipRecords} as integer)`;
  const line = normalised ? "cast(line as bigint)" : "cast(null as bigint)";
  return `select
    ${row} as source_row,
    ${line} as source_line,
    ${[...cells, ...spare].join(", ")}
from read_csv(
    ${literal(`import/${file.attachedAs}`)},
    auto_detect = false,
    header = false,
    columns = {${columns}},
    delim = ${literal(delimiter)},
    quote = ${literal(quote)},
    escape = ${literal(quote)},
    new_line = '${newline}',
    null_padding = true,
    max_line_size = ${longestRecord[file.reader]},
    buffer_size = ${2 * longestRecord[file.reader]},
    parallel = false
)`;
}

/** The amount of one record as DECIMAL(18,4), from its typed columns; null where the file has none. */
export function recordAmount(file: FilePlan): string {
  if (file.role === "customers" || file.role === "products" || file.role === "costs")
    return "cast(null as DECIMAL(18,4))";
  if (file.role === "refunds" && has(file, "refund_amount")) return "refund_amount";
  if (file.structure.amount === "quantity_times_price") {
    if (!has(file, "unit_price")) return "cast(null as DECIMAL(18,4))";
    const quantity = has(file, "quantity") ? "quantity * " : "";
    const discount = has(file, "line_discount") ? " - coalesce(line_discount, 0)" : "";
    return `try_cast(${quantity}unit_price${discount} as DECIMAL(18,4))`;
  }
  if (has(file, "net_amount")) return "net_amount";
  return has(file, "line_amount") ? "line_amount" : "cast(null as DECIMAL(18,4))";
}

/** True when the file's plan names a column that gives an amount. */
export function hasAmount(file: FilePlan): boolean {
  return !recordAmount(file).startsWith("cast(null");
}

/** Counts the cells of a record that hold something which could not be read as its column's amount or moment. */
function unreadCells(file: FilePlan, columns: readonly CanonicalColumn[]): string {
  const counts = columns
    .filter((column) => lineType(column) !== "VARCHAR")
    .map((column) => {
      const raw = cell(file.mapping[column]!);
      return `case when ${column} is null and ${raw} is not null then 1 else 0 end`;
    });
  return counts.length === 0 ? "0" : counts.join("\n        + ");
}

/**
 * The statement that makes a file's typed lines: one row per record, in the file's order, with `source_row`,
 * `source_line`, the mapped columns typed under their canonical names, `record_amount`, `record_hash` (of the raw
 * cells), `unread_cells`, `spare_cells` (null unless a record is too long) and the other columns as text.
 */
export function readStatement(file: FilePlan, name: string): string {
  const mapped = mappedColumns(file);
  const extra = extraColumns(file);
  const cells = file.columns.map((_, index) => cell(index));
  const spareCells = `case when ${spare.map((s) => `${s} is null`).join(" and ")} then null else concat_ws(' | ', ${spare.join(", ")}) end`;
  return `create table ${name} as
with raw as not materialized (
    ${rawRecords(file).replaceAll("\n", "\n    ")}
),
trimmed as not materialized (
    select
        source_row,
        source_line,
        hash(${cells.join(", ")}) as record_hash,
        ${spareCells} as spare_cells,
        ${cells.map((name) => `${textOf(name)} as ${name}`).join(",\n        ")}
    from raw
    where source_row > 0
),
typed as not materialized (
    select
        *,
        ${mapped.map((column) => `${typedCell(file, column)} as ${column}`).join(",\n        ")}
    from trimmed
)
select
    source_row,
    source_line,
    ${mapped.map((column) => `${column},`).join("\n    ")}
    ${recordAmount(file)} as record_amount,
    record_hash,
    cast(${unreadCells(file, mapped)} as utinyint) as unread_cells,
    spare_cells${extra.map(({ index, name: own }) => `,\n    ${cell(index)} as ${identifier(own)}`).join("")}
from typed;`;
}
