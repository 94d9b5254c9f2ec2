/** The facts of the orders as a whole: their span, what they are complete to, and which columns they fill. */
import type { Engine } from "../engine/engine.ts";
import type { CustomerAttribute, OrderFacts } from "../orders/facts.ts";
import { tables } from "../orders/schema.ts";
import { identifier } from "../sql/identifier.ts";
import { literal } from "../sql/literal.ts";
import { table } from "./names.ts";
import { ofRole } from "./roles.ts";
import { placeOf, type From } from "./report.ts";
import { readRows, readTexts } from "./rows.ts";
import { storedFiles } from "./sources.ts";

const columns = {
  orders: { kind: "integer" },
  customers: { kind: "integer" },
  first_ordered_on: { kind: "date", nullable: true },
  last_ordered_on: { kind: "date", nullable: true },
  observed_through: { kind: "date", nullable: true },
  as_of: { kind: "date", nullable: true },
  currency: { kind: "text", nullable: true },
} as const;

/** A query of the names of a table's columns that hold at least one value, in the table's order. */
function filledColumns(
  name: string,
  table: "orders" | "order_lines" | "contacts" | "reasons",
  prefix: string,
): string {
  const names = tables[table].map((column) => column.name);
  return `select unnest(list_filter([
    ${names.map((column) => `case when count(${column}) > 0 then ${literal(prefix + column)} end`).join(",\n    ")}
], name -> name is not null)) as name
from ${name}`;
}

/** What customers can be reached by: `customers.email`, `customers.phone`; databases of earlier versions know neither. */
async function reachedBy(engine: Engine, name: string): Promise<readonly string[]> {
  const { schema } = await engine.query(`select * from ${name} limit 0`);
  const there = ["email", "phone"].filter((column) => schema.names.map(String).includes(column));
  if (there.length === 0) return [];
  const [counts] = (
    await engine.query(
      `select ${there.map((column) => `cast(count(${column}) as integer) as ${column}`).join(", ")} from ${name}`,
    )
  ).toArray() as [Record<string, number>];
  return there.filter((column) => counts[column]! > 0).map((column) => `customers.${column}`);
}

/** The columns of `customer_attributes` beside `customer_id` that hold a value. */
async function readAttributes(engine: Engine, name: string): Promise<readonly CustomerAttribute[]> {
  const { schema } = await engine.query(`select * from ${name} limit 0`);
  const names = schema.names.map(String).filter((column) => column !== "customer_id");
  if (names.length === 0) return [];
  const kinds = names.map(
    (column) => `select
    ${literal(column)} as name,
    cast(bool_and(try_cast(cast(${identifier(column)} as varchar) as double) is not null)
        filter (${identifier(column)} is not null) as boolean) as numeric
from ${name}
having count(${identifier(column)}) > 0`,
  );
  return readRows(engine, kinds.join("\nunion all\n"), {
    name: { kind: "text" },
    numeric: { kind: "boolean" },
  });
}

/** Orders of each seven days from the first order's day to the last order's. */
async function readWeeks(engine: Engine, orders: string): Promise<readonly number[]> {
  const rows = await readRows(
    engine,
    `with weeks as (
    select
        (cast(ordered_at as date) - (select cast(min(ordered_at) as date) from ${orders})) // 7 as week,
        count(*) as orders
    from ${orders}
    group by week
)
select
    cast(week as integer) as week,
    cast(orders as integer) as orders
from weeks
where week is not null
order by week`,
    { week: { kind: "integer" }, orders: { kind: "integer" } },
  );
  const known = new Map(rows.map(({ week, orders }) => [week, orders]));
  return Array.from({ length: (rows.at(-1)?.week ?? -1) + 1 }, (_, week) => known.get(week) ?? 0);
}

/**
 * The facts of the orders in place or staged. Orders dated after `importedOn` (`YYYY-MM-DD`) do not move
 * `observed_through` and `as_of`. The data cover the last order's day in full where no order carries a time of day,
 * else the day before it.
 */
export async function readFacts(from: From, importedOn: string): Promise<OrderFacts> {
  const [engine, place] = placeOf(from);
  const orders = table(place, "orders");
  const [facts] = await readRows(
    engine,
    `with span as (
    select
        count(*) as orders,
        count(distinct customer_key) as customers,
        cast(min(ordered_at) as date) as first_day,
        cast(max(ordered_at) as date) as last_day,
        cast(max(ordered_at) filter (cast(ordered_at as date) <= ${literal({ date: importedOn })}) as date) as known_day,
        coalesce(bool_or(ordered_at <> cast(ordered_at as date)), false) as has_time,
        case when count(distinct currency) = 1 then min(currency) end as currency
    from ${orders}
)
select
    cast(orders as integer) as orders,
    cast(customers as integer) as customers,
    first_day as first_ordered_on,
    last_day as last_ordered_on,
    cast(coalesce(known_day, ${literal({ date: importedOn })}) - cast(has_time as integer) as date) as observed_through,
    cast(coalesce(known_day, ${literal({ date: importedOn })}) as date) as as_of,
    currency
from span`,
    columns,
  );
  const campaigns = await readTexts(
    engine,
    `select campaign
from ${table(place, "contacts")}
where campaign is not null
group by campaign
order by max(sent_at) desc nulls last, campaign`,
  );
  const known = facts!.orders > 0;
  const { files } = await storedFiles(engine, place);
  return {
    ...facts!,
    observed_through: known ? facts!.observed_through : null,
    as_of: known ? facts!.as_of : null,
    filled: [
      ...(await readTexts(engine, filledColumns(orders, "orders", ""))),
      ...(await readTexts(engine, filledColumns(table(place, "order_lines"), "order_lines", "order_lines."))),
      ...(await reachedBy(engine, table(place, "customers"))),
      ...(await readTexts(engine, filledColumns(table(place, "contacts"), "contacts", "contacts."))),
      ...(await readTexts(engine, filledColumns(table(place, "reasons"), "reasons", "reasons."))),
    ],
    has_customer_key: ofRole(files, "orders").some(({ file }) => file.structure.hasCustomerKey),
    attributes: await readAttributes(engine, table(place, "customer_attributes")),
    ...(campaigns.length > 0 ? { campaigns } : {}),
    orders_by_week: known ? await readWeeks(engine, orders) : [],
  };
}
