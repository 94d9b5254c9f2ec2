-- Customers who are silent for longer than so many times their own rhythm:
-- the median of the days between their orders, known from three orders on.
with known as (
    select *
    from orders
    where customer_key is not null and ordered_at < $as_of + interval 1 day
),
rhythm as (
    select
        customer_key,
        any_value(customer_id) as customer_id,
        median(days_since_previous) as rhythm,
        cast(max(ordered_at) as date) as last_ordered_on,
        count(*) as orders,
        sum(net_amount) as net_amount
    from known
    group by customer_key
    having count(*) >= 3
)
select
    customer_key,
    customer_id,
    last_ordered_on,
    cast(date_diff('day', last_ordered_on, $as_of) as integer) as days_quiet,
    cast(rhythm as double) as rhythm,
    cast(orders as integer) as orders,
    cast(net_amount as double) as net_amount
from rhythm
where date_diff('day', last_ordered_on, $as_of) > $times * greatest(rhythm, 1)
order by net_amount desc, customer_key
