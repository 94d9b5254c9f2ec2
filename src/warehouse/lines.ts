/** The lines of kept orders: the records of their own file, or those of the items joined to them. */
import type { CountingRules } from "../orders/rules.ts";
import { createTable } from "../orders/schema.ts";
import { has } from "./columns.ts";
import type { Conversion } from "./currency.ts";
import { countedLines, orderIdOf, type SourceFile } from "./group.ts";
import { costFiles, productJoins } from "./joined-products.ts";
import { linesTable, table, workTable, type Place } from "./names.ts";
import { ofRole, roleOf } from "./roles.ts";

const lineColumns = [
  "product_id",
  "product_name",
  "category",
  "quantity",
  "unit_price",
  "line_amount",
] as const;

/** True when a file's records say what was bought. */
export function hasLines({ file }: SourceFile): boolean {
  if (roleOf(file) !== "orders") return roleOf(file) === "items";
  return file.structure.record === "line" || lineColumns.some((column) => has(file, column));
}

/** Units of a record: where only a unit's price is given, the record's amount is one unit's, as in Olist's items. */
function unitsOf({ file }: SourceFile): string {
  if (has(file, "quantity")) return "lines.quantity";
  return has(file, "unit_price") ? "cast(1 as DECIMAL(18,4))" : "cast(null as DECIMAL(18,4))";
}

/** True when an order's cost is the sum of what its lines cost by the files joined to it. */
export function joinsCosts(files: readonly SourceFile[]): boolean {
  return (
    files.some(hasLines) &&
    (costFiles(files).length > 0 || ofRole(files, "items").some(({ file }) => has(file, "line_cost")))
  );
}

const none = (type: string) => `cast(null as ${type})`;

function lineAmount({ file }: SourceFile): string {
  if (has(file, "line_amount")) return "lines.line_amount";
  if (file.structure.amount !== "once_per_order") return "lines.record_amount";
  if (!has(file, "unit_price")) return none("DECIMAL(18,4)");
  const quantity = has(file, "quantity") ? "lines.quantity * " : "";
  const discount = has(file, "line_discount") ? " - coalesce(lines.line_discount, 0)" : "";
  return `try_cast(${quantity}lines.unit_price${discount} as DECIMAL(18,4))`;
}

/** Orders whose records stand one after the other: a line's number is its distance from the first. */
const together = {
  own: "orders.last_row - orders.first_row + 1 = orders.records",
  items: "orders.item_last_row - orders.item_first_row + 1 = orders.item_records",
};

/** True where every record of a kept order is a line of that order. */
function keepsEveryLine(rules: CountingRules): boolean {
  return (
    rules.duplicate_records === "keep" &&
    rules.unattached_negative !== "attach_latest" &&
    rules.same_day === "keep" &&
    rules.refunds !== "ignore"
  );
}

/** Which lines: all, or those of orders whose records stand together (with their `line_number`) or apart. */
type Which = "all" | "together" | "apart";

/** The records of a file as `lines`, joined to their orders as `orders`; an order with items has no other lines. */
function recordsOfOrders(source: SourceFile, place: Place, rules: CountingRules): string {
  const { sourceId, file } = source;
  const decided = workTable(place, "decided");
  if (roleOf(file) === "items")
    return `${linesTable(place, sourceId)} as lines
    join ${workTable(place, "joined")} as joined
        on joined.source_id = ${sourceId} and joined.source_row = lines.source_row and joined.fate is null
    join ${decided} as orders on orders.order_key = joined.order_key`;
  const from = `(
        select *, ${orderIdOf(file, rules)} as order_ref
        from ${countedLines(linesTable(place, sourceId), rules)}
    )`;
  const own = `orders.source_id = ${sourceId} and orders.order_id = lines.order_ref`;
  if (rules.unattached_negative !== "attach_latest")
    return `${from} as lines
    join ${decided} as orders on ${own}`;
  // A negative record that was attached belongs to the order that it returns, not to its own.
  return `(
        select lines.*, orders.order_key as own_key
        from ${from} as lines
        join ${decided} as orders on ${own}
    ) as lines
    left join (
        select source_row, order_key from ${workTable(place, "attached")} where source_id = ${sourceId}
    ) as attached using (source_row)
    join ${decided} as orders
        on orders.order_key = coalesce(attached.order_key, lines.own_key)`;
}

