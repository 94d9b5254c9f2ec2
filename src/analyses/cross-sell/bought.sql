-- What is bought together. A basket is an order that names a product; it holds
-- its products once each, however many lines. Within days it also holds what
-- the same customer ordered from that day on, so many days later at most.
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed
),

-- place stands for the order, whose id alone is not unique.
known_orders as materialized (
    select
        cast(row_number() over () as integer) as place,
        o.order_id,
        o.source_id,
        o.customer_key,
        o.order_number,
        cast(o.ordered_at as date) as day
    from orders as o
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
),

-- A line that takes goods back (a quantity not above 0) is no purchase.
bought_lines as not materialized (
    select
        l.order_id,
        l.source_id,
        cast(l.ordered_at as date) as day,
        case $level when 'category' then l.category else l.product_id end
            as product_id,
        case $level when 'category' then l.category else l.product_name end
            as name
    from order_lines as l
    cross join reading as r
    where l.ordered_at < r.as_of + interval 1 day
        and coalesce(l.quantity, 1) > 0
        and case $level when 'category' then l.category else l.product_id end
            is not null
),

-- One row per product, numbered by id; the name that stood last with it.
items as materialized (
    select
        cast(row_number() over (order by product_id) as integer) as item,
        product_id,
        coalesce(arg_max(name, (day, name)), product_id) as name
    from (
        select product_id, name, max(day) as day
        from bought_lines
        group by product_id, name
    )
    group by product_id
),

-- One row per order and product, in numbers alone.
order_items as materialized (
    select o.place, i.item
    from bought_lines as l
    inner join known_orders as o
        on o.order_id = l.order_id and o.source_id = l.source_id
    inner join items as i on i.product_id = l.product_id
    group by o.place, i.item
)
