/** The CDNOW sample as a shop: one order a customer and day, as its file is counted for the published values. */
import { readFileSync } from "node:fs";
import { dataFile } from "./data.ts";
import type { NativeDuckDb } from "./native.ts";

/** Puts the shop in the place of the one before; false, with a message, where the file is absent. */
export async function buildCdnow(duckdb: NativeDuckDb): Promise<boolean> {
  const path = dataFile("cdnow_sample/CDNOW_sample.txt");
  if (path === null) return false;
  const records = readFileSync(path, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .map(([, customer, day, , dollars]) => `('${customer}', '${day}', ${dollars})`);
  await duckdb.build([]);
  await duckdb.run(`
    create or replace temp table record as
    select customer, strptime(day, '%Y%m%d') as day, cast(dollars as decimal(18, 4)) as dollars
    from (values ${records.join(", ")}) as t (customer, day, dollars);
    insert into customers by name
    select
        customer as customer_id,
        cast(row_number() over (order by customer) as integer) as customer_key,
        min(day) as first_ordered_at,
        max(day) as last_ordered_at,
        count(distinct day) as orders,
        sum(dollars) as net_amount
    from record
    group by customer;
    insert into orders by name
    select
        customer || '/' || strftime(day, '%Y%m%d') as order_id,
        customer as customer_id,
        c.customer_key,
        day as ordered_at,
        'paid' as status,
        sum(dollars) as net_amount,
        'USD' as currency,
        cast(row_number() over (partition by customer order by day) as integer) as order_number,
        cast(1 as integer) as source_id
    from record
    inner join customers as c on c.customer_id = customer
    group by customer, c.customer_key, day;`);
  return true;
}
