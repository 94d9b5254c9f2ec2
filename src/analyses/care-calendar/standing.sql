-- Where each customer stands today by the rule of one and three cycles.
known_orders as not materialized (
    select o.customer_key, cast(o.ordered_at as date) as day
    from orders as o
    cross join product_reading as r
    where o.customer_key is not null
        and o.ordered_at < r.today + interval 1 day
),

/* purchase-days.sql */,

looked as (
    select today as day
    from product_reading
),

/* store-cycle.sql */,

store_cycle as materialized (
    select case $cycle
        when 'typed' then cast($cycle_days as double)
        else (select max(cycle_days) from cycles)
    end as cycle_days
)
