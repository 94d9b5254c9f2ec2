/** What other counting rules would do, measured before they are applied: the same builder, stopped early. */
import type { Engine } from "../engine/engine.ts";
import type { CountingRules } from "../orders/rules.ts";
import { decideOrders, dropWorking } from "./build.ts";
import { inPlace, trialRules, workTable } from "./names.ts";
import { exactText } from "./report.ts";
import { readRows } from "./rows.ts";
import { storedFiles } from "./sources.ts";

/** What counts under some rules; `net_amount` is an exact decimal text, null where money is refused. */
export interface RuleEffect {
  /** Records of kept orders. */
  readonly records: number;
  readonly orders: number;
  readonly customers: number;
  readonly net_amount: string | null;
}

/** What would count under other rules. The tables in place do not change. */
export async function effectOfRules(
  engine: Engine,
  rules: CountingRules,
  signal?: AbortSignal,
): Promise<RuleEffect> {
  const { files } = await storedFiles(engine, inPlace);
  await engine.define(dropWorking(trialRules));
  try {
    await decideOrders(engine, files, trialRules, rules, { signal });
    const [row] = await readRows(
      engine,
      `select
    cast(coalesce(sum(records), 0) as bigint) as records,
    cast(count(distinct target_key) as integer) as orders,
    cast(count(distinct customer_key) as integer) as customers,
    cast(cast(sum(net_amount) as DECIMAL(18,4)) as varchar) as net_amount
from ${workTable(trialRules, "decided")}
where excluded_by is null`,
      {
        records: { kind: "integer" },
        orders: { kind: "integer" },
        customers: { kind: "integer" },
        net_amount: { kind: "text", nullable: true },
      },
    );
    return { ...row!, net_amount: row!.net_amount === null ? null : exactText(row!.net_amount) };
  } finally {
    await engine.define(dropWorking(trialRules));
  }
}
