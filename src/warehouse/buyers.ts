/** Who ordered: the customers of all orders, one per kind and key of the identity rule. */
import { resolveMerges } from "../orders/merges.ts";
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

/** What parts a pair's ids and pairs from each other in the text that carries the merges; no id holds either. */
const [between, after] = ["\u001f", "\u001e"];

/**
 * The accepted merges as rows `from_id`, `into_id`, each chain resolved. One text that is split: tens of thousands of
 * rows of VALUES would take the parser seconds.
 */
function mergedIds(merges: ReadonlyMap<string, string>): string {
  const pairs = Array.from(merges, ([from, into]) => `${from}${between}${into}`).join(after);
  return `select split_part(pair, chr(31), 1) as from_id, split_part(pair, chr(31), 2) as into_id
    from unnest(string_split(${literal(pairs)}, chr(30))) as pairs (pair)`;
}

/**
 * The statement that makes the customers of all orders, one row per kind and key: `customer_id` after the accepted
 * merges, and its dense number `customer_key` in the order of the ids. Keys of two kinds are two customers until a merge
 * joins them.
 */
export function buyersStatement(files: readonly SourceFile[], place: Place, rules: CountingRules): string {
  const [kind, key] = buyer(files, rules);
  const merges = resolveMerges(rules.merges ?? []);
  const isMerged = merges.size > 0;
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
)${
    isMerged
      ? `,
merges as (
    ${mergedIds(merges)}
),
joined as (
    select kind, key, coalesce(into_id, customer_id) as customer_id
    from named
    left join merges on from_id = customer_id
)`
      : ""
  }
select
    kind,
    key,
    customer_id,
    cast(${isMerged ? "dense_rank" : "row_number"}() over (order by customer_id) as integer) as customer_key
from ${isMerged ? "joined" : "named"};`;
}
