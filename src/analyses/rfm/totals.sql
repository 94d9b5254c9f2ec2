known_order as (
    -- one row per look and order placed by its day, within the window if there
    -- is one; no look knows an order after the as-of date
    select
        look.look,
        look.day,
        o.customer_key,
        o.customer_id,
        cast(o.ordered_at as date) as ordered_on,
        o.net_amount
    from orders as o
    inner join look
        on o.ordered_at < look.day + interval 1 day
        and (
            $window_days is null
            or o.ordered_at >= look.day - to_days(coalesce($window_days, 1) - 1)
        )
    where
        o.customer_key is not null
        and o.ordered_at < $as_of + interval 1 day
),
refund as (
    -- only where refunds are booked on their own day (else they are in
    -- net_amount): refunds of counted orders, by that day
    select
        r.customer_key,
        cast(o.ordered_at as date) as ordered_on,
        cast(coalesce(r.refunded_at, o.ordered_at) as date) as booked_on,
        r.amount
    from refunds as r
    inner join (
        select order_id, customer_key, min(ordered_at) as ordered_at
        from orders
        where customer_key is not null
        group by order_id, customer_key
    ) as o on o.order_id = r.order_id and o.customer_key = r.customer_key
    where $refund_policy = 'at_refund_date'
),
refunded as (
    -- one row per look and customer with a refund known by its day
    select look.look, r.customer_key, sum(r.amount) as amount
    from refund as r
    inner join look
        on r.booked_on <= look.day
        and r.ordered_on <= look.day
        and (
            $window_days is null
            or r.booked_on > look.day - coalesce($window_days, 1)
        )
    where
        greatest(r.booked_on, r.ordered_on) <= $as_of
        and r.booked_on >= coalesce($counted_from, r.booked_on)
        and r.booked_on <= coalesce($counted_through, r.booked_on)
    group by look.look, r.customer_key
),
sale as (
    -- one row per look and customer who had ordered
    select
        look,
        customer_key,
        any_value(customer_id) as customer_id,
        any_value(day) - max(ordered_on) as recency_days,
        count(*) as orders,
        case $frequency
            when 'days' then count(distinct ordered_on)
            else count(*)
        end as frequency,
        coalesce(sum(net_amount), 0) as net_amount
    from known_order
    group by look, customer_key
),
total as materialized (
    select
        sale.* exclude (net_amount),
        sale.net_amount - coalesce(refunded.amount, 0) as net_amount
    from sale
    left join refunded using (look, customer_key)
)
