/** Which order each record of the joined files belongs to, and which of these records find none. */
import type { FileRole } from "../orders/plan.ts";
import type { CountingRules } from "../orders/rules.ts";
import { literal } from "../sql/literal.ts";
import { has } from "./columns.ts";
import { countedLines, orderKey, type SourceFile } from "./group.ts";
import { linesTable, workTable, type Place } from "./names.ts";
import { statusOf } from "./order-word.ts";
import { ofRole, roleOf, targetsOf } from "./roles.ts";

/** The roles whose records name an order. */
const orderRoles: readonly FileRole[] = ["items", "refunds", "payments"];

/** A list of numbers for `in`, never empty: no source has the number 0. */
export const idList = (ids: readonly number[]) => (ids.length === 0 ? "0" : ids.join(", "));

/** The order that a record of items, refunds or payments names. */
function orderOf(source: SourceFile): string {
  const columns = (["refund_of", "order_id"] as const).filter((column) => has(source.file, column));
  return columns.length === 0
    ? "cast(null as varchar)"
    : `coalesce(${columns.map((c) => `lines.${c}`).join(", ")})`;
}

/** When the record's money moved: refunds and payments have their own day. */
function momentOf({ file }: SourceFile): string {
  const own = roleOf(file) === "refunds" ? "refunded_at" : "paid_at";
  if (has(file, own)) return `lines.${own}`;
  return roleOf(file) !== "items" && has(file, "ordered_at") ? "lines.ordered_at" : "cast(null as TIMESTAMP)";
}

/** The reason of a record that is no money: a refund or payment that was never made. */
function failed({ file }: SourceFile): string {
  if (roleOf(file) === "items" || !has(file, "status")) return "cast(null as varchar)";
  const status = statusOf(file, "lines.status");
  return `case when ${status} in ('unpaid', 'cancelled') then ${status} end`;
}

function records(
  source: SourceFile,
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
): string {
  const { sourceId, file } = source;
  const own = (column: "shipping_amount" | "payment_method", type: string) =>
    has(file, column) ? `lines.${column}` : `cast(null as ${type})`;
  const currency = `cast(${literal(file.currency)} as varchar)`;
  return `select
        ${sourceId} as source_id,
        lines.source_row,
        ${literal(roleOf(file))} as role,
        targets.order_key,
        ${failed(source)} as failed,
        lines.record_amount as amount,
        ${own("shipping_amount", "DECIMAL(18,4)")} as shipping_amount,
        ${momentOf(source)} as moment,
        ${own("payment_method", "VARCHAR")} as payment_method,
        ${has(file, "currency") ? `coalesce(upper(lines.currency), ${currency})` : currency} as currency,
        lines.record_hash
    from ${countedLines(linesTable(place, sourceId), rules)} as lines
    left join (
        select order_id, ${rules.same_order === "later" ? "max" : "min"}(${orderKey}) as order_key
        from ${workTable(place, "ordered")}
        where id_given and source_id in (${idList(targetsOf(source, files))})
        group by order_id
    ) as targets on targets.order_id = ${orderOf(source)}`;
}

/** What a record says, so that another file can say it again. */
const said = "case when role = 'items' then cast(order_key as hugeint) else cast(record_hash as hugeint) end";

/**
 * What several files of a role say twice: of items the whole order's (one file wins, as for orders), of refunds and
 * payments the identical record, since an order may have one of each in every month's file.
 */
function winners(files: readonly SourceFile[], rules: CountingRules): readonly string[] {
  const winner = rules.same_order === "later" ? "max" : "min";
  return orderRoles
    .filter((role) => ofRole(files, role).length > 1)
    .map(
      (role) => `select role, ${said} as said, ${winner}(source_id) as winner
    from records
    where role = '${role}' and order_key is not null
    group by all
    having count(distinct source_id) > 1`,
    );
}

/**
 * The statement that makes `joined`, one row per record of items, refunds and payments: `order_key` (null: its order is
 * in no file), `fate` (the rule that leaves the record out whatever becomes of its order, else null), and its money.
 */
export function joinedStatement(files: readonly SourceFile[], place: Place, rules: CountingRules): string {
  const name = workTable(place, "joined");
  const sources = ofRole(files, ...orderRoles);
  const columns =
    "source_id, source_row, role, order_key, fate, amount, shipping_amount, moment, payment_method, currency";
  if (sources.length === 0)
    return `create table ${name} (
    source_id integer, source_row integer, role varchar, order_key bigint, fate varchar, amount DECIMAL(18,4),
    shipping_amount DECIMAL(18,4), moment TIMESTAMP, payment_method varchar, currency varchar
);`;
  const twice = winners(files, rules);
  const copies =
    twice.length === 0
      ? ""
      : `
left join winners
    on winners.role = records.role and winners.said = ${said.replaceAll(/\b(role|order_key|record_hash)\b/g, "records.$1")}`;
  return `create table ${name} as
with records as (
    ${sources.map((source) => records(source, files, place, rules)).join("\n    union all\n    ")}
)${twice.length === 0 ? "" : `,\nwinners as (\n    ${twice.join("\n    union all\n    ")}\n)`}
select ${columns
    .split(", ")
    .map((column) =>
      column === "fate"
        ? `case
        when records.order_key is null then 'no_order'
        ${twice.length === 0 ? "" : "when winners.winner <> records.source_id then 'same_order'"}
        else records.failed
    end as fate`
        : `records.${column}`,
    )
    .join(",\n    ")}
from records${copies};`;
}
