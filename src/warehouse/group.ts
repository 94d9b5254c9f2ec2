/** Records become orders: one row per order and file, with what its records say together. */
import type { CanonicalColumn, FilePlan } from "../orders/plan.ts";
import type { CountingRules } from "../orders/rules.ts";
import { literal } from "../sql/literal.ts";
import { hasLostDigits } from "./coerce/text.ts";
import { has, lineType } from "./columns.ts";
import { linesTable, type Place } from "./names.ts";
import { isNoOrder, isRefundRecord, tellsKinds } from "./record-kind.ts";
import { orderWord, refundSaid } from "./order-word.ts";

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

/** What joined files bring to an order beside its own columns; null where none does. */
export const joinedColumns = [
  { name: "item_records", type: "INTEGER" },
  { name: "item_first_row", type: "INTEGER" },
  { name: "item_last_row", type: "INTEGER" },
  { name: "customer_record", type: "BIGINT" },
] as const;

/** Words that programs write where there is no buyer. Read as keys they would be one buyer of many orders. */
const nobodies =
  "null n/a na #n/a none nil nan undefined - -- ? unknown guest anonymous 匿名 匿名用户 游客 访客 無 无".split(
    " ",
  );

/** True of a key (trimmed and lower-cased) that is a word for nobody. */
export const isNobody = (key: string): string =>
  `${key} in (${nobodies.map((word) => `'${word}'`).join(", ")})`;

/** The buyer's key of a kind from its cell: trimmed and lower-cased, accents in one spelling, null where it is a word for nobody; a phone by its digits, masked ones are none. */
export function buyerKey(column: string, cell = column): string {
  if (column !== "phone") {
    const key = `lower(nfc_normalize(${cell}))`;
    return `case when ${isNobody(key)} then null else ${key} end`;
  }
  return `case when contains(${cell}, '*') then null else nullif(regexp_replace(${cell}, '[^0-9]', '', 'g'), '') end`;
}

/**
 * The order's id in SQL: as exported, or made from customer and day (or from the record) where there is none. A refund of
 * its own record has the id of the order that it names. Ids that lost their digits name several orders: they are told
 * apart as those without an id are.
 */
export function orderIdOf(file: FilePlan, rules: CountingRules): string {
  const keys = file.structure.hasCustomerKey
    ? rules.identity.filter((column) => has(file, column)).map((column) => buyerKey(column))
    : [];
  const record = "'record ' || source_row";
  const made =
    rules.missing_order_id === "customer_day" && keys.length > 0 && has(file, "ordered_at")
      ? `coalesce(coalesce(${keys.join(", ")}) || ' ' || strftime(ordered_at, '%Y-%m-%d'), ${record})`
      : record;
  // CASE and not coalesce(), which would make an id for every row (measured).
  const lost = file.warnings.some(({ code }) => code === "ID_PRECISION_LOST")
    ? `when ${hasLostDigits("order_id")} then order_id || ' ' || ${made} `
    : "";
  const own = has(file, "order_id")
    ? `case ${lost}when order_id is not null then order_id else ${made} end`
    : made;
  if (!tellsKinds(file)) return own;
  const refunded = has(file, "refund_of")
    ? `when ${isRefundRecord} and refund_of is not null then refund_of `
    : "";
  // What is no order has an id of its own, so that it never falls together with the order that it names.
  const apart = has(file, "order_id") ? `concat_ws(' ', order_id, ${record})` : record;
  return `case ${refunded}when ${isNoOrder} then ${apart} else ${own} end`;
}

/** The order's key in SQL, from columns of the grouped orders: unique, ascending by file and place in it. */
export const orderKey = "source_id * cast(4294967296 as bigint) + first_row";

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

