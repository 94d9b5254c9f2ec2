-- What each spec lets in, as the sum of the kinds of orders.
stage_asked as materialized (
    select distinct
        refunds, unpaid, cancelled, unattached_negative, zero_value,
        test_orders, same_day, identity, clock, time_zone, first_orders,
        case time_zone when 'earlier' then -1 when 'later' then 1 else 0 end
            as zone,
        if(unpaid = 'include', 1, 0)
            + if(cancelled = 'include', 2, 0)
            + if(test_orders = 'include', 4, 0)
            + if(zero_value = 'include', 8, 0)
            + if(
                unattached_negative = 'keep_as_order' and refunds <> 'ignore',
                16, 0
            )
            + if(refunds <> 'drop_refunded_orders', 32, 0) as allowed
    from stage_specs
),

stage_counts as (
    select
        s.* exclude (zone, allowed),
        sum(if(if(s.clock = 'age', c.is_of_age, c.is_of), c.buyers, 0)) as n,
        sum(case
            when s.clock = 'age' and not c.is_of_age then 0
            when s.clock <> 'age' and not c.is_of then 0
            when case
                when s.clock = 'age' and s.same_day = 'one'
                then c.is_hit_age_daily
                when s.clock = 'age' then c.is_hit_age
                when s.same_day = 'one' then c.is_hit_daily
                else c.is_hit
            end
            then c.buyers
            else 0
        end) as hits,
        null as amount
    from stage_asked as s
    left join classes as c
        on c.admitted = (s.allowed & c.mask)
        and c.zone = s.zone
        and (not c.is_guest or s.identity = 'guests_apart')
        and (s.first_orders = 'all' or not c.is_truncated)
    where $figure not in ('orders', 'net_amount', 'average_order_value')
    group by all
    union all
    select
        s.* exclude (zone, allowed),
        sum(case
            when $figure = 'orders' and s.same_day = 'one' then d.days
            when $figure = 'orders' then o.orders
            when s.same_day = 'one' then d.priced_days
            else o.priced_orders
        end),
        null,
        sum(case
            when $amount_rule <> 'paid' and s.refunds = 'at_refund_date'
            then o.net_amount - o.booked
            when $amount_rule <> 'paid' then o.net_amount
            when s.refunds = 'ignore' then o.before
            when s.refunds = 'at_refund_date' then o.before - o.booked
            else o.before - o.refund
        end)
    from stage_asked as s
    left join order_sums as o on o.admitted = (s.allowed & o.mask)
    left join day_sums as d on d.mask = o.mask and d.admitted = o.admitted
    where $figure in ('orders', 'net_amount', 'average_order_value')
    group by all
),

stage_values as materialized (
    select
        * exclude (n, hits, amount),
        coalesce(n, 0) as n,
        hits,
        case $figure
            when 'net_amount' then cast(coalesce(amount, 0) as double)
            when 'average_order_value'
            then cast(amount as double) / nullif(n, 0)
            when 'customers' then coalesce(n, 0)
            when 'orders' then coalesce(n, 0)
            else hits / nullif(n, 0)
        end as value
    from stage_counts
)
