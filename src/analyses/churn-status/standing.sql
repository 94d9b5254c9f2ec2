-- Every known customer at the as-of date. A refund lowers the money on its own
-- day where the counting rule says so, else it is in net_amount.
refunded as (
    select r.customer_key, sum(r.amount) as amount
    from refunds as r
    inner join (
        select order_id, customer_key, min(day) as day
        from known_orders
        group by order_id, customer_key
    ) as o on o.order_id = r.order_id and o.customer_key = r.customer_key
    cross join reading as l
    where $refund_policy = 'at_refund_date'
        and coalesce(cast(r.refunded_at as date), o.day) <= l.as_of
    group by r.customer_key
),

customer_days as (
    select
        p.customer_key,
        max(p.ordered_at) as last_ordered_at,
        max(p.day) as last_day,
        max(p.day) filter (where p.gap > l.long_days) as comeback_day,
        sum(p.orders) as orders,
        sum(p.net_amount) as net_amount,
        quantile_cont(cast(p.gap as double), 0.5) as own_median_gap,
        max(p.gap) filter (where p.next_day is null) as last_gap,
        quantile_cont(cast(p.gap as double), 0.5)
            filter (where p.next_day is not null) as median_before
    from purchases as p
    cross join limits as l
    group by p.customer_key
),

-- Who is new is a fact of the whole shop, whatever is counted. One status each,
-- the first that matches.
standing as (
    select
        *,
        /* status.sql */ as status,
        days_since > $at_risk_from * short_days
            and days_since <= short_days as at_risk
    from (
        select
            c.customer_key,
            k.customer_id,
            l.day,
            c.last_ordered_at,
            c.last_day,
            c.comeback_day,
            cast(k.first_ordered_at as date) as first_day,
            l.day - c.last_day as days_since,
            c.orders,
            c.net_amount - coalesce(r.amount, 0) as net_amount,
            c.own_median_gap,
            c.last_gap,
            c.median_before,
            l.cycle_days,
            l.short_days,
            l.long_days
        from customer_days as c
        inner join main.customers as k on k.customer_key = c.customer_key
        cross join limits as l
        left join refunded as r on r.customer_key = c.customer_key
        where l.cycle_days is not null
    )
)
