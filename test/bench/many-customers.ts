/** A large shop made in SQL, the same each time: for measuring, in any DuckDB. */
import { createTable, tables, type TableName } from "../../src/orders/schema.ts";

/** A number from 0 up to 1 that depends on the row and on what it is for. */
const chance = (row: string, use: number) => `(hash(${row} * 31 + ${use}) % 1000003 / 1000003.0)`;

/** The columns of a table in their order, the given ones as said and the others null. */
function insert(table: TableName, given: Readonly<Record<string, string>>, from: string): string {
  const columns = tables[table].map(
    ({ name, type }) => `cast(${given[name] ?? "null"} as ${type}) as ${name}`,
  );
  return `insert into ${table} select ${columns.join(", ")} from ${from};`;
}

/**
 * Statements that make every table of the data model for `customers` customers over three years: 1 to 12 orders each,
 * about 2.5 on average, most soon and few late, some guests, one or two lines an order of 5,000 products, costs of most.
 */
export function manyCustomersSql(customers: number): string {
  const orderCount = `least(12, 1 + floor(-ln(1 - ${chance("customer", 1)}) * 1.6))::integer`;
  return [
    ...(Object.keys(tables) as TableName[]).map((table) => createTable(table)),
    `create table placed as
with customer_orders as (
    select
        customer,
        unnest(range(1, 1 + ${orderCount})) as number
    from (select range::integer as customer from range(1, ${customers} + 1))
),
timed as (
    select
        customer,
        number,
        timestamp '2022-01-01' + to_days((${chance("customer", 2)} * 900)::integer)
            + to_days((case when number = 1 then 0 else (number - 1) * 45 * -ln(1 - ${chance("(customer * 16 + number)", 3)} * 0.999) end)::integer)
            + to_minutes((${chance("(customer * 16 + number)", 4)} * 1439)::integer) as ordered_at
    from customer_orders
)
select
    row_number() over (order by ordered_at, customer, number) as id,
    case when customer % 50 = 0 then null else customer end as customer,
    ordered_at,
    round(5 + 60 * -ln(1 - ${chance("(customer * 16 + number)", 5)} * 0.9999), 2) as amount
from timed
where ordered_at < timestamp '2025-01-01';`,
    insert(
      "orders",
      {
        order_id: "'o' || id",
        customer_id: "'c' || customer",
        customer_key: "customer",
        ordered_at: "ordered_at",
        status: "'paid'",
        gross_amount: "amount",
        discount_amount: `case when ${chance("id", 6)} < 0.2 then 2 end`,
        net_amount: "amount",
        cost_amount: `case when ${chance("id", 7)} < 0.95 then amount * 0.6 end`,
        currency: "'EUR'",
        items: "1",
        order_number:
          "case when customer is not null then row_number() over (partition by customer order by ordered_at, 'o' || id) end",
        days_since_previous:
          "case when customer is not null then ordered_at::date - lag(ordered_at::date) over (partition by customer order by ordered_at, 'o' || id) end",
        channel: "['web', 'app', 'shop'][1 + id % 3]",
        country: "['DE', 'FR', 'NL', 'IT', 'ES'][1 + customer % 5]",
        source_id: "1",
      },
      "placed",
    ),
    "insert into all_orders select *, null from orders;",
    insert(
      "order_lines",
      {
        order_id: "'o' || id",
        customer_key: "customer",
        ordered_at: "ordered_at",
        line_number: "1",
        product_id: `'p' || (floor(5000 * ${chance("id", 8)} * ${chance("id", 9)}))::integer`,
        product_name: `'Product ' || (floor(5000 * ${chance("id", 8)} * ${chance("id", 9)}))::integer`,
        category: `'k' || (floor(5000 * ${chance("id", 8)} * ${chance("id", 9)}))::integer % 12`,
        quantity: "1 + id % 3",
        unit_price: "amount",
        net_amount: "amount",
        cost_amount: "amount * 0.6",
        source_id: "1",
        source_row: "id",
        record_source_id: "1",
      },
      "placed",
    ),
    insert(
      "customers",
      {
        customer_id: "any_value(customer_id)",
        customer_key: "customer_key",
        first_ordered_at: "min(ordered_at)",
        last_ordered_at: "max(ordered_at)",
        orders: "count(*)",
        net_amount: "sum(net_amount)",
        cost_amount: "sum(cost_amount)",
        first_channel: "arg_min(channel, order_number)",
      },
      "orders where customer_key is not null group by customer_key",
    ),
    insert(
      "products",
      {
        product_id: "product_id",
        product_name: "any_value(product_name)",
        category: "any_value(category)",
        first_sold_at: "min(ordered_at)",
        orders: "count(*)",
        quantity: "sum(quantity)",
        net_amount: "sum(net_amount)",
      },
      "order_lines group by product_id",
    ),
    "drop table placed;",
  ].join("\n");
}
