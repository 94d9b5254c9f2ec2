-- How many they are, and what they brought so far.
select
    cast(count(*) as integer) as customers,
    cast(round(coalesce(sum(o.net_amount), 0), 2) as double) as net_amount
from (
    select customer_key, sum(net_amount) as net_amount
    from orders
    where customer_key in (select customer_key from win_back)
    group by customer_key
) as o
