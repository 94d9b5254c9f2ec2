-- The margin of orders whose cost is known: what is left of their net amount
-- after cost, shipping and tax (where these are in it), refunds off.
priced_orders as (
    select
        o.order_id,
        o.customer_key,
        o.ordered_at,
        o.net_amount,
        o.cost_amount + case $amount_rule
            when 'goods' then 0
            else coalesce(o.shipping_amount, 0) + coalesce(o.tax_amount, 0)
        end as spent
    from orders as o
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
        and o.cost_amount is not null
        and o.net_amount is not null
),

margin_money as (
    select net_amount, spent
    from priced_orders
    union all
    select -b.amount, 0
    from refunds as b
    inner join (
        select order_id, customer_key, min(ordered_at) as ordered_at
        from priced_orders
        where $refund_policy = 'at_refund_date'
        group by order_id, customer_key
    ) as o
        on o.order_id = b.order_id
        and o.customer_key is not distinct from b.customer_key
    cross join reading as r
    where coalesce(b.refunded_at, o.ordered_at) < r.as_of + interval 1 day
),

-- A typed margin comes first. Of orders worth nothing there is none.
margins as (
    select
        coalesce(
            cast($margin as double),
            case
                when sum(net_amount) > 0
                then cast(sum(net_amount - spent) as double)
                    / cast(sum(net_amount) as double)
            end
        ) as margin,
        cast($margin as double) is null as measured
    from margin_money
)