/** A column of the grouped orders; a constant is the same for every order of the file. */
interface Column {
  readonly name: string;
  readonly sql: string;
  readonly isConstant: boolean;
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

/** The columns of a file's orders: what its records say, and as constants what they do not. */
function groupColumns({ sourceId, file }: SourceFile, rules: CountingRules): readonly Column[] {
  const said = (name: string, sql: string): Column => ({ name, sql, isConstant: false });
  const constant = (name: string, sql: string): Column => ({ name, sql, isConstant: true });
  // What a refund's record says of buyer, day and status is the refund's, not the order's.
  const ofOrder = tellsKinds(file) ? ` filter (record_kind is distinct from 'refund')` : "";
  const first = (column: CanonicalColumn) =>
    has(file, column)
      ? said(column, `arg_min(${column}, source_row)${ofOrder}`)
      : constant(column, `cast(null as ${lineType(column)})`);
  // A record that is an order carries its own amounts; an order's amounts on its lines are one amount, repeated.
  const added = file.structure.record === "order" && file.structure.amount !== "once_per_order";
  const total = (column: CanonicalColumn, sum: boolean) =>
    sum && has(file, column)
      ? said(column, `cast(sum(${column})${ofOrder} as DECIMAL(18,4))`)
      : first(column);
  // A cost that some line lacks is unknown as a whole: what is known of it would make a profit of the rest.
  const lineCost = has(file, "line_cost")
    ? said(
        "line_cost",
        "case when count(line_cost) = count(*) then cast(sum(line_cost) as DECIMAL(18,4)) end",
      )
    : first("line_cost");
  const cost = has(file, "cost_amount") ? total("cost_amount", added) : lineCost;
  const [positive, negative] = amountsOf(file);
  const word = orderWord(file, ofOrder);
  const back = refundSaid(file);
  const refunded = { ...total("refund_amount", added), name: "refund_amount" };
  if (back !== null)
    Object.assign(refunded, {
      sql: `coalesce(${has(file, "refund_amount") ? `${refunded.sql}, ` : ""}${back})`,
      isConstant: false,
    });
  const ownCurrency = `cast(${literal(file.currency)} as varchar)`;
  return [
    constant("source_id", String(sourceId)),
    constant("store", literal(storeOf(file))),
    said("order_id", orderIdOf(file, rules)),
    has(file, "order_id")
      ? said("id_given", `coalesce(bool_or(order_id is not null)${ofOrder}, false)`)
      : constant("id_given", "false"),
    said("first_row", "min(source_row)"),
    said("last_row", "max(source_row)"),
    said("records", "cast(count(*) as integer)"),
    has(file, "ordered_at")
      ? said(
          "ordered_at",
          ofOrder === "" ? "min(ordered_at)" : `coalesce(min(ordered_at)${ofOrder}, min(ordered_at))`,
        )
      : constant("ordered_at", "cast(null as TIMESTAMP)"),
    said("positive", positive),
    said("negative", negative),
    said("negative_records", "cast(count(*) filter (record_amount < 0) as integer)"),
    said("has_positive", "coalesce(bool_or(record_amount > 0), false)"),
    ...carried.map(first),
    ...amounts.map((column) => (column === "refund_amount" ? refunded : total(column, added))),
    { ...cost, name: "cost_amount" },
    word === null ? constant("status", "cast(null as varchar)") : said("status", word),
    tellsKinds(file)
      ? said("not_order", `coalesce(bool_or(${isNoOrder}), false)`)
      : constant("not_order", "false"),
    has(file, "currency")
      ? said("currency", `coalesce(upper(arg_min(currency, source_row)), ${ownCurrency})`)
      : constant("currency", ownCurrency),
    said("content", "sum(cast(record_hash as hugeint))"),
    ...joinedColumns.map(({ name, type }) => constant(name, `cast(null as ${type})`)),
  ];
}

/** The orders of a file in the order of their first records. Constants stay outside of what is sorted. */
function groupSelect(source: SourceFile, place: Place, rules: CountingRules): string {
  const { sourceId, file } = source;
  const columns = groupColumns(source, rules);
  const grouped = columns.filter(({ isConstant }) => !isConstant);
  return `select
    ${columns.map(({ name, sql, isConstant }) => (isConstant ? `${sql} as ${name}` : name)).join(",\n    ")}
from (
    select
        ${grouped.map(({ name, sql }) => `${sql} as ${name}`).join(",\n        ")}
    from ${countedLines(linesTable(place, sourceId), rules)}
    group by ${orderIdOf(file, rules)}
    order by first_row
)`;
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
