/** Who ordered: the customers of all orders, one per kind and key of the identity rule. */
import type { CountingRules } from "../orders/rules.ts";
import { literal } from "../sql/literal.ts";
import { buyerKey, type SourceFile } from "./group.ts";
import { workTable, type Place } from "./names.ts";

/** The condition that an order is of one of the files that `keep` holds of. */
export const sources = (files: readonly SourceFile[], keep: (file: SourceFile) => boolean) => {
  const ids = files.filter(keep).map(({ sourceId }) => sourceId);
  return ids.length === 0 ? "false" : `source_id in (${ids.join(", ")})`;
};

/** Kind and key of an order's buyer by the identity rule; both null for a guest, and for what is no order. */
export function buyer(
  files: readonly SourceFile[],
  rules: CountingRules,
): readonly [kind: string, key: string] {
  const known = sources(files, ({ file }) => file.structure.hasCustomerKey);
  const pick = (result: (column: string) => string) =>
    `case when not (${known}) or not_order then null ${rules.identity
      .map((column) => `when ${buyerKey(column)} is not null then ${result(column)}`)
      .join(" ")} end`;
  return [pick(literal), pick((column) => buyerKey(column))];
}

/** The statement that makes the dense customers of all orders, ordered by id. Keys of two kinds are two customers. */
export function buyersStatement(files: readonly SourceFile[], place: Place, rules: CountingRules): string {
  const [kind, key] = buyer(files, rules);
  return `create table ${workTable(place, "buyers")} as
with seen as (
    select distinct ${kind} as kind, ${key} as key
    from ${workTable(place, "grouped")}
),
named as (
    select
        kind,
        key,
        case when count(*) over (partition by key) = 1 then key else kind || ':' || key end as customer_id
    from seen
    where key is not null
)
select
    kind,
    key,
    customer_id,
    cast(row_number() over (order by customer_id) as integer) as customer_key
from named;`;
}
