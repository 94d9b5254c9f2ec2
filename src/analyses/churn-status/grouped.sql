-- Who has left by orders made, and by a dimension of the first order: the eight
-- largest groups, all others together as one more.
first_orders as (
    select
        customer_key,
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

splits as (
    select
        split,
        case
            when row_number() over (order by count(*) desc, split nulls last)
                <= 8
            then row_number() over (order by count(*) desc, split nulls last)
            else 9
        end as position
    from standing as s
    left join first_orders as f on f.customer_key = s.customer_key
    where $split_by <> 'none'
    group by split
),

grouped as (
    select
        customer_key,
        status,
        'orders' as dimension,
        least(orders, 3) as position
    from standing
    union all
    select s.customer_key, s.status, 'split', p.position
    from standing as s
    left join first_orders as f on f.customer_key = s.customer_key
    inner join splits as p on p.split is not distinct from f.split
    where $split_by <> 'none'
)
