-- What each product does for the shop, from orders up to the as-of date.
-- A product wins the customers whose first order contains it; they have come
-- back when they ordered again within window_days of the first order (null: so
-- far). Only customers observed that long count.
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        cast($window_days as integer) as window_days
),

-- place stands for the order, whose id alone is not unique.
known_orders as (
    select
        row_number() over () as place,
        o.order_id,
        o.source_id,
        o.customer_key,
        o.order_number,
        cast(o.ordered_at as date) as day
    from orders as o
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
),

-- One row per line that names a product (or category).
named_lines as (
    select
        case $level when 'category' then l.category else l.product_id end
            as product_id,
        case $level when 'category' then l.category else l.product_name end
            as name,
        o.place,
        o.day,
        case when o.order_number = 1 then o.customer_key end as won_key,
        l.net_amount,
        l.cost_amount
    from order_lines as l
    inner join known_orders as o
        on o.order_id = l.order_id and o.source_id = l.source_id
    where case $level when 'category' then l.category else l.product_id end
        is not null
),

-- One row per product and customer won.
won as (
    select distinct product_id, won_key as customer_key
    from named_lines
    where won_key is not null
),

-- One row per customer whose first order is counted.
starters as (
    select
        f.customer_key,
        coalesce(f.day + r.window_days <= r.observed, true) as observed,
        coalesce(
            b.next_day is not null
            and coalesce(b.next_day - f.day <= r.window_days, true),
            false
        ) as ordered_again
    from known_orders as f
    cross join reading as r
    left join (
        select customer_key, min(day) as next_day
        from known_orders
        where order_number > 1 and customer_key is not null
        group by customer_key
    ) as b on b.customer_key = f.customer_key
    where f.order_number = 1 and f.customer_key is not null
),

-- All customers won: those whose first order names a product.
everyone as (
    select
        count(*) as won,
        count(*) filter (where observed) as n,
        count(*) filter (where observed and ordered_again) as customers
    from starters as s
    semi join won as w on w.customer_key = s.customer_key
)
