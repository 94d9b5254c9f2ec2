/** Shops with orders that rules leave out: rows of `all_orders` and of the tables that follow from them. */
import type { NativeDuckDb } from "../../support/native.ts";

/** An order as it was read; `before` is its amount before refunds. */
export interface ReadOrder {
  readonly id: string;
  readonly customer: number | null;
  readonly at: string;
  readonly before: number;
  readonly refund?: number;
  /** When the money went back; null where no date is known. */
  readonly refundedAt?: string | null;
  readonly status?: "paid" | "unpaid" | "cancelled" | "refunded";
  readonly isTest?: boolean;
  /** A negative record that names no order. */
  readonly isUnattached?: boolean;
}

const text = (value: string | null) => (value === null ? "null" : `'${value}'`);

/** Why the default rules leave it out, by their precedence; null where it counts. */
export const excludedBy = ({ before, status, isTest, isUnattached }: ReadOrder): string | null => {
  if (isTest) return "test_orders";
  if (status === "unpaid" || status === "cancelled") return status;
  if (isUnattached) return "unattached_negative";
  return before === 0 ? "zero_value" : null;
};

/** Puts these orders in the place of the shop before, under the default rules. */
export async function buildRead(database: NativeDuckDb, orders: readonly ReadOrder[]): Promise<void> {
  await database.build([]);
  if (orders.length === 0) return;
  const values = orders.map((order) => {
    const { id, customer, at, before, refund = 0, status = "paid", isUnattached } = order;
    const net = isUnattached ? before : before - refund;
    const known = refund === 0 ? "null" : refund;
    return `('${id}', ${customer ?? "null"}, timestamp '${at}', '${status}', ${known}, ${net}, ${text(excludedBy(order))})`;
  });
  await database.run(`insert into all_orders by name
    select order_id, 'c' || customer_key as customer_id, customer_key, ordered_at, status, refund_amount, net_amount,
        excluded_by, 1 as source_id
    from (values ${values.join(", ")})
        as read (order_id, customer_key, ordered_at, status, refund_amount, net_amount, excluded_by);
insert into orders by name
    select * exclude (excluded_by, order_number, days_since_previous),
        case when customer_key is not null then row_number() over (
            partition by customer_key order by ordered_at, order_id
        ) end as order_number
    from all_orders where excluded_by is null;
insert into customers by name
    select customer_id, customer_key, min(ordered_at) as first_ordered_at, max(ordered_at) as last_ordered_at,
        count(*) as orders, sum(net_amount) as net_amount
    from orders where customer_key is not null group by customer_id, customer_key;`);
  const refunds = orders.filter((order) => (order.refund ?? 0) > 0 && excludedBy(order) === null);
  if (refunds.length === 0) return;
  const rows = refunds.map(
    ({ id, customer, refundedAt = null, refund }) =>
      `('${id}', ${customer ?? "null"}, ${refundedAt === null ? "null" : `timestamp '${refundedAt}'`}, ${refund}, 1, 1)`,
  );
  await database.run(`insert into refunds values ${rows.join(", ")}`);
}
