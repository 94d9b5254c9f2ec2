/** The ledger: what became of every record of every file, and of its amount as exported. */
import type { FilePlan } from "../orders/plan.ts";
import { exclusionOrder, type CountingRules } from "../orders/rules.ts";
import { createTable } from "../orders/schema.ts";
import { literal } from "../sql/literal.ts";
import { repeatedRecords, type SourceFile } from "./group.ts";
import { hasJoins } from "./join.ts";
import { linesTable, table, workTable, type Place } from "./names.ts";
import { amountFrom, roleOf } from "./roles.ts";

/** Records of a file that were not loaded, by line of the ledger: `rejected:<reason>` and `skipped:<why>`. */
export function unloaded(file: FilePlan): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (line: string) => counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const { reason } of file.rejected) count(`rejected:${reason}`);
  for (const { why } of file.skipped) if (why !== "blank") count(`skipped:${why}`);
  return counts;
}

/** Repeated records that are left out one by one, when the rule says so. */
function repeated({ sourceId, file }: SourceFile, place: Place): string {
  const lines = linesTable(place, sourceId);
  const isOnce = roleOf(file) === "orders" && file.structure.amount === "once_per_order";
  const amount = isOnce ? "0" : "sum(record_amount)";
  return `select ${sourceId} as source_id, 'duplicate_records' as line, count(*) as records, ${amount} as amount
    from ${lines}
    where source_row in (${repeatedRecords(lines)})`;
}

/** Records that were attached to another order share its fate instead of their own order's. */
function attachedMoves(place: Place, rules: CountingRules): string {
  const decided = workTable(place, "decided");
  const attached = workTable(place, "attached");
  return `
    union all
    select source_id, 'excluded:unattached_negative', -count(*), sum(amount)
    from ${attached}
    group by source_id
    union all
    select
        attached.source_id,
        case when orders.excluded_by is null then '${rules.refunds === "ignore" ? "excluded:refunds" : "kept"}' else 'excluded:' || orders.excluded_by end,
        count(*),
        -sum(attached.amount)
    from ${attached} as attached
    join ${decided} as orders using (order_key)
    group by all`;
}

/** Records of joined files share the fate of their order, unless one of their own leaves them out. */
function joinedFates(place: Place, rules: CountingRules): string {
  const ignored =
    rules.refunds === "ignore"
      ? "case when joined.role = 'refunds' or (joined.role = 'items' and joined.amount < 0) then 'refunds' end, "
      : "";
  return `
    union all
    select
        joined.source_id,
        coalesce('excluded:' || coalesce(joined.fate, ${ignored}orders.excluded_by), 'kept'),
        count(*),
        coalesce(sum(joined.amount), 0)
    from ${workTable(place, "joined")} as joined
    left join ${workTable(place, "decided")} as orders using (order_key)
    group by all`;
}

/** What was read, counted from the typed lines and not from what became of them. */
function readOf(source: SourceFile, files: readonly SourceFile[], place: Place): string {
  const { sourceId, file } = source;
  const from = amountFrom(source, files);
  const isJoined = roleOf(file) === "orders" && (from === "items" || from === "payments");
  const apart = [...unloaded(file).values()].reduce((sum, records) => sum + records, 0);
  const amount =
    isJoined || (roleOf(file) === "orders" && file.structure.amount === "once_per_order")
      ? `(select sum(coalesce(positive, 0) + coalesce(negative, 0)) from ${workTable(place, "grouped")} where source_id = ${sourceId})`
      : "sum(record_amount)";
  return `select ${sourceId} as source_id, 'read' as line, count(*) + ${apart} as records, coalesce(${amount}, 0) as amount
    from ${linesTable(place, sourceId)}`;
}

/**
 * The statements that make `ledger`: per file `read`, each rejected, skipped and excluded line that has records, and
 * `kept`. Amounts are as exported, once per order where the export repeats them.
 */
export function ledgerStatements(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
): readonly string[] {
  const decided = workTable(place, "decided");
  const ledger = table(place, "ledger");
  const ignored =
    rules.refunds === "ignore"
      ? `
    union all
    select source_id, 'excluded:refunds', sum(negative_records), sum(negative)
    from ${decided}
    where excluded_by is null and negative_records > 0 and has_positive
    group by source_id
    union all
    select source_id, 'kept', -sum(negative_records), -sum(negative)
    from ${decided}
    where excluded_by is null and negative_records > 0 and has_positive
    group by source_id`
      : "";
  const moves = rules.unattached_negative === "attach_latest" ? attachedMoves(place, rules) : "";
  const duplicates =
    rules.duplicate_records === "one"
      ? `
    union all
    select source_id, 'excluded:' || line, records, amount
    from (${files.map((file) => repeated(file, place)).join("\n    union all\n    ")})`
      : "";
  const apart = files.flatMap(({ sourceId, file }) =>
    [...unloaded(file)].map(([line, records]) => `(${sourceId}, ${literal(line)}, ${records}, 0)`),
  );
  const lines = ["read", "rejected", "skipped", ...exclusionOrder.map((rule) => `excluded:${rule}`), "kept"];
  return [
    createTable("ledger", ledger),
    `insert into ${ledger}
with fates as (
    select
        source_id,
        case when excluded_by is null then 'kept' else 'excluded:' || excluded_by end as line,
        sum(records) as records,
        coalesce(sum(exported), 0) as amount
    from ${decided}
    group by all
    union all
    select source_id, 'kept', 0, 0 from (values ${files.map(({ sourceId }) => `(${sourceId})`).join(", ")}) as files (source_id)${
      hasJoins(files) ? joinedFates(place, rules) : ""
    }${ignored}${moves}${duplicates}${
      apart.length === 0 ? "" : `\n    union all\n    select * from (values ${apart.join(", ")})`
    }
),
lines as (
    select source_id, line, sum(records) as records, coalesce(sum(amount), 0) as amount
    from fates
    group by all
    having sum(records) <> 0 or line = 'kept'
),
read as (
    ${files.map((file) => readOf(file, files, place)).join("\n    union all\n    ")}
),
every as (
    select * from read
    union all
    select * from lines
)
select
    source_id,
    cast(row_number() over (
        partition by source_id
        order by list_position(${literal(lines)}, regexp_replace(line, '^(rejected|skipped):.*', '\\1')), line
    ) as integer) as position,
    line,
    cast(records as bigint) as records,
    cast(amount as DECIMAL(18,4)) as amount
from every
order by source_id, position;`,
  ];
}
