/** What becomes of every order: its customer, its status, its amounts and the rule that leaves it out. */
import type { CountingRules } from "../orders/rules.ts";
import { buyer, sources } from "./buyers.ts";
import type { Conversion } from "./currency.ts";
import { orderKey, storeOf, type SourceFile } from "./group.ts";
import { workTable, type Place } from "./names.ts";
import { tellsKinds } from "./record-kind.ts";
import { amountFrom, ofRole } from "./roles.ts";

/** The share of `part` that falls on `goods` of `whole`, in exact integers, rounded half up at four decimals. */
function proportion(part: string, goods: string, whole: string): string {
  const unscaled = (value: string) => `cast(${value} * 10000 as hugeint)`;
  return `cast(cast((2 * ${unscaled(part)} * ${unscaled(goods)} + ${unscaled(whole)}) // (2 * ${unscaled(whole)}) as DECIMAL(22,0)) / 10000 as DECIMAL(18,4))`;
}

/** True where several files are of one store, so that an order can stand in more than one of them. */
function sharesStore(files: readonly SourceFile[]): boolean {
  const orders = ofRole(files, "orders");
  return new Set(orders.map(({ file }) => storeOf(file))).size < orders.length;
}

function exclusion(files: readonly SourceFile[], rules: CountingRules): string {
  const amounts = sources(files, (source) => amountFrom(source, files) !== null);
  const rule = (on: boolean, condition: string, name: string) =>
    on ? [`when ${condition} then '${name}'`] : [];
  return [
    "case",
    ...rule(sharesStore(files), "winner <> source_id", "same_order"),
    ...rule(
      files.some(({ file }) => tellsKinds(file)),
      "not_order",
      "not_an_order",
    ),
    ...rule(
      rules.test_orders === "exclude",
      "lower(test) in ('true', 't', 'yes', 'y', 'test') or test in ('1', '是')",
      "test_orders",
    ),
    ...rule(rules.unpaid === "exclude", "status = 'unpaid'", "unpaid"),
    ...rule(rules.cancelled === "exclude", "status = 'cancelled'", "cancelled"),
    ...rule(rules.unattached_negative !== "keep_as_order", "unattached", "unattached_negative"),
    ...rule(rules.refunds === "ignore", "unattached", "refunds"),
    ...rule(
      rules.refunds === "drop_refunded_orders",
      "status = 'refunded' or (before > 0 and refund >= before)",
      "refunds",
    ),
    "when ordered_at is null then 'undated'",
    `when before is null and ${amounts} then 'no_amount'`,
    ...rule(rules.zero_value === "exclude", "before = 0", "zero_value"),
    "end",
  ].join("\n            ");
}

/** The goods of an order, where the export has them apart from shipping and tax. */
const goods = "coalesce(goods_amount, before - coalesce(shipping_amount, 0) - coalesce(tax_amount, 0))";

function netAmount(rules: CountingRules): string {
  const less = rules.refunds === "reduce_original" || rules.refunds === "drop_refunded_orders";
  if (rules.amount === "paid")
    return less ? "case when unattached then before else before - refund end" : "before";
  if (!less) return goods;
  return `case when unattached or before = 0 then ${goods} else ${goods} - ${proportion("refund", goods, "before")} end`;
}

/** A refund as it stands in `refunds`: whole, or the goods' part of it; reads `goods` and `before` of its order. */
export function refundCounted(rules: CountingRules, refund: string): string {
  if (rules.amount === "paid") return refund;
  return `case when before = 0 then 0 else ${proportion(refund, "goods", "before")} end`;
}

/** Which status an order has, from the export's word, its times and its money. */
const status = `case
            when closed and refund > 0 and (paid_at is not null or word in ('refunded', 'partially_refunded'))
                then case when closed_means_refunded or refund >= before then 'refunded' else 'partially_refunded' end
            when closed and word = 'refunded' then 'refunded'
            when closed then 'cancelled'
            when word in ('unpaid', 'refunded') then word
            when refund > 0 and refund >= before then 'refunded'
            when refund > 0 then 'partially_refunded'
            else coalesce(word, 'paid')
        end`;

/**
 * The statement that decides every order: `all_orders` with working columns (`order_key`, `records`, `exported`,
 * `negative`, `negative_records`, `refund`, `has_positive`, `first_row`, `target_key`). `target_key` is the order that
 * stands for it where several of one day are one.
 */
