/** What the card of one customer asks of the orders: figures, every day with money, the orders and their lines. */
import type { AnyAnalysis, Telling } from "../analyses/analysis.ts";
import { addDays } from "../base/calendar.ts";
import { statementsOf, type CheckedParams } from "../runtime/statements.ts";
import type { ColumnSpecs, RowOf } from "../sql/columns.ts";
import { composePart } from "../sql/compose.ts";
import { identifier } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import { parseParams } from "../sql/parse-params.ts";
import type { ParamSpecs } from "../sql/params.ts";
import type { Context } from "../sql/query.ts";

/**
 * The figures of one customer up to the as-of date. `usual_gap`: the median of the days between consecutive days with
 * an order, of which there are `gaps`; null without any. The dates are null and the counts 0 where nothing was ordered.
 */
export const cardColumns = {
  orders: { kind: "integer", unit: "count" },
  net_amount: { kind: "number", unit: "money" },
  first_ordered_on: { kind: "date", nullable: true },
  last_ordered_on: { kind: "date", nullable: true },
  usual_gap: { kind: "number", nullable: true, unit: "days" },
  gaps: { kind: "integer", unit: "count" },
} as const satisfies ColumnSpecs;

/** The figures of one customer. */
export type CardRow = RowOf<typeof cardColumns>;

/** A day on which the customer ordered, or on which a refund is booked: `orders` is 0 where only that. Ascending. */
export const cardDayColumns = {
  ordered_on: { kind: "date" },
  orders: { kind: "integer", unit: "count" },
  net_amount: { kind: "number", unit: "money" },
} as const satisfies ColumnSpecs;

/** A day of one customer. */
export type CardDay = RowOf<typeof cardDayColumns>;

/** An order of one customer, the latest first. `lines` counts its lines. */
export const cardOrderColumns = {
  order_id: { kind: "text" },
  source_id: { kind: "integer" },
  ordered_at: { kind: "timestamp" },
  days_since_previous: { kind: "integer", nullable: true, unit: "days" },
  net_amount: { kind: "number", nullable: true, unit: "money" },
  status: { kind: "text", nullable: true },
  channel: { kind: "text", nullable: true },
  lines: { kind: "integer", unit: "count" },
} as const satisfies ColumnSpecs;

/** An order of one customer. */
export type CardOrder = RowOf<typeof cardOrderColumns>;

/** A line of an order, as exported, in the order of the order. */
export const cardLineColumns = {
  product: { kind: "text", nullable: true },
  quantity: { kind: "number", nullable: true },
  net_amount: { kind: "number", nullable: true, unit: "money" },
} as const satisfies ColumnSpecs;

/** A value of a column of the customer files. */
export const cardAttributeColumns = {
  name: { kind: "text" },
  value: { kind: "text" },
} as const satisfies ColumnSpecs;

/** CTEs: the orders of a customer up to the date, and the money of each day by the rule for refunds. */
const history = (customer: string, { as_of, refund_policy }: Context) => `with placed as (
    -- every order that counts, whatever the notebook filters
    select *
    from main.orders
    where
        customer_id = ${literal(customer)}
        and ordered_at < ${literal({ date: addDays(as_of, 1) })}
),
booked as (
    select
        cast(ordered_at as date) as ordered_on,
        1 as orders,
        coalesce(net_amount, 0) as net_amount
    from placed${
      refund_policy === "at_refund_date"
        ? `
    union all
    -- refunds that are known by the date, on their own days
    select
        cast(coalesce(r.refunded_at, o.ordered_at) as date),
        0,
        -r.amount
    from main.refunds as r
    inner join placed as o
        on o.order_id = r.order_id
        and o.customer_key is not distinct from r.customer_key
    where
        coalesce(r.refunded_at, o.ordered_at)
        < ${literal({ date: addDays(as_of, 1) })}`
        : ""
    }
),
day as (
    select ordered_on, sum(orders) as orders, sum(net_amount) as net_amount
    from booked
    group by ordered_on
)`;

