/** Orders with what the files joined to them bring: their amount, refunds, payments, items, and their customer's columns. */
import type { CanonicalColumn } from "../orders/plan.ts";
import type { CountingRules } from "../orders/rules.ts";
import type { joinedColumns } from "./group.ts";
import { buyerKey, orderKey, type SourceFile } from "./group.ts";
import { customerFates, customerKinds, customerStatements, groupOf } from "./joined-customers.ts";
import { catalogueStatements, productFates } from "./joined-products.ts";
import { idList, joinedStatement } from "./joined.ts";
import { peopleFates } from "./joined-people.ts";
import { has } from "./columns.ts";
import { workTable, type Place } from "./names.ts";
import { amountFrom, ofRole } from "./roles.ts";

/** True when some file's records are joined to orders. */
export const hasJoins = (files: readonly SourceFile[]): boolean =>
  ofRole(files, "orders").length < files.length;

/** Sums of the records of a role by order; a record that does not count for its order is in none. */
function sums(place: Place, role: "items" | "payments" | "refunds", columns: readonly string[]): string {
  return `${role} as (
    select
        order_key,
        ${columns.join(",\n        ")}
    from ${workTable(place, "joined")}
    where role = '${role}' and fate is null
    group by order_key
)`;
}

const total = (amount: string, condition = "true") =>
  `cast(sum(${amount}) filter (${condition}) as DECIMAL(18,4))`;
const splitAmount = [
  `${total("amount", "amount >= 0")} as positive`,
  `${total("amount", "amount < 0")} as negative`,
  "min(currency) as currency",
];

/** The columns of the orders that joined files change, and how. Amounts of items are without shipping, tax and discount. */
function replaced(files: readonly SourceFile[]): Readonly<Record<string, string>> {
  const orders = ofRole(files, "orders");
  const from = (kind: "items" | "payments") =>
    `ordered.source_id in (${idList(orders.filter((source) => amountFrom(source, files) === kind).map(({ sourceId }) => sourceId))})`;
  const amount = (items: string, payments: string, own: string) =>
    `case when ${from("payments")} then ${payments} when ${from("items")} then ${items} else ${own} end`;
  const shipping = "coalesce(ordered.shipping_amount, items.shipping_amount)";
  const goodsAmount = `coalesce(ordered.goods_amount, case when ${from("payments")} or ${from("items")} then items.positive end)`;
  const joined: Record<string, string> = {
    positive: amount(
      `cast(items.positive + coalesce(${shipping}, 0) + coalesce(ordered.tax_amount, 0)
            - coalesce(ordered.discount_amount, 0) as DECIMAL(18,4))`,
      "payments.positive",
      "ordered.positive",
    ),
    negative: amount("items.negative", "payments.negative", "ordered.negative"),
    negative_records: amount("0", "0", "ordered.negative_records"),
    has_positive: amount(
      "coalesce(items.positive > 0, false)",
      "coalesce(payments.positive > 0, false)",
      "ordered.has_positive",
    ),
    shipping_amount: shipping,
    goods_amount: goodsAmount,
    refund_amount:
      "case when refunds.amount is null then ordered.refund_amount else greatest(refunds.amount, coalesce(abs(ordered.refund_amount), 0)) end",
    refunded_at: "coalesce(ordered.refunded_at, refunds.moment)",
    paid_at: "coalesce(ordered.paid_at, payments.moment)",
    payment_method: "coalesce(ordered.payment_method, payments.payment_method)",
    currency: amount(
      "coalesce(ordered.currency, items.currency)",
      "coalesce(ordered.currency, payments.currency)",
      "ordered.currency",
    ),
  };
  if (ofRole(files, "customers").length === 0) return joined;
  const filled = (["email", "phone", "channel", "country", "region", "city", "birthday"] as const).map(
    (column): [CanonicalColumn, string] => [column, `coalesce(ordered.${column}, customers.${column})`],
  );
  return {
    ...joined,
    customer_id: "coalesce(customers.buyer_id, ordered.customer_id)",
    ...Object.fromEntries(filled),
  };
}

/** The joins that find an order's customer record by each kind of key that the files know. */
function customerJoins(files: readonly SourceFile[], place: Place): readonly [joins: string, record: string] {
  const customers = ofRole(files, "customers");
  const kinds = customerKinds.filter((kind) => customers.some(({ file }) => has(file, kind)));
  if (kinds.length === 0) return ["", "cast(null as bigint)"];
  const joins = kinds.map(
    (kind) => `
left join ${workTable(place, "customer_keys")} as by_${kind}
    on by_${kind}.kind = '${kind}'
    and by_${kind}.customer_group = ${groupOf(files)}
    and by_${kind}.key = ${buyerKey(kind, `ordered.${kind}`)}`,
  );
  const record = `coalesce(${kinds.map((kind) => `by_${kind}.record`).join(", ")})`;
  return [
    `${joins.join("")}
left join ${workTable(place, "customer_records")} as customers on customers.record = ${record}`,
    record,
  ];
}

/**
 * The statements that join: from the orders as their own files have them (`ordered`) to the orders with everything that
 * other files say of them (`grouped`), with `joined`, `catalogue` and `labels` for the lines and the ledger.
 */
export function joinStatements(
  files: readonly SourceFile[],
  place: Place,
  rules: CountingRules,
): readonly string[] {
  const hasCustomers = ofRole(files, "customers").length > 0;
  const [joins, record] = hasCustomers ? customerJoins(files, place) : ["", "cast(null as bigint)"];
  const brought: Readonly<Record<(typeof joinedColumns)[number]["name"], string>> = {
    item_records: "items.item_records",
    item_first_row: "items.item_first_row",
    item_last_row: "items.item_last_row",
    customer_record: record,
  };
  const columns = Object.entries({ ...replaced(files), ...brought });
  return [
    joinedStatement(files, place, rules),
    ...(hasCustomers ? customerStatements(files, place) : []),
    ...customerFates(files, place, rules),
    ...catalogueStatements(files, place),
    ...productFates(files, place, rules),
    ...peopleFates(files, place, rules),
    `create table ${workTable(place, "grouped")} as
with ${[
      sums(place, "items", [
        "cast(count(*) as integer) as item_records",
        "min(source_row) as item_first_row",
        "max(source_row) as item_last_row",
        `${total("shipping_amount")} as shipping_amount`,
        ...splitAmount,
      ]),
      sums(place, "payments", [
        ...splitAmount,
        "min(moment) as moment",
        "arg_max(payment_method, amount) as payment_method",
      ]),
      sums(place, "refunds", [`${total("abs(amount)")} as amount`, "max(moment) as moment"]),
    ].join(",\n")}
select ordered.* replace (
    ${columns.map(([name, sql]) => `${sql} as ${name}`).join(",\n    ")}
)
from ${workTable(place, "ordered")} as ordered
left join items on items.order_key = ${orderKey.replaceAll(/\b(source_id|first_row)\b/g, "ordered.$1")}
left join payments on payments.order_key = ${orderKey.replaceAll(/\b(source_id|first_row)\b/g, "ordered.$1")}
left join refunds on refunds.order_key = ${orderKey.replaceAll(/\b(source_id|first_row)\b/g, "ordered.$1")}${joins};`,
  ];
}
