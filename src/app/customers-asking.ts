/** What the panel of customers asks of the orders: figures of a set of customers, and the customers themselves. */
import { addDays } from "../base/calendar.ts";
import { composePart } from "../sql/compose.ts";
import { literal } from "../sql/literal.ts";
import type { ColumnSpecs, RowOf } from "../sql/columns.ts";

/** The columns of one customer. `days` are the days of the counted orders, as days since 1970, with spaces between. */
export const customerColumns = {
  customer_id: { kind: "text" },
  first_ordered_on: { kind: "date" },
  last_ordered_on: { kind: "date", nullable: true },
  orders: { kind: "integer" },
  net_amount: { kind: "number", unit: "money" },
  days: { kind: "text" },
} as const satisfies ColumnSpecs;

/** One customer. */
export type CustomerRow = RowOf<typeof customerColumns>;

/** The columns of what a customer can be reached by. */
export const contactColumns = {
  customer_id: { kind: "text" },
  email: { kind: "text", nullable: true },
  phone: { kind: "text", nullable: true },
  /** The country of the latest order that has one, as exported. */
  country: { kind: "text", nullable: true },
} as const satisfies ColumnSpecs;

/** What a customer can be reached by, as exported. */
export type ContactRow = RowOf<typeof contactColumns>;

/** The columns that a list can be sorted by. */
export const sortable = ["customer_id", "orders", "net_amount", "last_ordered_on"] as const;

/** How a list is sorted. */
export interface CustomerSort {
  readonly by: (typeof sortable)[number];
  readonly descending: boolean;
}

/** The figures of a set of customers. */
export const figureColumns = {
  customers: { kind: "integer" },
  orders: { kind: "integer" },
  net_amount: { kind: "number", unit: "money" },
  median_days: { kind: "number", nullable: true, unit: "days" },
  first_day: { kind: "date", nullable: true },
} as const satisfies ColumnSpecs;

/** CTEs over `result`, the SELECT of customer_keys: what each of them ordered up to `asOf`, as far as it is counted. */
const listed = (asOf: string) => `with counted as (
    select
        o.customer_key,
        count(*) as orders,
        coalesce(sum(o.net_amount), 0) as net_amount,
        cast(max(o.ordered_at) as date) as last_ordered_on,
        string_agg(
            cast(cast(o.ordered_at as date) - date '1970-01-01' as varchar),
            ' ' order by o.ordered_at
        ) as days
    from orders as o
    semi join result as r on r.customer_key = o.customer_key
    where o.ordered_at < ${literal({ date: addDays(asOf, 1) })}
    group by o.customer_key
),
listed as (
    select
        c.customer_id,
        cast(c.first_ordered_at as date) as first_ordered_on,
        n.last_ordered_on,
        coalesce(n.orders, 0) as orders,
        coalesce(n.net_amount, 0) as net_amount,
        coalesce(n.days, '') as days
    from result as r
    inner join main.customers as c on c.customer_key = r.customer_key
    left join counted as n on n.customer_key = r.customer_key
)`;

/** The figures of the customers that a SELECT of customer_keys gives, as of a day; one row of {@link figureColumns}. */
export function askFigures(members: string, asOf: string): string {
  return composePart(
    members,
    `${listed(asOf)}
select
    cast(count(*) as integer) as customers,
    cast(coalesce(sum(orders), 0) as integer) as orders,
    cast(coalesce(sum(net_amount), 0) as double) as net_amount,
    cast(median(${literal({ date: asOf })} - last_ordered_on) as double)
        as median_days,
    cast(min(first_ordered_on) as date) as first_day
from listed`,
  );
}

/** Customers of a SELECT of customer_keys, sorted, from `offset` on; all of them where `limit` is null. */
export function askCustomers(
  members: string,
  asOf: string,
  { by, descending }: CustomerSort,
  page: { readonly offset: number; readonly limit: number } | null,
): string {
  return composePart(
    members,
    [
      listed(asOf),
      "select",
      "    cast(customer_id as varchar) as customer_id,",
      "    cast(first_ordered_on as date) as first_ordered_on,",
      "    cast(last_ordered_on as date) as last_ordered_on,",
      "    cast(orders as integer) as orders,",
      "    cast(net_amount as double) as net_amount,",
      "    cast(days as varchar) as days",
      "from listed",
      `order by ${by} ${descending ? "desc" : "asc"} nulls last, customer_id`,
      ...(page ? [`limit ${page.limit} offset ${page.offset}`] : []),
    ].join("\n"),
  );
}

/** What the customers of a SELECT of customer_keys can be reached by, ordered by who they are. */
export function askContacts(members: string): string {
  return composePart(
    members,
    `with countries as (
    select o.customer_key, arg_max(o.country, o.ordered_at) as country
    from main.orders as o
    semi join result as r on r.customer_key = o.customer_key
    where o.country is not null
    group by o.customer_key
)
select
    cast(c.customer_id as varchar) as customer_id,
    cast(c.email as varchar) as email,
    cast(c.phone as varchar) as phone,
    cast(n.country as varchar) as country
from result as r
inner join main.customers as c on c.customer_key = r.customer_key
left join countries as n on n.customer_key = r.customer_key
order by customer_id`,
  );
}

/** The place of each order on a strip from `first` to `last`, 0…1, and whether it is the customer's first of all. */
export function stripOf(
  { days, first_ordered_on }: Pick<CustomerRow, "days" | "first_ordered_on">,
  first: string,
  last: string,
): readonly { readonly at: number; readonly isFirst: boolean }[] {
  const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  const [from, to, own] = [number(first), number(last), number(first_ordered_on)];
  const length = Math.max(1, to - from);
  return days
    .split(" ")
    .filter((day) => day !== "")
    .map((day, index) => ({
      at: (Number(day) - from) / length,
      isFirst: index === 0 && Number(day) === own,
    }));
}