/** One row of {@link cardColumns}. */
export function askCard(customer: string, context: Context): string {
  return `${history(customer, context)},
gap as (
    select ordered_on - lag(ordered_on) over (order by ordered_on) as days
    from day
    where orders > 0
)
select
    cast(coalesce(sum(orders), 0) as integer) as orders,
    cast(coalesce(sum(net_amount), 0) as double) as net_amount,
    cast(min(ordered_on) filter (orders > 0) as date) as first_ordered_on,
    cast(max(ordered_on) filter (orders > 0) as date) as last_ordered_on,
    (select cast(median(days) as double) from gap) as usual_gap,
    (select cast(count(days) as integer) from gap) as gaps
from day`;
}

/** The days of {@link cardDayColumns}, all of them. */
export function askCardDays(customer: string, context: Context): string {
  return `${history(customer, context)}
select
    cast(ordered_on as date) as ordered_on,
    cast(orders as integer) as orders,
    cast(net_amount as double) as net_amount
from day
order by ordered_on`;
}

/** Orders of {@link cardOrderColumns} from `offset` on. */
export function askCardOrders(
  customer: string,
  context: Context,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): string {
  return `${history(customer, context)},
shown as (
    select *
    from placed
    order by ordered_at desc, order_id desc, source_id desc
    limit ${limit} offset ${offset}
),
line_count as (
    select l.order_id, l.source_id, count(*) as lines
    from main.order_lines as l
    semi join shown as s
        on s.order_id = l.order_id and s.source_id = l.source_id
    group by l.order_id, l.source_id
)
select
    cast(s.order_id as varchar) as order_id,
    cast(s.source_id as integer) as source_id,
    cast(s.ordered_at as timestamp) as ordered_at,
    cast(s.days_since_previous as integer) as days_since_previous,
    cast(s.net_amount as double) as net_amount,
    cast(s.status as varchar) as status,
    cast(s.channel as varchar) as channel,
    cast(coalesce(c.lines, 0) as integer) as lines
from shown as s
left join line_count as c
    on c.order_id = s.order_id and c.source_id = s.source_id
order by s.ordered_at desc, s.order_id desc, s.source_id desc`;
}

/** The lines of {@link cardLineColumns} of one order. */
export function askCardLines({ order_id, source_id }: Pick<CardOrder, "order_id" | "source_id">): string {
  return `select
    cast(coalesce(product_name, product_id) as varchar) as product,
    cast(quantity as double) as quantity,
    cast(net_amount as double) as net_amount
from main.order_lines
where order_id = ${literal(order_id)} and source_id = ${source_id}
order by line_number, source_row`;
}

/** The values of {@link cardAttributeColumns} that the customer files give, in the order of `names`; null without names. */
export function askCardAttributes(customer: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const values = names.map((name) => `        cast(${identifier(name)} as varchar)`);
  return `with attribute as (
    select
        unnest(${literal(names)}) as name,
        unnest([
    ${values.join(",\n    ")}
        ]) as value,
        unnest(range(${names.length})) as position
    from main.customer_attributes
    where customer_id = ${literal(customer)}
)
select cast(name as varchar) as name, cast(value as varchar) as value
from attribute
where value is not null
order by position, value`;
}

/** The segment of a customer as of the date. */
export const cardSegmentColumns = { segment: { kind: "text" } } as const satisfies ColumnSpecs;

/** What gives the customer's segment by rfm as it is first opened, over all orders; null where rfm cannot be answered. */
export function askCardSegment(
  customer: string,
  analyses: readonly AnyAnalysis[],
  telling: Telling,
): string | null {
  const rfm = analyses.find(({ id }) => id === "rfm");
  if (!rfm) return null;
  const params = parseParams(rfm.params as ParamSpecs, {}) as CheckedParams;
  const { facts, context } = telling;
  const isMissing = rfm.needs.some((column) => !facts.filled.includes(column));
  if (isMissing || rfm.check?.(params as never, telling)) return null;
  const all = { ...context, counted_from: null, counted_through: null };
  return composePart(
    statementsOf(rfm, params, all).sql,
    `select cast(segment as varchar) as segment
from result
where customer_id = ${literal(customer)}`,
  );
}
