/** The lines of kept orders, and the customers and products that follow from orders and lines. */
import type { CountingRules } from "../orders/rules.ts";
import { createTable } from "../orders/schema.ts";
import { has } from "./columns.ts";
import type { Conversion } from "./currency.ts";
import { countedLines, orderIdOf, type SourceFile } from "./group.ts";
import { linesTable, table, workTable, type Place } from "./names.ts";

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
  return file.structure.record === "line" || lineColumns.some((column) => has(file, column));
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
const together = "orders.last_row - orders.first_row + 1 = orders.records";

/** True where every record of a kept order is a line of that order. */
function keepsEveryLine(rules: CountingRules): boolean {
  return (
    rules.duplicate_records === "keep" &&
    rules.unattached_negative !== "attach_latest" &&
    rules.same_day === "keep" &&
    rules.refunds !== "ignore"
  );
}

/** The lines of a file's kept orders as far as `which` holds of the order, with their `line_number` where it is known. */
function lineSelect(
  source: SourceFile,
  place: Place,
  rules: CountingRules,
  conversion: Conversion,
  which: { readonly condition: string; readonly lineNumber: string },
): string {
  const { sourceId, file } = source;
  const decided = workTable(place, "decided");
  const pick = (column: (typeof lineColumns)[number] | "line_cost", type: string) =>
    has(file, column) ? `lines.${column}` : none(type);
  const money = (amount: string) =>
    amount.startsWith("cast(null") ? amount : conversion.money(amount, "orders.exported_currency");
  const names = [pick("product_id", "VARCHAR"), pick("product_name", "VARCHAR")];
  const attach = rules.unattached_negative === "attach_latest";
  // A negative record that was attached belongs to the order that it returns, not to its own.
  const own = `orders.source_id = ${sourceId} and orders.order_id = lines.order_ref`;
  const join = attach
    ? `left join (
        select source_row, order_key from ${workTable(place, "attached")} where source_id = ${sourceId}
    ) as attached using (source_row)
    join ${decided} as orders
        on orders.order_key = coalesce(attached.order_key, lines.own_key)`
    : `join ${decided} as orders on ${own}`;
  const from = `(
        select *, ${orderIdOf(file, rules)} as order_ref
        from ${countedLines(linesTable(place, sourceId), rules)}
    )`;
  const lines = attach
    ? `(
        select lines.*, orders.order_key as own_key
        from ${from} as lines
        join ${decided} as orders on ${own}
    )`
    : from;
  const ignored = rules.refunds === "ignore" ? "\n        and coalesce(lines.record_amount, 0) >= 0" : "";
  const sameDay = rules.same_day === "one";
  return `select
        ${sameDay ? "target" : "orders"}.order_id,
        ${sameDay ? "target" : "orders"}.order_key,
        orders.customer_key,
        ${sameDay ? "target" : "orders"}.ordered_at,
        ${which.lineNumber} as line_number,
        coalesce(${names.join(", ")}) as product_id,
        ${pick("product_name", "VARCHAR")} as product_name,
        ${pick("category", "VARCHAR")} as category,
        ${pick("quantity", "DECIMAL(18,4)")} as quantity,
        ${money(pick("unit_price", "DECIMAL(18,4)"))} as unit_price,
        ${money(lineAmount(source))} as net_amount,
        ${money(pick("line_cost", "DECIMAL(18,4)"))} as cost_amount,
        ${sourceId} as source_id,
        lines.source_row
    from ${lines} as lines
    ${join}${sameDay ? `\n    join ${decided} as target on target.order_key = orders.target_key` : ""}
    where orders.excluded_by is null and ${which.condition}${ignored}`;
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
  const select = (condition: string, lineNumber: string) =>
    withLines
      .map((file) => lineSelect(file, place, rules, conversion, { condition, lineNumber }))
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
    order_key`;
  // A window over all lines would hold them all at once: only lines that stand apart are numbered by one.
  const numberOfLine = "row_number() over (partition by order_key order by source_id, source_row)";
  const apart = `${columns(numberOfLine)}
from (
    ${select(keepsEveryLine(rules) ? `not (${together})` : "true", "null")}
)`;
  if (!keepsEveryLine(rules)) return `create table ${name} as\n${apart};`;
  return `create table ${name} as
${columns("line_number")}
from (
    ${select(together, "lines.source_row - orders.first_row + 1")}
)
union all
${apart};`;
}

/** The statement that makes `products`, from lines that still have their `order_key`, in the order of their ids. */
export function productsStatement(place: Place, lines: boolean): string {
  const name = table(place, "products");
  if (!lines) return createTable("products", name);
  return `create table ${name} as
select
    product_id,
    arg_max(product_name, ordered_at) as product_name,
    arg_max(category, ordered_at) as category,
    min(ordered_at) as first_sold_at,
    cast(count(distinct order_key) as integer) as orders,
    cast(sum(quantity) as DECIMAL(18,4)) as quantity,
    cast(sum(net_amount) as DECIMAL(18,4)) as net_amount
from ${table(place, "order_lines")}
where product_id is not null
group by product_id
order by product_id;`;
}

/** The statement that makes `customers`: those with at least one kept order, by key. */
export function customersStatement(place: Place, lines: boolean): string {
  const firstProducts = lines
    ? `first_products as (
    select customer_key, arg_min(product_id, source_id * 4294967296 + source_row) as first_product_id
    from ${table(place, "order_lines")}
    semi join first_orders using (order_id, source_id)
    group by customer_key
)`
    : `first_products as (
    select cast(null as integer) as customer_key, cast(null as varchar) as first_product_id
    where false
)`;
  return `create table ${table(place, "customers")} as
with first_orders as (
    select customer_key, order_id, source_id, channel as first_channel
    from ${table(place, "orders")}
    where order_number = 1
),
${firstProducts},
birthdays as (
    select customer_key, min(birthday) as birthday
    from ${workTable(place, "decided")}
    where excluded_by is null and birthday is not null
    group by customer_key
),
customers as (
    select
        any_value(customer_id) as customer_id,
        customer_key,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at,
        cast(count(*) as integer) as orders,
        cast(sum(net_amount) as DECIMAL(18,4)) as net_amount,
        cast(sum(cost_amount) as DECIMAL(18,4)) as cost_amount
    from ${table(place, "orders")}
    where customer_key is not null
    group by customer_key
)
select
    customers.*,
    first_orders.first_channel,
    first_products.first_product_id,
    birthdays.birthday
from customers
left join first_orders using (customer_key)
left join first_products using (customer_key)
left join birthdays using (customer_key)
order by customer_key;`;
}
