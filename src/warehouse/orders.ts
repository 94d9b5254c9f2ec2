/** The tables of orders and refunds, from the decided orders. */
import type { CountingRules } from "../orders/rules.ts";
import { tables } from "../orders/schema.ts";
import type { Conversion } from "./currency.ts";
import { refundCounted } from "./decide.ts";
import { countedLines, orderIdOf, type SourceFile } from "./group.ts";
import { linesTable, table, workTable, type Place } from "./names.ts";
import { ofRole } from "./roles.ts";

const summed = [
  "gross_amount",
  "discount_amount",
  "refund_amount",
  "shipping_amount",
  "tax_amount",
  "net_amount",
  "cost_amount",
];

/** The orders as they count: one row each, or one per customer and day where several of a day are one. */
function countedOrders(decided: string, rules: CountingRules): string {
  if (rules.same_day === "keep") return `select * from ${decided}`;
  const sums = [
    ...summed.map((column) => `cast(sum(${column}) as DECIMAL(18,4)) as ${column}`),
    "cast(sum(items) as integer) as items",
  ];
  return `select first.* replace (${[...summed, "items"].map((column) => `days.${column} as ${column}`).join(", ")})
    from ${decided} as first
    join (
        select target_key, ${sums.join(", ")}
        from ${decided}
        group by target_key
    ) as days on days.target_key = first.order_key`;
}

const numbered = new Set(["order_number", "days_since_previous"]);

/**
 * The statements that make `all_orders` and `orders`. Only kept orders of a customer are numbered. With `costs`, an order
 * whose own file has no cost takes the sum of its lines', which is unknown where one of them is.
 */
export function orderStatements(place: Place, rules: CountingRules, costs: boolean): readonly string[] {
  const names = tables.all_orders.map(({ name }) => name);
  const columns = names.map((name) => {
    if (costs && name === "cost_amount")
      return "coalesce(counted.cost_amount, costs.cost_amount) as cost_amount";
    return `${numbered.has(name) ? "numbers" : "counted"}.${name} as ${name}`;
  });
  const window = "over (partition by customer_key order by ordered_at, order_id, order_key)";
  const allOrders = table(place, "all_orders");
  return [
    `create table ${allOrders} as
with counted as (
    ${countedOrders(workTable(place, "decided"), rules)}
),
numbers as (
    select
        order_key,
        cast(row_number() ${window} as integer) as order_number,
        cast(
            date_diff('day', cast(lag(ordered_at) ${window} as date), cast(ordered_at as date)) as integer
        ) as days_since_previous
    from counted
    where excluded_by is null and customer_key is not null
)${
      costs
        ? `,
costs as (
    select
        order_key,
        case when count(cost_amount) = count(*)
            then cast(sum(cost_amount) as DECIMAL(18,4))
        end as cost_amount
    from ${table(place, "order_lines")}
    group by order_key
)`
        : ""
    }
select
    ${columns.join(",\n    ")}
from counted
left join numbers using (order_key)${costs ? "\nleft join costs using (order_key)" : ""};`,
    `create table ${table(place, "orders")} as
select * exclude (excluded_by)
from ${allOrders}
where excluded_by is null;`,
  ];
}

/** The statement that makes `refunds`: the refunds of kept orders, dated where the export dates them. */
export function refundsStatement(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
  { money }: Conversion,
): string {
  const decided = workTable(place, "decided");
  const columns = "order_id, customer_key, refunded_at, amount, source_id, source_row";
  const none = `create table ${table(place, "refunds")} as
select
    order_id, customer_key, refunded_at, refund_amount as amount, source_id,
    first_row as source_row
from ${decided}
where false;`;
  if (rules.refunds === "ignore") return none;
  const records = ofRole(files, "orders").map(
    ({ sourceId, file }) => `select
        orders.order_key,
        ${"ordered_at" in file.mapping ? "lines.ordered_at" : "cast(null as TIMESTAMP)"} as refunded_at,
        -lines.record_amount as amount,
        ${sourceId} as source_id,
        lines.source_row
    from (
        select *, ${orderIdOf(file, rules)} as order_ref
        from ${countedLines(linesTable(place, sourceId), rules)}
        where record_amount < 0
    ) as lines
    join ${decided} as orders on orders.source_id = ${sourceId} and orders.order_id = lines.order_ref
    where orders.has_positive`,
  );
  const joined =
    ofRole(files, "refunds").length > 0
      ? `
    union all
    select order_key, moment as refunded_at, abs(amount) as amount, source_id, source_row
    from ${workTable(place, "joined")}
    where role = 'refunds' and fate is null and amount <> 0`
      : "";
  const attached =
    rules.unattached_negative === "attach_latest"
      ? `
    union all
    select order_key, refunded_at, amount, source_id, source_row
    from ${workTable(place, "attached")}`
      : "";
  return `create table ${table(place, "refunds")} as
with records as (
    ${records.join("\n    union all\n    ")}${joined}${attached}
),
stated as (
    select
        orders.order_key,
        orders.refunded_at,
        orders.refund_whole - coalesce(sums.amount, 0) as amount,
        orders.source_id,
        orders.first_row as source_row
    from ${decided} as orders
    left join (
        select order_key, sum(amount) as amount from records group by order_key
    ) as sums using (order_key)
    where orders.refund_whole > coalesce(sums.amount, 0)
),
refunds as (
    select * from records
    union all
    select * from stated
),
counted as (
    select
        refunds.order_key,
        target.order_id,
        orders.customer_key,
        refunds.refunded_at,
        orders.exported_currency as currency,
        cast(refunds.amount as DECIMAL(18,4)) as whole,
        orders.goods,
        orders.before,
        refunds.source_id,
        refunds.source_row
    from refunds
    join ${decided} as orders using (order_key)
    join ${decided} as target on target.order_key = orders.target_key
    where orders.excluded_by is null
)
select ${columns.replace("amount", `cast(${money(refundCounted(rules, "whole"))} as DECIMAL(18,4)) as amount`)}
from counted
order by source_id, source_row;`;
}