export function decideStatement(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
  { money, currency }: Conversion,
): string {
  const [kind, key] = buyer(files, rules);
  const netOfRefunds = sources(files, ({ file }) => file.structure.amountIsNetOfRefunds);
  const closedMeansRefunded = sources(files, ({ file }) => file.closedMeansRefundedWhenPaid === true);
  const attached = rules.unattached_negative === "attach_latest";
  const winner = rules.same_order === "later" ? "max" : "min";
  const repeated = sharesStore(files);
  const neverPaid = sources(files, ({ file }) => file.unpaidWithoutPaidAt === true);
  const word =
    neverPaid === "false"
      ? "status"
      : `case when status is null and paid_at is null and ${neverPaid} then 'unpaid' else status end`;
  const targetKey =
    rules.same_day === "one"
      ? `case when excluded_by is null and customer_key is not null
        then first_value(order_key) over (
            partition by customer_key, cast(ordered_at as date), excluded_by
            order by ordered_at, order_key
        )
        else order_key end`
      : "order_key";
  return `create table ${workTable(place, "decided")} as
with ${
    repeated
      ? `repeated as (
    select store, order_id, ${winner}(source_id) as winner
    from ${workTable(place, "grouped")}
    where id_given
    group by store, order_id
    having count(*) > 1
),
`
      : ""
  }identified as (
    select
        *,
        ${kind} as kind,
        ${key} as key,
        ${orderKey} as order_key,
        not has_positive and coalesce(negative, 0) < 0 as unattached,
        case when positive is null and negative is null then null
            else coalesce(positive, 0) + coalesce(negative, 0)
        end as exported,
        ${word} as word,
        coalesce(status = 'cancelled', false) or cancelled_at is not null as closed,
        ${closedMeansRefunded} as closed_means_refunded
    from ${workTable(place, "grouped")}
),
priced as (
    select
        identified.* exclude (status),
        buyers.customer_id as buyer,
        buyers.customer_key,${repeated ? "\n        repeated.winner," : ""}
        case
            when unattached then exported
            when ${netOfRefunds} then positive + coalesce(abs(refund_amount), 0)
            else positive
        end as before,
        case when has_positive then -coalesce(negative, 0) else 0 end${
          attached ? "\n            + coalesce(attached.amount, 0)" : ""
        } as returned
    from identified
    left join ${workTable(place, "buyers")} as buyers using (kind, key)${
      repeated
        ? `
    left join repeated
        on repeated.store = identified.store
        and repeated.order_id = case when identified.id_given then identified.order_id end`
        : ""
    }${
      attached
        ? `
    left join (
        select order_key, cast(sum(amount) as DECIMAL(18,4)) as amount
        from ${workTable(place, "attached")}
        group by order_key
    ) as attached using (order_key)`
        : ""
    }
),
refunded as (
    select
        *,
        cast(
            returned + coalesce(
                abs(refund_amount),
                case when word = 'refunded' and returned = 0 and not unattached then before end,
                0
            ) as DECIMAL(18,4)
        ) as refund
    from priced
),
named as (
    select
        *,
        ${status} as status
    from refunded
),
excluded as (
    select
        *,
        ${exclusion(files, rules)} as excluded_by
    from named
)
select
    order_key,
    ${targetKey} as target_key,
    first_row,
    last_row,
    records,
    exported,
    negative,
    negative_records,
    has_positive,
    unattached,
    content,
    currency as exported_currency,
    refund as refund_whole,
    before,
    ${goods} as goods,
    refunded_at,
    kind,
    try_cast(birthday as date) as birthday,
    email,
    phone,
    order_id,
    buyer as customer_id,
    customer_key,
    ordered_at,
    paid_at,
    status,
    ${money("gross_amount")} as gross_amount,
    ${money("discount_amount")} as discount_amount,
    ${money("case when refund_amount is null and refund = 0 then null else refund end")} as refund_amount,
    ${money("shipping_amount")} as shipping_amount,
    ${money("tax_amount")} as tax_amount,
    cast(${money(netAmount(rules))} as DECIMAL(18,4)) as net_amount,
    ${money("cost_amount")} as cost_amount,
    ${currency} as currency,
    shipped_at,
    delivered_at,
    coalesce(
        item_records,
        case when ${sources(files, ({ file }) => file.structure.record === "line")} then records end
    ) as items,
    item_records,
    item_first_row,
    item_last_row,
    customer_record,
    channel,
    campaign,
    country,
    region,
    city,
    coupon,
    payment_method,
    source_id,
    excluded_by
from excluded;`;
}
