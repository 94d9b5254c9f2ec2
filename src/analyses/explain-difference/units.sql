-- Refunds of counted orders on their own day, where the counting rules book
-- them so; elsewhere net_amount is after refunds already.
booked_refunds as (
    select
        o.order_id,
        o.source_id,
        o.customer_key,
        coalesce(cast(f.refunded_at as date), cast(o.ordered_at as date))
            as day,
        f.amount
    from refunds as f
    inner join orders as o
        on o.order_id = f.order_id
        and o.customer_key is not distinct from f.customer_key
    where $refund_policy = 'at_refund_date' and $what = 'range'
    qualify row_number() over (
        partition by f.source_id, f.source_row, f.order_id
        order by o.source_id <> f.source_id, o.source_id
    ) = 1
),

side_orders as (
    select
        s.side,
        s.starts_on,
        o.order_id,
        o.source_id,
        o.customer_key,
        o.net_amount,
        o.net_amount - o.cost_amount - case $amount_rule
            when 'goods' then 0
            else coalesce(o.shipping_amount, 0) + coalesce(o.tax_amount, 0)
        end as margin
    from orders as o
    inner join sides as s
        on cast(o.ordered_at as date) between s.starts_on and s.ends_on
    where s.known
),

side_refunds as (
    select s.side, s.starts_on, f.order_id, f.source_id, f.customer_key,
        f.amount
    from booked_refunds as f
    inner join sides as s on f.day between s.starts_on and s.ends_on
    where s.known
),

returns as (
    select distinct t.customer_key
    from starters as t
    semi join sides as s on s.starts_on = t.cohort
    inner join orders as o
        on o.customer_key = t.customer_key
        and cast(o.ordered_at as date) between t.back_from and t.back_to
        and o.order_number > 1
    where t.observed
),

customer_figures as (
    select
        o.side,
        o.starts_on,
        o.customer_key,
        o.orders,
        o.net_amount - coalesce(f.amount, 0) as net_amount,
        o.margin - coalesce(f.amount, 0) as margin
    from (
        select
            side,
            starts_on,
            customer_key,
            count(*) as orders,
            coalesce(sum(net_amount), 0) as net_amount,
            sum(margin) as margin
        from side_orders
        where customer_key is not null
        group by side, starts_on, customer_key
    ) as o
    left join (
        select side, customer_key, sum(amount) as amount
        from side_refunds
        group by side, customer_key
    ) as f on f.side = o.side and f.customer_key = o.customer_key
),

-- What is counted: a customer or an order with its value. A refund of an order
-- from outside the range is money without a unit (n = 0).
units as (
    select
        s.side,
        t.customer_key,
        cast(null as varchar) as order_id,
        cast(null as integer) as source_id,
        s.starts_on,
        1 as n,
        cast(b.customer_key is not null as integer) as value
    from starters as t
    inner join sides as s on s.starts_on = t.cohort
    left join returns as b on b.customer_key = t.customer_key
    where t.observed
    union all
    select
        side,
        customer_key,
        null,
        null,
        starts_on,
        1,
        case $measure
            when 'repeat_rate' then cast(orders >= 2 as integer)
            when 'orders_per_customer' then orders
            when 'net_amount_per_customer' then net_amount
            else margin
        end
    from customer_figures
    where $measure <> 'average_order_value'
        and ($measure <> 'margin_per_customer' or margin is not null)
    union all
    select
        o.side,
        o.customer_key,
        o.order_id,
        o.source_id,
        o.starts_on,
        1,
        o.net_amount - coalesce(f.amount, 0)
    from side_orders as o
    left join (
        select side, order_id, source_id, sum(amount) as amount
        from side_refunds
        group by side, order_id, source_id
    ) as f
        on f.side = o.side
        and f.order_id = o.order_id
        and f.source_id = o.source_id
    where $measure = 'average_order_value' and o.net_amount is not null
    union all
    select
        f.side, f.customer_key, f.order_id, f.source_id, f.starts_on, 0,
        -f.amount
    from side_refunds as f
    anti join side_orders as o
        on o.side = f.side
        and o.order_id = f.order_id
        and o.source_id = f.source_id
        and o.net_amount is not null
    where $measure = 'average_order_value'
),
