-- The split of a customer is a dimension of the first order of all, whatever
-- orders a filter keeps; a product or category is that of its first line with
-- one. One row per known customer; none without a split.
first_orders as (
    select
        customer_key,
        order_id,
        source_id,
        case $split_by
            when 'channel' then channel
            when 'campaign' then campaign
            when 'country' then country
            when 'region' then region
            when 'city' then city
            when 'coupon' then coupon
            when 'payment_method' then payment_method
        end as split
    from main.orders
    where order_number = 1 and $split_by <> 'none'
),

first_lines as (
    select
        o.customer_key,
        case $split_by
            when 'product' then arg_min(l.product_id, l.line_number)
            else arg_min(l.category, l.line_number)
        end as split
    from first_orders as o
    inner join main.order_lines as l
        on l.order_id = o.order_id and l.source_id = o.source_id
    where $split_by in ('product', 'category')
    group by o.customer_key
),

first_splits as (
    select f.customer_key, coalesce(l.split, f.split) as split
    from first_orders as f
    left join first_lines as l on l.customer_key = f.customer_key
)
