/** The values of a dimension of the orders, to fill the options of a choice with. */
import type { FilterDimension } from "../notebook/filter.ts";
import { identifier } from "../sql/identifier.ts";
import type { ColumnSpecs } from "../sql/columns.ts";
import { optionsAtMost } from "./input-edit.ts";

/** One value, how many rows have it, and how many values there are. */
export const valueColumns = {
  value: { kind: "text" },
  n: { kind: "integer" },
  total: { kind: "integer" },
} as const satisfies ColumnSpecs;

/** The most frequent values of a dimension that a choice can hold, most frequent first; empty texts are none. */
export function dimensionValuesSql(dimension: FilterDimension): string {
  const isLine = dimension === "product" || dimension === "category";
  const column = identifier(dimension === "product" ? "product_name" : dimension);
  return `select
    cast(trim(${column}) as varchar) as value,
    cast(count(*) as bigint) as n,
    cast(count(*) over () as bigint) as total
from ${isLine ? "order_lines" : "orders"}
where trim(${column}) <> '' and length(${column}) <= ${optionsAtMost.length}
group by all
order by n desc, value
limit ${optionsAtMost.count}`;
}
