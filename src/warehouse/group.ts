/** Records become orders: one row per order and file, with what its records say together. */
import type { CanonicalColumn, FilePlan } from "../orders/plan.ts";
import type { CountingRules } from "../orders/rules.ts";
import { literal } from "../sql/literal.ts";
import { has, lineType } from "./columns.ts";
import { linesTable, type Place } from "./names.ts";

/** A file with its number among the sources (1 the first). */
export interface SourceFile {
  readonly sourceId: number;
  readonly file: FilePlan;
}

/** Columns of the order itself that are carried to it as they are: the first value that its records have. */
const carried = [
  "customer_id",
  "email",
  "phone",
  "paid_at",
  "cancelled_at",
  "shipped_at",
  "delivered_at",
  "refunded_at",
  "channel",
  "campaign",
  "country",
  "region",
  "city",
  "coupon",
  "payment_method",
  "test",
  "birthday",
] as const satisfies readonly CanonicalColumn[];

/** Amounts beside the one that counts. */
const amounts = [
  "gross_amount",
  "goods_amount",
  "discount_amount",
  "refund_amount",
  "shipping_amount",
  "tax_amount",
] as const satisfies readonly CanonicalColumn[];

/** The buyer's key of a kind from its cell: trimmed and lower-cased; a phone by its digits, masked ones are none. */
export function buyerKey(column: string, cell = column): string {
  if (column !== "phone") return `lower(${cell})`;
  return `case when contains(${cell}, '*') then null else nullif(regexp_replace(${cell}, '[^0-9]', '', 'g'), '') end`;
}

/** The order's id in SQL: as exported, or made from customer and day (or from the record) where there is none. */
export function orderIdOf(file: FilePlan, rules: CountingRules): string {
  const keys = file.structure.hasCustomerKey
    ? rules.identity.filter((column) => has(file, column)).map((column) => buyerKey(column))
    : [];
  const record = "'record ' || source_row";
  const made =
    rules.missing_order_id === "customer_day" && keys.length > 0 && has(file, "ordered_at")
      ? `coalesce(coalesce(${keys.join(", ")}) || ' ' || strftime(ordered_at, '%Y-%m-%d'), ${record})`
      : record;
  return has(file, "order_id") ? `coalesce(order_id, ${made})` : made;
}

/** Files whose order ids are one number range: those of one platform, or generic ones with the same columns. */
export function storeOf(file: FilePlan): string {
  return file.source === "generic"
    ? `generic ${file.columns.map(({ name }) => name).join("\t")}`
    : file.source;
}

/** The rows of identical records after the first, by `source_row`. */
export function repeatedRecords(lines: string): string {
  return `select source_row from ${lines}
    where record_hash in (select record_hash from ${lines} group by record_hash having count(*) > 1)
    qualify row_number() over (partition by record_hash, record_amount order by source_row) > 1`;
}

/** The typed lines that count as records of their own under the rule for duplicates. */
export function countedLines(lines: string, rules: CountingRules): string {
  if (rules.duplicate_records === "keep") return lines;
  return `(select * from ${lines} where source_row not in (${repeatedRecords(lines)}))`;
}

function statusOf(file: FilePlan, text: string): string {
  const cases = Object.entries(file.statuses).map(
    ([from, to]) => `when ${literal(from)} then ${literal(to)}`,
  );
  return cases.length === 0 ? "cast(null as varchar)" : `case lower(${text}) ${cases.join(" ")} end`;
}

/** `positive` and `negative`: what the order's records amount to, negative ones apart; null where none could be read. */
function amountsOf(file: FilePlan): readonly [positive: string, negative: string] {
  const { amount, record } = file.structure;
  const sum = (condition: string) =>
    `cast(sum(record_amount) filter (record_amount ${condition} 0) as DECIMAL(18,4))`;
  const once = (condition: string) =>
    `arg_min(record_amount, source_row) filter (record_amount ${condition} 0)`;
  if (amount !== "once_per_order") return [sum(">="), sum("<")];
  return [once(">="), record === "order" ? sum("<") : once("<")];
}

function groupSelect({ sourceId, file }: SourceFile, place: Place, rules: CountingRules): string {
  const lines = linesTable(place, sourceId);
  const first = (column: CanonicalColumn) =>
    has(file, column) ? `arg_min(${column}, source_row)` : `cast(null as ${lineType(column)})`;
  // A record that is an order carries its own amounts; an order's amounts on its lines are one amount, repeated.
  const added = file.structure.record === "order" && file.structure.amount !== "once_per_order";
  const total = (column: CanonicalColumn, sum: boolean) =>
    sum && has(file, column) ? `cast(sum(${column}) as DECIMAL(18,4))` : first(column);
  const cost = has(file, "cost_amount") ? total("cost_amount", added) : total("line_cost", true);
  const [positive, negative] = amountsOf(file);
  const status = has(file, "status")
    ? statusOf(file, "arg_min(status, source_row)")
    : "cast(null as varchar)";
  const currency = has(file, "currency") ? "upper(arg_min(currency, source_row))" : "cast(null as varchar)";
  return `select
    ${sourceId} as source_id,
    ${literal(storeOf(file))} as store,
    ${orderIdOf(file, rules)} as order_id,
    ${has(file, "order_id") ? "bool_or(order_id is not null)" : "false"} as id_given,
    min(source_row) as first_row,
    max(source_row) as last_row,
    cast(count(*) as integer) as records,
    ${has(file, "ordered_at") ? "min(ordered_at)" : "cast(null as TIMESTAMP)"} as ordered_at,
    ${positive} as positive,
    ${negative} as negative,
    cast(count(*) filter (record_amount < 0) as integer) as negative_records,
    coalesce(bool_or(record_amount > 0), false) as has_positive,
    ${carried.map((column) => `${first(column)} as ${column},`).join("\n    ")}
    ${amounts.map((column) => `${total(column, added)} as ${column},`).join("\n    ")}
    ${cost} as cost_amount,
    ${status} as status,
    coalesce(${currency}, cast(${literal(file.currency)} as varchar)) as currency,
    sum(cast(record_hash as hugeint)) as content
from ${countedLines(lines, rules)}
group by ${orderIdOf(file, rules)}`;
}

/**
 * The statement that makes the orders of all files: `positive` and `negative` amounts as exported, the columns carried
 * to the order, and `content`, equal for orders whose records are equal.
 */
export function groupStatement(
  name: string,
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
): string {
  return `create table ${name} as\n${files.map((file) => groupSelect(file, place, rules)).join("\nunion all\n")};`;
}
