reading as (
    -- Silence is known up to the day after the last one covered in full; day:
    -- from where is looked back
    select
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($counted_through as date),
            cast($observed_through as date) + 1
        ) as day
),
known_orders as not materialized (
    select
        o.order_id,
        o.source_id,
        o.customer_key,
        o.ordered_at,
        o.shipped_at,
        o.delivered_at,
        cast(o.ordered_at as date) as day
    from orders as o
    cross join reading as r
    where o.customer_key is not null
        and o.ordered_at < r.as_of + interval 1 day
),
/* purchase-days.sql */,
looked as (
    select as_of as day
    from reading
),
/* store-cycle.sql */,
-- Nobody can be seen to have left before the patience with the first customer
-- has run out: last_day is the last day on which a last order is long enough
-- ago; null where that is before the first order, or where no cycle is known.
horizon as (
    select
        day,
        cycle_days,
        patience,
        case when first_day < day - patience then day - patience - 1 end
            as last_day
    from (
        select
            day,
            first_day,
            cycle_days,
            -- more days without an order than this are churn
            cast(floor(
                case $churned
                    when 'long_term' then cast($long as double)
                    else cast($short as double)
                end
                * cycle_days
            ) as integer) as patience
        from (
            select
                r.day,
                p.first_day,
                coalesce(cast($cycle_days as double), c.cycle_days)
                    as cycle_days
            from reading as r
            cross join (select min(day) as first_day from purchases) as p
            left join cycles as c on true
        )
    )
),
buyer as (
    -- one row per customer with an order by the day looked from
    select
        p.customer_key,
        max(p.day) as last_on,
        cast(sum(p.orders) as integer) as orders
    from purchases as p
    cross join reading as r
    where p.day <= r.day
    group by p.customer_key
)
