/** The one-pass statement that reads a file's records and types them: no table of texts stands between. */
import type { AmountTerm, CanonicalColumn, FilePlan } from "../orders/plan.ts";
import { identifier } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import { cell, extraColumns, has, lineType, mappedColumns, typedCell } from "./columns.ts";
import { numberOf } from "./coerce/number.ts";
import { textOf } from "./coerce/text.ts";
import { recordKind, tellsKinds } from "./record-kind.ts";

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

/** True of files whose records are no money of the shop's orders. */
const bringsNoMoney = ({ role = "orders" }: FilePlan): boolean =>
  (["customers", "products", "costs", "contacts", "reasons"] as const).some((each) => each === role);

const termName = (index: number) => `term_${index + 1}`;

/** The sum of a record's terms; null where all are blank. A term of the order counts on the order's first record. */
function sumOfTerms(terms: readonly AmountTerm[], file: FilePlan): string {
  const first =
    "row_number() over (partition by coalesce(order_id, 'record ' || source_row) order by source_row) = 1";
  const sum = terms.map(({ sign, per }, index) => {
    const term = `coalesce(${termName(index)}, 0)`;
    const counted =
      per === "order" && has(file, "order_id") ? `case when ${first} then ${term} else 0 end` : term;
    return `${sign === 1 ? "+" : "-"} ${counted}`;
  });
  const blank = terms.map((_, index) => `${termName(index)} is null`).join(" and ");
  return `try_cast(case when ${blank} then null else ${sum.join(" ")} end as DECIMAL(18,4))`;
}

/** The amount of one record as DECIMAL(18,4), from its typed columns; null where the file has none. */
export function recordAmount(file: FilePlan): string {
  if (bringsNoMoney(file)) return "cast(null as DECIMAL(18,4))";
  if (file.role === "refunds" && has(file, "refund_amount")) return "refund_amount";
  if (file.amountTerms !== undefined) return sumOfTerms(file.amountTerms, file);
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
 * `source_line`, the mapped columns typed under their canonical names, `record_amount`, `record_kind` (where the file
 * tells kinds apart), `record_hash` (of the raw cells), `unread_cells`, `spare_cells` (null unless a record is too long) and the other columns as text.
 */
export function readStatement(file: FilePlan, name: string): string {
  const mapped = mappedColumns(file);
  const extra = extraColumns(file);
  const cells = file.columns.map((_, index) => cell(index));
  const terms = (file.amountTerms ?? []).map(({ column }, index) => {
    const { reading } = file.columns[column]!;
    const number =
      reading.kind === "number" ? reading : ({ kind: "number", decimal: ".", plain: false } as const);
    return `${numberOf(cell(column), number)} as ${termName(index)}`;
  });
  // A term of the order is found by a window over its records, which leaves them in another order.
  const ordered = (file.amountTerms ?? []).some(({ per }) => per === "order") ? "\norder by source_row" : "";
  const kind = tellsKinds(file) ? `\n    ${recordKind(file)} as record_kind,` : "";
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
        ${[...mapped.map((column) => `${typedCell(file, column)} as ${column}`), ...terms].join(",\n        ")}
    from trimmed
)
select
    source_row,
    source_line,
    ${mapped.map((column) => `${column},`).join("\n    ")}
    ${recordAmount(file)} as record_amount,${kind}
    record_hash,
    cast(${unreadCells(file, mapped)} as utinyint) as unread_cells,
    spare_cells${extra.map(({ index, name: own }) => `,\n    ${cell(index)} as ${identifier(own)}`).join("")}
from typed${ordered};`;
}
