/** The customers and products that follow from kept orders and their lines. */
import { createTable, tables } from "../orders/schema.ts";
import { identifier } from "../sql/identifier.ts";
import type { SourceFile } from "./group.ts";
import { attributeNames } from "./joined-customers.ts";
import { table, workTable, type Place } from "./names.ts";

/** The statement that makes `products`, from lines that still have their `order_key`, in the order of their ids. */
export function productsStatement(place: Place, lines: boolean): string {
  const name = table(place, "products");
  if (!lines) return createTable("products", name);
  return `create table ${name} as
select
    product_id,
    arg_max(product_name, ordered_at) as product_name,
    arg_max(category, ordered_at) as category,
    min(ordered_at) as first_sold_at,
    cast(count(distinct order_key) as integer) as orders,
    cast(sum(quantity) as DECIMAL(18,4)) as quantity,
    cast(sum(net_amount) as DECIMAL(18,4)) as net_amount
from ${table(place, "order_lines")}
where product_id is not null
group by product_id
order by product_id;`;
}

/** Columns that every customer has, from orders and joined files alike. */
const ownColumns = new Set(["birthday", "email", "phone"]);

/** The columns of joined customer files beside {@link ownColumns}; a name that is taken gets `_2`. */
function attributeColumns(files: readonly SourceFile[]): readonly string[] {
  const taken = new Set(tables.customers.map(({ name }): string => name));
  const names = attributeNames(files).filter((name) => !ownColumns.has(name.toLowerCase()));
  return names.map((attribute) => {
    let name = attribute;
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${attribute}_${copy}`;
    taken.add(name.toLowerCase());
    return `attributes.${identifier(attribute)} as ${identifier(name)}`;
  });
}

/** The latest address of the files, else the customer's id where it is one. */
const emailOf =
  "coalesce(persons.email, case when customers.customer_id like '%_@_%._%' then customers.customer_id end) as email";

/** The statement that makes `customers`: those with at least one kept order, by key, with their `customer_attributes`. */
export function customersStatement(files: readonly SourceFile[], place: Place, lines: boolean): string {
  const firstProducts = lines
    ? `first_products as (
    select customer_key, arg_min(product_id, source_id * 4294967296 + source_row) as first_product_id
    from ${table(place, "order_lines")}
    semi join first_orders using (order_id, source_id)
    group by customer_key
)`
    : `first_products as (
    select cast(null as integer) as customer_key, cast(null as varchar) as first_product_id
    where false
)`;
  return `create table ${table(place, "customers")} as
with first_orders as (
    select customer_key, order_id, source_id, channel as first_channel
    from ${table(place, "orders")}
    where order_number = 1
),
${firstProducts},
-- What the orders say of who ordered; a masked phone number is nobody's.
persons as (
    select
        customer_key,
        min(birthday) as birthday,
        arg_max(email, (ordered_at, order_key)) filter (email like '%_@_%') as email,
        arg_max(phone, (ordered_at, order_key))
            filter (phone is not null and not contains(phone, '*')) as phone
    from ${workTable(place, "decided")}
    where excluded_by is null and customer_key is not null
    group by customer_key
),
customers as (
    select
        any_value(customer_id) as customer_id,
        customer_key,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at,
        cast(count(*) as integer) as orders,
        cast(sum(net_amount) as DECIMAL(18,4)) as net_amount,
        cast(sum(cost_amount) as DECIMAL(18,4)) as cost_amount
    from ${table(place, "orders")}
    where customer_key is not null
    group by customer_key
)
select
    customers.customer_id,
    customers.* exclude (customer_id),
    first_orders.first_channel,
    first_products.first_product_id,
    ${["persons.birthday", emailOf, "persons.phone", ...attributeColumns(files)].join(",\n    ")}
from customers
left join first_orders using (customer_key)
left join first_products using (customer_key)
left join persons using (customer_key)
left join ${table(place, "customer_attributes")} as attributes using (customer_id)
order by customer_key;`;
}
