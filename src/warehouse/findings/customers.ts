/** Findings in customers: one whose share of the shop no person has. */
import { literal } from "../../sql/literal.ts";
import type { Detector } from "./detector.ts";

/** A share of money or orders above which one customer of more than `customers` is looked at. */
const share = 0.2;
const customers = 50;
/** Orders of one customer on one day above which they are a counter's. */
const ordersOfADay = 100;

/**
 * The customer with most money or most orders, where that is more than a fifth of the shop's with more than 50 customers,
 * or one with 100 orders on a day: a wholesaler, a reseller, or the till's "walk-in" customer.
 */
export const largeCustomer: Detector = async ({ names, ask, facts }) => {
  if (facts.customers <= customers) return [];
  const [row] = await ask(
    `with totals as (
    select sum(orders) as orders, sum(net_amount) filter (net_amount > 0) as amount from ${names.of("customers")}
),
busiest as (
    select customer_key, max(orders) as most
    from (
        select customer_key, cast(ordered_at as date) as day, count(*) as orders
        from ${names.of("orders")}
        where customer_key is not null
        group by all
        having count(*) >= ${ordersOfADay}
    )
    group by customer_key
),
shares as (
    select
        customer_id,
        coalesce(net_amount / nullif(totals.amount, 0), 0) as of_amount,
        customers.orders / totals.orders as of_orders,
        coalesce(most, 0) as most
    from ${names.of("customers")} as customers
    cross join totals
    left join busiest using (customer_key)
)
select
    customer_id,
    cast(round(of_amount * 100) as integer) as amount_percent,
    cast(round(of_orders * 100) as integer) as orders_percent,
    cast(most as integer) as most
from shares
where of_amount > ${share} or of_orders > ${share} or most >= ${ordersOfADay}
order by greatest(of_amount, of_orders) desc, customer_id
limit 1`,
    {
      customer_id: { kind: "text" },
      amount_percent: { kind: "integer" },
      orders_percent: { kind: "integer" },
      most: { kind: "integer" },
    },
  );
  if (!row) return [];
  const isShare = Math.max(row.amount_percent, row.orders_percent) > share * 100;
  return [
    {
      kind: "large_customer",
      level: "warn",
      key: isShare ? "findings_large_customer" : "findings_busy_customer",
      inputs: isShare
        ? {
            customer: row.customer_id,
            amount_percent: row.amount_percent,
            orders_percent: row.orders_percent,
          }
        : { customer: row.customer_id, most: row.most },
      list: (shown) => `select order_id, customer_id, ordered_at, net_amount
from ${shown.of("orders")}
where customer_id = ${literal(row.customer_id)}
order by ordered_at, order_id`,
    },
  ];
};
