-- Whom the campaign is for, how many of them order anyway, and what an order
-- of theirs is worth. The base window is the n-th last that is over.
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        greatest(
            (select cast(min(ordered_at) as date) from main.orders),
            cast($counted_from as date)
        ) as known_from,
        observed - cast($windows_back as integer)
            * cast($window_days as integer) + 1 as base_from,
        base_from + cast($window_days as integer) - 1 as base_to
),

audience as (
    select distinct l.customer_key
    from $list as l
    inner join customers as c on c.customer_key = l.customer_key
    cross join reading as r
    where c.first_ordered_at < r.as_of + interval 1 day
),

audience_orders as (
    select
        o.order_id,
        o.customer_key,
        o.ordered_at,
        cast(o.ordered_at as date) as day,
        o.net_amount
    from orders as o
    semi join audience as a on a.customer_key = o.customer_key
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
),

-- Whoever had ordered before the base window, and whether again within it.
base_customers as (
    select
        o.customer_key,
        bool_or(o.day >= r.base_from and o.day <= r.base_to) as ordered
    from audience_orders as o
    cross join reading as r
    where r.base_from >= r.known_from
    group by o.customer_key
    having bool_or(o.day < r.base_from)
)
