stage_counts as (
    select
        * exclude (buyers, is_of, is_hit, is_guest),
        sum(if(is_of, buyers, 0)) as n,
        sum(if(is_of and is_hit, buyers, 0)) as hits,
        sum(if(is_of and is_hit and not is_guest, buyers, 0)) as known,
        null as amount
    from (
        select
            s.* exclude (zone, allowed),
            c.buyers,
            c.is_guest,
            if(s.clock = 'age', c.is_of_age, c.is_of) as is_of,
            case
                when s.clock = 'age' and s.same_day = 'one'
                then c.is_hit_age_daily
                when s.clock = 'age' then c.is_hit_age
                when s.same_day = 'one' then c.is_hit_daily
                else c.is_hit
            end as is_hit
        from stage_asked as s
        left join classes as c
            on c.admitted = (s.allowed & c.mask)
            and c.zone = s.zone
            and (not c.is_guest or s.identity = 'guests_apart')
            and (s.first_orders = 'all' or not c.is_truncated)
        where $figure not in ('orders', 'net_amount', 'average_order_value')
    )
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
        * exclude (n, hits, known, amount),
        coalesce(n, 0) as n,
        hits,
        known,
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
