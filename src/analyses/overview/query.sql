-- Refunds that count on their own day: of counted orders, as far as they were
-- known. Under every other policy net_amount is less them already.
refunds_booked as (
    select
        greatest(cast(coalesce(r.refunded_at, o.ordered_at) as date),
            c.first_day) as day,
        c.shift,
        r.amount
    from refunds as r
    inner join (
        select order_id, customer_key, min(ordered_at) as ordered_at
        from orders
        where $refund_policy = 'at_refund_date'
        group by order_id, customer_key
    ) as o
        on o.order_id = r.order_id
        and o.customer_key is not distinct from r.customer_key
    cross join calendar as c
    where o.ordered_at < c.as_of + interval 1 day
        and coalesce(r.refunded_at, o.ordered_at) < c.as_of + interval 1 day
),

span_refunds as (
    select s.span, s.starts_on, r.amount
    from refunds_booked as r
    inner join spans as s
        on r.day between s.starts_on and s.ends_on
    where s.span <> 'period'
    union all
    select
        'period', cast(date_trunc($period, day + shift) as date) - shift, amount
    from refunds_booked
),

span_money as (
    select
        span,
        starts_on,
        sum(net_amount) as net_amount,
        sum(orders) as orders,
        sum(priced_orders) as priced_orders,
        sum(customer_orders) as customer_orders
    from (
        select
            span,
            starts_on,
            sum(net_amount) as net_amount,
            count(*) as orders,
            count(net_amount) as priced_orders,
            count(customer_key) as customer_orders
        from span_orders
        group by span, starts_on
        union all
        select span, starts_on, -sum(amount), 0, 0, 0
        from span_refunds
        group by span, starts_on
    )
    group by span, starts_on
),

customer_counts as (
    select
        span,
        starts_on,
        count(*) as customers,
        count(*) filter (where is_new) as new_customers,
        count(*) filter (where not is_new) as returning_customers,
        count(*) filter (where orders >= 2) as repeat_customers
    from span_customers
    group by span, starts_on
),

-- Days to the second purchase day in each span.
spells as (
    select
        struct_pack(span := span, starts_on := starts_on) as split,
        days,
        returned as ended
    from span_lifetimes
),

/* kaplan-meier.sql */,

begun as (
    select
        span,
        starts_on,
        count(*) as began,
        count(*) filter (where returned) as returned
    from span_lifetimes
    group by span, starts_on
),

figures as (
    select
        s.position,
        s.span,
        s.starts_on,
        s.ends_on,
        coalesce(m.net_amount, 0) as net_amount,
        coalesce(m.orders, 0) as orders,
        coalesce(m.priced_orders, 0) as priced_orders,
        coalesce(m.customer_orders, 0) as customer_orders,
        coalesce(c.customers, 0) as customers,
        coalesce(c.new_customers, 0) as new_customers,
        coalesce(c.returning_customers, 0) as returning_customers,
        coalesce(c.repeat_customers, 0) as repeat_customers,
        c.repeat_customers / c.customers as repeat_rate,
        1.959963984540054 * 1.959963984540054 / c.customers as zz,
        d.median_days,
        coalesce(b.began, 0) as began,
        coalesce(b.returned, 0) as returned,
        s.ends_on <= k.observed as complete,
        -- A ratio of a period that is not over would be compared as if it were.
        s.ends_on <= k.observed or s.span <> 'period' as known,
        -- A typed beginning of the store clears it.
        cast($observed_from as date) is null
        and s.starts_on < k.shop_began + 90 as left_truncated
    from spans as s
    cross join calendar as k
    left join span_money as m
        on m.span = s.span and m.starts_on = s.starts_on
    left join customer_counts as c
        on c.span = s.span and c.starts_on = s.starts_on
    left join medians as d
        on d.split.span = s.span and d.split.starts_on = s.starts_on
    left join begun as b
        on b.span = s.span and b.starts_on = s.starts_on
)

select
    cast(span as varchar) as span,
    cast(starts_on as date) as starts_on,
    cast(ends_on as date) as ends_on,
    cast(net_amount as double) as net_amount,
    cast(orders as integer) as orders,
    cast(customers as integer) as customers,
    cast(new_customers as integer) as new_customers,
    cast(returning_customers as integer) as returning_customers,
    cast(case when known then
        cast(net_amount as double) / nullif(priced_orders, 0)
    end as double) as average_order_value,
    cast(case when known then customer_orders / nullif(customers, 0) end
        as double) as orders_per_customer,
    cast(repeat_customers as integer) as repeat_customers,
    cast(case when known then repeat_rate end as double) as repeat_rate,
    cast(customers as integer) as n,
    -- The Wilson interval at 95 %.
    cast(case
        when not known then null
        when repeat_customers = 0 and customers > 0 then 0
        else (repeat_rate + zz / 2
            - sqrt(zz * (repeat_rate * (1 - repeat_rate) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when not known then null
        when repeat_customers = customers and customers > 0 then 1
        else (repeat_rate + zz / 2
            + sqrt(zz * (repeat_rate * (1 - repeat_rate) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    cast(median_days as integer) as median_days_to_second,
    cast(began as integer) as began,
    cast(returned as integer) as returned,
    cast(complete as boolean) as complete,
    cast(left_truncated as boolean) as left_truncated
from figures
order by position, starts_on
