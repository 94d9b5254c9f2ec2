order_money as (
    select
        sum(net_amount) as net_amount,
        count(net_amount) as priced
    from audience_orders
),

-- Refunds that count on their own day, as far as they are known.
refund_money as (
    select coalesce(sum(b.amount), 0) as amount
    from refunds as b
    inner join (
        select order_id, customer_key, min(ordered_at) as ordered_at
        from audience_orders
        where $refund_policy = 'at_refund_date'
        group by order_id, customer_key
    ) as o on o.order_id = b.order_id and o.customer_key = b.customer_key
    cross join reading as r
    where coalesce(b.refunded_at, o.ordered_at) < r.as_of + interval 1 day
),

base as (
    select
        count(*) as n,
        count(*) filter (where ordered) as ordered,
        count(*) filter (where ordered) / nullif(count(*), 0) as rate,
        1.959963984540054 * 1.959963984540054 / nullif(count(*), 0) as zz
    from base_customers
),

plan as (
    select
        s.customers,
        cast(round(s.customers * cast($control_share as double)) as integer)
            as control,
        r.base_from,
        r.base_to,
        b.n as base_n,
        b.ordered as base_ordered,
        b.rate as base_rate,
        -- Wilson's interval at 95 %.
        case
            when b.ordered = 0 and b.n > 0 then 0
            else (b.rate + b.zz / 2
                - sqrt(b.zz * (b.rate * (1 - b.rate) + b.zz / 4)))
                / (1 + b.zz)
        end as base_low,
        case
            when b.ordered = b.n and b.n > 0 then 1
            else (b.rate + b.zz / 2
                + sqrt(b.zz * (b.rate * (1 - b.rate) + b.zz / 4)))
                / (1 + b.zz)
        end as base_high,
        m.priced,
        cast(m.net_amount - f.amount as double) / nullif(m.priced, 0)
            as average_order_value,
        g.margin,
        g.measured
    from (select count(*) as customers from audience) as s
    cross join reading as r
    cross join base as b
    cross join order_money as m
    cross join refund_money as f
    cross join margins as g
)