/** The lines of a file's kept orders. */
function lineSelect(
  source: SourceFile,
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
  conversion: Conversion,
  which: Which,
): string {
  const { sourceId, file } = source;
  const isItems = roleOf(file) === "items";
  const pick = (column: (typeof lineColumns)[number] | "line_cost", type: string) =>
    has(file, column) ? `lines.${column}` : none(type);
  const money = (amount: string) =>
    amount.startsWith("cast(null") ? amount : conversion.money(amount, "orders.exported_currency");
  const product = `coalesce(${pick("product_id", "VARCHAR")}, ${pick("product_name", "VARCHAR")})`;
  const units = unitsOf(source);
  const from = productJoins(files, place, {
    product,
    name: pick("product_name", "VARCHAR"),
    category: pick("category", "VARCHAR"),
    cost: pick("line_cost", "DECIMAL(18,4)"),
    units,
    moment: "orders.ordered_at",
  });
  const sameDay = rules.same_day === "one";
  const target = sameDay ? "target" : "orders";
  const condition = together[isItems ? "items" : "own"];
  const conditions = [
    "orders.excluded_by is null",
    ...(which === "all" ? [] : [which === "together" ? condition : `not (${condition})`]),
    ...(isItems ? [] : ["orders.item_records is null"]),
    ...(rules.refunds === "ignore" ? ["coalesce(lines.record_amount, 0) >= 0"] : []),
  ];
  const first = isItems ? "orders.item_first_row" : "orders.first_row";
  return `select
        ${target}.order_id,
        ${target}.order_key,
        orders.customer_key,
        ${target}.ordered_at,
        ${which === "together" ? `lines.source_row - ${first} + 1` : "null"} as line_number,
        ${product} as product_id,
        ${from.name} as product_name,
        ${from.category} as category,
        ${isItems ? units : pick("quantity", "DECIMAL(18,4)")} as quantity,
        ${money(pick("unit_price", "DECIMAL(18,4)"))} as unit_price,
        ${money(lineAmount(source))} as net_amount,
        ${money(from.cost)} as cost_amount,
        ${target}.source_id,
        lines.source_row,
        ${sourceId} as record_source_id
    from ${recordsOfOrders(source, place, rules)}${sameDay ? `\n    join ${workTable(place, "decided")} as target on target.order_key = orders.target_key` : ""}${from.joins}
    where ${conditions.join(" and ")}`;
}

/**
 * The statement that makes `order_lines` from the records of kept orders, with a working column `order_key` at the end
 * where there are lines.
 */
export function linesStatement(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
  conversion: Conversion,
): string {
  const name = table(place, "order_lines");
  const withLines = files.filter(hasLines);
  if (withLines.length === 0) return createTable("order_lines", name);
  const select = (which: Which) =>
    withLines
      .map((file) => lineSelect(file, files, place, rules, conversion, which))
      .join("\n    union all\n    ");
  const columns = (lineNumber: string) => `select
    order_id,
    customer_key,
    ordered_at,
    cast(${lineNumber} as integer) as line_number,
    product_id,
    product_name,
    category,
    quantity,
    unit_price,
    cast(net_amount as DECIMAL(18,4)) as net_amount,
    cost_amount,
    source_id,
    source_row,
    record_source_id,
    order_key`;
  // A window over all lines would hold them all at once: only lines that stand apart are numbered by one.
  const numberOfLine = "row_number() over (partition by order_key order by record_source_id, source_row)";
  const apart = (which: Which) => `${columns(numberOfLine)}
from (
    ${select(which)}
)`;
  if (!keepsEveryLine(rules)) return `create table ${name} as\n${apart("all")};`;
  return `create table ${name} as
${columns("line_number")}
from (
    ${select("together")}
)
union all
${apart("apart")};`;
}
