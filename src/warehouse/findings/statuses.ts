/** Findings in the orders' states: words that the source does not know. */
import { literal } from "../../sql/literal.ts";
import { has } from "../columns.ts";
import type { Detector, Found, Names } from "./detector.ts";

/** Orders whose status is a word that neither the source nor a person has given a meaning. */
export const unknownStatuses: Detector = async ({ files, names, ask }) => {
  const found: Found[] = [];
  for (const { sourceId, file } of files) {
    if (!has(file, "status") || !has(file, "order_id")) continue;
    const known = `cast(${literal(Object.keys(file.statuses))} as varchar[])`;
    const unknown = (shown: Names) => `select order_id, status
    from ${shown.lines(sourceId)}
    where status is not null and not list_contains(${known}, lower(status))`;
    const rows = await ask(
      `select status, cast(count(distinct order_id) as integer) as orders
from (${unknown(names)})
group by status
order by orders desc, status
limit 5`,
      { status: { kind: "text" }, orders: { kind: "integer" } },
    );
    if (rows.length === 0) continue;
    found.push({
      kind: "unknown_status",
      level: "warn",
      key: "findings_unknown_status",
      inputs: { n: rows.length, file: file.name, words: rows.map(({ status }) => status).join(" · ") },
      list: (shown) => `with unknown as (
    ${unknown(shown)}
)
select order_id, customer_id, ordered_at, net_amount, status
from ${shown.of("all_orders")}
where source_id = ${sourceId} and order_id in (select order_id from unknown)
order by ordered_at, order_id`,
    });
  }
  return found;
};
