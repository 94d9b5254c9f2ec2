/** What other counting rules would do, measured before they are applied: the same builder, stopped early. */
import type { RuleEffect } from "../orders/figures.ts";
import type { CountingRules } from "../orders/rules.ts";
import { decideOrders, dropWorking } from "./build.ts";
import { inPlace, trialRules, trialStaged, workTable } from "./names.ts";
import { exactText } from "./exact-text.ts";
import { placeOf, type From } from "./report.ts";
import { readRows } from "./rows.ts";
import { storedFiles } from "./sources.ts";

/** What would count under other rules, of the tables in place or of what is staged; neither changes. */
export async function effectOfRules(
  from: From,
  rules: CountingRules,
  signal?: AbortSignal,
): Promise<RuleEffect> {
  const [engine, place] = placeOf(from);
  const trial = place === inPlace ? trialRules : trialStaged;
  const { files } = await storedFiles(engine, place);
  await engine.define(dropWorking(trial));
  try {
    await decideOrders(engine, files, trial, rules, { signal });
    const [row] = await readRows(
      engine,
      `select
    cast(coalesce(sum(records), 0) as bigint) as records,
    cast(count(distinct target_key) as integer) as orders,
    cast(count(distinct customer_key) as integer) as customers,
    cast((
        select count(*)
        from (
            select customer_key
            from ${workTable(trial, "decided")}
            where excluded_by is null and customer_key is not null
            group by customer_key
            having count(distinct target_key) > 1
        )
    ) as integer) as repeat_customers,
    cast(cast(sum(net_amount) as DECIMAL(18,4)) as varchar) as net_amount
from ${workTable(trial, "decided")}
where excluded_by is null`,
      {
        records: { kind: "integer" },
        orders: { kind: "integer" },
        customers: { kind: "integer" },
        repeat_customers: { kind: "integer" },
        net_amount: { kind: "text", nullable: true },
      },
      signal,
    );
    return { ...row!, net_amount: row!.net_amount === null ? null : exactText(row!.net_amount) };
  } finally {
    await engine.define(dropWorking(trial));
  }
}
