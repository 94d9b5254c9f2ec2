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
known_orders as (
    select
        row_number() over (order by o.ordered_at, o.order_id, o.source_id)
            as place,
        o.order_id,
        o.source_id,
        o.customer_key,
        cast(o.ordered_at as date) as day
    from orders as o
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
),

-- A line that takes goods back (a quantity not above 0) is no purchase.
bought_lines as (
    select
        o.place,
        o.customer_key,
        o.day,
        case $level when 'category' then l.category else l.product_id end
            as product_id,
        case $level when 'category' then l.category else l.product_name end
            as name
    from order_lines as l
    inner join known_orders as o
        on o.order_id = l.order_id and o.source_id = l.source_id
    where coalesce(l.quantity, 1) > 0
        and case $level when 'category' then l.category else l.product_id end
            is not null
),

-- One row per product; the name that stood last with it.
items as materialized (
    select
        cast(row_number() over (order by product_id) as integer) as item,
        product_id,
        coalesce(arg_max(name, (day, name)), product_id) as name
    from bought_lines
    group by product_id
),

-- One row per order and product.
order_items as materialized (
    select distinct l.place, l.customer_key, l.day, i.item
    from bought_lines as l
    inner join items as i on i.product_id = l.product_id
)
