-- The purchase days of each known customer, up to the end of the as-of date,
-- and the gaps between them; several orders of a day are one day.
reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed
),

known_orders as (
    select
        o.order_id,
        o.customer_key,
        o.ordered_at,
        cast(o.ordered_at as date) as day,
        o.net_amount
    from orders as o
    cross join reading as r
    where o.customer_key is not null
        and o.ordered_at < r.as_of + interval 1 day
),

purchases as (
    select
        *,
        day - lag(day) over own as gap,
        lead(day) over own as next_day
    from (
        select
            customer_key,
            day,
            max(ordered_at) as ordered_at,
            count(*) as orders,
            coalesce(sum(net_amount), 0) as net_amount
        from known_orders
        group by customer_key, day
    )
    window own as (partition by customer_key order by day)
),

begun as (
    select min(day) as first_day
    from purchases
)
