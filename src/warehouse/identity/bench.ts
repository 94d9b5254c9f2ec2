/** The identity bench: proposals of customers that may be one, read over the orders in place or staged. */
import {
  mostProposals,
  type Confidence,
  type IdentityBench,
  type IdentityReason,
  type SharedMark,
  type SharedValue,
} from "../../orders/identity.ts";
import type { Engine } from "../../engine/engine.ts";
import type { CountingRules } from "../../orders/rules.ts";
import { decideOrders, dropWorking } from "../build.ts";
import { inPlace, trialRules, trialStaged, workTable, type Place } from "../names.ts";
import { exactText } from "../exact-text.ts";
import { placeOf, type From } from "../report.ts";
import { readRows } from "../rows.ts";
import { storedFiles } from "../sources.ts";
import { hasEvidence, keyStatements } from "./keys.ts";
import { isRelay } from "./mailboxes.ts";
import { mostHolders, pairsStatement } from "./pairs.ts";

/** What parts the order ids of one side in a text. */
const unit = "\u001f";

const text = { kind: "text" } as const;
const maybeText = { kind: "text", nullable: true } as const;
const integer = { kind: "integer" } as const;

async function readProposals(engine: Engine, place: Place, signal: AbortSignal | undefined) {
  const customers = workTable(place, "identity_customers");
  const side = (name: string) => `${name}.orders as ${name}_orders,
    cast(${name}.amount as varchar) as ${name}_amount,
    ${name}_ids.ids as ${name}_ids`;
  const rows = await readRows(
    engine,
    `with pairs as (
    select * from ${workTable(place, "identity_pairs")}
),
ids as (
    select customer, array_to_string((list(order_id order by ordered_at, order_id))[1:3], chr(31)) as ids
    from ${workTable(place, "identity_keys")}
    where is_kept and customer in (select from_id from pairs union select into_id from pairs)
    group by customer
)
select
    from_id,
    into_id,
    from_shown,
    into_shown,
    reason,
    confidence,
    also,
    ${side("source")},
    ${side("target")},
    cast(count(*) over () as integer) as found
from pairs
join ${customers} as source on source.customer = from_id and source.orders > 0
join ${customers} as target on target.customer = into_id and target.orders > 0
left join ids as source_ids on source_ids.customer = from_id
left join ids as target_ids on target_ids.customer = into_id
order by
    list_position(['certain', 'likely', 'possible'], confidence),
    source.orders + target.orders desc,
    from_id,
    into_id
limit ${mostProposals}`,
    {
      from_id: text,
      into_id: text,
      from_shown: text,
      into_shown: text,
      reason: text,
      confidence: text,
      also: maybeText,
      source_orders: integer,
      source_amount: maybeText,
      source_ids: maybeText,
      target_orders: integer,
      target_amount: maybeText,
      target_ids: maybeText,
      found: integer,
    },
    signal,
  );
  const exact = (amount: string | null) => (amount === null ? null : exactText(amount));
  const ids = (joined: string | null) => (joined === null || joined === "" ? [] : joined.split(unit));
  return {
    found: rows[0]?.found ?? 0,
    proposals: rows.map((row) => ({
      from: {
        id: row.from_id,
        evidence: row.from_shown,
        orders: row.source_orders,
        amount: exact(row.source_amount),
        examples: ids(row.source_ids),
      },
      into: {
        id: row.into_id,
        evidence: row.into_shown,
        orders: row.target_orders,
        amount: exact(row.target_amount),
        examples: ids(row.target_ids),
      },
      reason: row.reason as IdentityReason,
      confidence: row.confidence as Confidence,
      also: row.also as SharedMark | null,
    })),
  };
}

/** Values that more than {@link mostHolders} customers have, and the domains that forward for a marketplace. */
function readShared(engine: Engine, place: Place, signal: AbortSignal | undefined) {
  const marks = workTable(place, "identity_marks");
  const domain = "split_part(value, '@', 2)";
  return readRows(
    engine,
    `with counted as (
    select
        case when what = 'email' and ${isRelay(domain)} then 'relay' else what end as kind,
        case when what = 'email' and ${isRelay(domain)} then ${domain} else value end as value,
        customer
    from ${marks}
    where what in ('email', 'phone')
)
select kind, value, cast(count(distinct customer) as integer) as customers
from counted
group by kind, value
having count(distinct customer) > case when kind = 'relay' then 1 else ${mostHolders} end
order by customers desc, kind, value
limit 20`,
    { kind: text, value: text, customers: integer },
    signal,
  );
}

async function readTotals(engine: Engine, customers: string, signal: AbortSignal | undefined) {
  const [row] = await readRows(
    engine,
    `select
    cast(count(*) filter (orders > 0) as integer) as customers,
    cast(count(*) filter (orders > 1) as integer) as repeat_customers
from ${customers}`,
    { customers: integer, repeat_customers: integer },
    signal,
  );
  return { customers: row!.customers, repeatCustomers: row!.repeat_customers };
}

/**
 * What the identity bench proposes for the orders of a place under these rules, as if no merge were accepted; nothing
 * changes. Masked keys are no evidence, and neither are values that many customers share.
 * @throws QueryError, or the signal's reason when it is aborted
 */
export async function readIdentity(
  from: From,
  rules: CountingRules,
  signal?: AbortSignal,
): Promise<IdentityBench> {
  const [engine, place] = placeOf(from);
  const trial = place === inPlace ? trialRules : trialStaged;
  const { files } = await storedFiles(engine, place);
  const options = signal ? { signal } : {};
  await engine.define(dropWorking(trial));
  try {
    const { merges: _merges, ...unmerged } = rules;
    await decideOrders(engine, files, trial, unmerged, { signal });
    await engine.define(keyStatements(files, trial, rules).join("\n"), options);
    const totals = await readTotals(engine, workTable(trial, "identity_customers"), signal);
    if (!hasEvidence(files)) return { ...totals, proposals: [], found: 0, shared: [] };
    await engine.define(pairsStatement(trial), options);
    const shared = (await readShared(engine, trial, signal)) as readonly SharedValue[];
    return { ...totals, ...(await readProposals(engine, trial, signal)), shared };
  } finally {
    await engine.define(dropWorking(trial));
  }
}
