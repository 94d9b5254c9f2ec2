/** Negative records that name no order, attached to the customer's latest earlier order of the product. */
import type { CountingRules } from "../orders/rules.ts";
import { has } from "./columns.ts";
import { buyerKey, countedLines, orderIdOf, orderKey, type SourceFile } from "./group.ts";
import { linesTable, workTable, type Place } from "./names.ts";
import { tellsKinds } from "./record-kind.ts";

/** The product of a record: its id, or its name where it has none; the empty text where the file has no products. */
function productOf({ file }: SourceFile): string {
  const columns = (["product_id", "product_name"] as const).filter((column) => has(file, column));
  return columns.length === 0 ? "''" : `coalesce(${columns.join(", ")})`;
}

/** Kind and key of the record's own buyer, as for orders. */
function buyerOf({ file }: SourceFile, rules: CountingRules): readonly [kind: string, key: string] {
  const columns = rules.identity.filter((column) => has(file, column));
  if (!file.structure.hasCustomerKey || columns.length === 0)
    return ["cast(null as varchar)", "cast(null as varchar)"];
  const pick = (result: (column: string) => string) =>
    `case ${columns.map((column) => `when ${buyerKey(column)} is not null then ${result(column)}`).join(" ")} end`;
  return [pick((column) => `'${column}'`), pick((column) => buyerKey(column))];
}

function records(source: SourceFile, place: Place, rules: CountingRules): string {
  const { sourceId, file } = source;
  const [kind, key] = buyerOf(source, rules);
  return `select
        ${sourceId} as source_id,
        source_row,
        ${orderIdOf(file, rules)} as order_id,
        ${kind} as kind,
        ${key} as key,
        ${productOf(source)} as product,
        ${has(file, "ordered_at") ? "ordered_at" : "cast(null as TIMESTAMP)"} as moment,
        record_amount
    from ${countedLines(linesTable(place, sourceId), rules)}${tellsKinds(file) ? `\n    where record_kind is distinct from 'none'` : ""}`;
}

/**
 * The statement that finds, for each negative record of an order without positive ones, the order that it returns:
 * `order_key`, `amount` (positive), `refunded_at`, `source_id`, `source_row`. Records that find none are not in it.
 * Orders of other stores are never taken.
 */
export function attachStatement(files: readonly SourceFile[], place: Place, rules: CountingRules): string {
  return `create table ${workTable(place, "attached")} as
with records as (
    ${files.map((file) => records(file, place, rules)).join("\n    union all\n    ")}
),
orders as (
    select
        ${orderKey} as order_key,
        source_id,
        order_id,
        store,
        ordered_at,
        has_positive
    from ${workTable(place, "grouped")}
),
placed as (
    select
        records.*,
        coalesce(buyers.customer_id, records.kind || ':' || records.key) as customer_id,
        orders.order_key,
        orders.store,
        orders.ordered_at,
        orders.has_positive
    from records
    join orders using (source_id, order_id)
    left join ${workTable(place, "buyers")} as buyers using (kind, key)
),
bought as (
    select store, customer_id, product, ordered_at, order_key
    from placed
    where record_amount > 0 and customer_id is not null and ordered_at is not null
    qualify row_number() over (
        partition by store, customer_id, product, ordered_at order by order_key desc
    ) = 1
),
returned as (
    select store, customer_id, product, moment, source_id, source_row, -record_amount as amount
    from placed
    where record_amount < 0 and not has_positive and customer_id is not null and moment is not null
)
select
    bought.order_key,
    returned.amount,
    returned.moment as refunded_at,
    returned.source_id,
    returned.source_row
from returned
asof join bought
    on returned.store = bought.store
    and returned.customer_id = bought.customer_id
    and returned.product = bought.product
    and returned.moment >= bought.ordered_at;`;
}
