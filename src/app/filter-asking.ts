/** What the filter bar asks of the orders: what can be chosen, and what remains. */
import { addDays } from "../base/calendar.ts";
import type { FilterDimension } from "../notebook/filter.ts";
import { filterDimensions } from "../notebook/filter.ts";
import type { OrderFacts } from "../orders/facts.ts";
import { literal } from "../sql/literal.ts";
import type { ColumnSpecs } from "../sql/columns.ts";

/** A statement of the interface's own, and the columns of its rows. */
export interface Asking<C extends ColumnSpecs> {
  readonly sql: string;
  readonly columns: C;
}

/** Most values of a dimension that are listed at once; a search finds the others. */
export const valuesListed = 50;

const lineColumn = { product: "product_id", category: "category" } as const;

const isOfLines = (dimension: FilterDimension): dimension is keyof typeof lineColumn =>
  Object.hasOwn(lineColumn, dimension);

/** The dimensions of which the orders hold a value, in the filter's order. */
export function dimensionsOf({ filled }: Pick<OrderFacts, "filled">): readonly FilterDimension[] {
  return filterDimensions.filter((dimension) =>
    filled.includes(isOfLines(dimension) ? `order_lines.${lineColumn[dimension]}` : dimension),
  );
}

/** Asks for the orders and known customers that the filter leaves, up to `asOf`; one row. */
export function askRemaining(asOf: string) {
  return {
    sql: [
      "select",
      "    cast(count(*) as integer) as orders,",
      "    cast(count(distinct customer_key) as integer) as customers",
      "from orders",
      `where ordered_at < ${literal({ date: addDays(asOf, 1) })}`,
    ].join("\n"),
    columns: { orders: { kind: "integer" }, customers: { kind: "integer" } },
  } as const satisfies Asking<ColumnSpecs>;
}

const valueColumns = {
  value: { kind: "text", nullable: true },
  name: { kind: "text", nullable: true },
  orders: { kind: "integer" },
} as const satisfies ColumnSpecs;

/**
 * Asks for the values of a dimension over all orders up to `asOf`: at most {@link valuesListed} and one more, those with
 * the most orders first; null are the orders without one, listed only where nothing is searched. `search` is a part of
 * the value or the name, in any case.
 */
export function askValues(
  dimension: FilterDimension,
  search: string,
  asOf: string,
): Asking<typeof valueColumns> {
  const known = `ordered_at < ${literal({ date: addDays(asOf, 1) })}`;
  const wanted = search.trim().toLowerCase();
  const found = wanted === "" ? "true" : `contains(lower(concat_ws(' ', value, name)), ${literal(wanted)})`;
  const values = isOfLines(dimension)
    ? `    select
        l.${lineColumn[dimension]} as value,
        ${dimension === "product" ? "arg_max(l.product_name, o.ordered_at)" : "null"} as name,
        count(distinct (o.order_id, o.source_id)) as orders
    from main.orders as o
    left join main.order_lines as l
        on l.order_id = o.order_id
        and l.source_id = o.source_id
        and l.${lineColumn[dimension]} is not null
    where o.${known}
    group by l.${lineColumn[dimension]}`
    : `    select ${dimension} as value, null as name, count(*) as orders
    from main.orders
    where ${known}
    group by ${dimension}`;
  return {
    sql: `with counted as (
${values}
)
select
    cast(value as varchar) as value,
    cast(name as varchar) as name,
    cast(orders as integer) as orders
from counted
where ${found}
order by orders desc, value nulls last
limit ${valuesListed + 1}`,
    columns: valueColumns,
  };
}

/** The columns of {@link askProductNames}. */
export const productNames = {
  value: { kind: "text" },
  name: { kind: "text" },
} as const satisfies ColumnSpecs;

/** Asks for the names of products by their ids, a row for each that has one; null where there is none to ask for. */
export function askProductNames(ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  return [
    "select product_id as value, product_name as name",
    "from main.products",
    `where product_name is not null and product_id in (${ids.map((id) => literal(id)).join(", ")})`,
    "order by product_id",
  ].join("\n");
}
