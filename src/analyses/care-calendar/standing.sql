-- Where each customer stands today by the rule of one and three cycles: the
-- days between purchase days give the store's cycle.
buying_days as (
    select distinct o.customer_key, cast(o.ordered_at as date) as day
    from orders as o
    cross join product_reading as r
    where o.customer_key is not null
        and o.ordered_at < r.today + interval 1 day
),

day_gaps as materialized (
    select
        customer_key,
        day,
        day - lag(day) over (partition by customer_key order by day) as gap
    from buying_days
),

gap_counts as materialized (
    select 'store' as level_id, days, own_gaps, count(*) as gaps
    from (
        select
            gap as days,
            count(*) over (partition by customer_key) as own_gaps
        from day_gaps
        where gap is not null
    )
    group by days, own_gaps
),
