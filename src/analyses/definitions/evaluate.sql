-- The specs told apart by what they ask of an order.
stage_order_specs as materialized (
    select
        *,
        row_number() over (order by
            refunds, unpaid, cancelled, unattached_negative, zero_value,
            test_orders
        ) as order_spec
    from (
        select distinct
            refunds, unpaid, cancelled, unattached_negative, zero_value,
            test_orders
        from stage_specs
    )
),

-- Orders as each spec counts them; those of buyers whom no rule of an order
-- touches stand once, under spec 0.
stage_orders as (
    select
        s.order_spec,
        f.place,
        f.buyer,
        f.is_guest,
        f.ordered_at,
        case
            when $amount_rule <> 'paid'
            then f.net_amount
                - case s.refunds when 'at_refund_date' then f.booked else 0 end
            when s.refunds = 'ignore' then f.before
            when s.refunds = 'at_refund_date' then f.before - f.booked
            else f.before - f.refund
        end as amount
    from flagged as f
    semi join touched as t on t.buyer = f.buyer
    cross join stage_order_specs as s
    where (s.unpaid = 'include' or not f.is_unpaid)
        and (s.cancelled = 'include' or not f.is_cancelled)
        and (s.zero_value = 'include' or not f.is_zero)
        and (s.test_orders = 'include' or not f.is_test)
        and (
            not f.is_unattached
            or (s.unattached_negative = 'keep_as_order' and s.refunds <> 'ignore')
        )
        and (s.refunds <> 'drop_refunded_orders' or not f.is_refunded)
    union all
    select 0, f.place, f.buyer, f.is_guest, f.ordered_at, f.before
    from flagged as f
    anti join touched as t on t.buyer = f.buyer
),

-- The store's clock, or one some hours earlier or later.
stage_days as (
    select
        o.* exclude (ordered_at),
        z.time_zone,
        cast(o.ordered_at + to_hours(cast(case z.time_zone
            when 'earlier' then -$zone_hours
            when 'later' then $zone_hours
            else 0
        end as bigint)) as date) as day
    from stage_orders as o
    cross join (select distinct time_zone from stage_specs) as z
),

stage_firsts as (
    select
        *,
        min(day) over (partition by order_spec, time_zone, buyer) as first_day
    from stage_days
),

-- One row per spec of orders, clock and buyer.
stage_buyers as (
    select
        f.order_spec,
        f.time_zone,
        f.is_guest,
        f.first_day,
        count(*) as orders,
        count(*) filter (where f.day = f.first_day) as first_orders,
        count(distinct f.day) as days,
        min(f.day) filter (where f.day > f.first_day) as second_day,
        max(f.day) as last_day,
        count(f.amount) as priced_orders,
        count(distinct f.day) filter (where f.amount is not null)
            as priced_days,
        sum(f.amount) as amount,
        coalesce(bool_or(
            date_diff('month', f.first_day, f.day) = $k
        ), false) as in_month,
        coalesce(bool_or(
            f.day - f.first_day between $k * 30 and $k * 30 + 29
        ), false) as in_window
    from stage_firsts as f
    group by f.order_spec, f.time_zone, f.is_guest, f.buyer, f.first_day
),

-- Buyers that are alike for the figure, counted together.
stage_classes as materialized (
    select
        b.order_spec,
        b.time_zone,
        b.is_guest,
        coalesce(
            date_trunc('month', b.first_day) < r.truncated_before, false
        ) as is_truncated,
        b.orders >= 2 as twice,
        b.days >= 2 as twice_days,
        b.first_day + cast($window_days as integer) <= r.observed as seen,
        b.first_orders >= 2
            or coalesce(
                b.second_day - b.first_day <= $window_days, false
            ) as again,
        coalesce(b.second_day - b.first_day <= $window_days, false)
            as again_days,
        date_diff('month', b.first_day, r.observed + 1) - 1 >= $k as month_over,
        b.first_day + cast($k * 30 + 29 as integer) <= r.observed
            as window_over,
        b.in_month,
        b.in_window,
        r.as_of - b.last_day > $churn_days as is_gone,
        count(*) as buyers,
        sum(b.orders) as orders,
        sum(b.days) as days,
        sum(b.priced_orders) as priced_orders,
        sum(b.priced_days) as priced_days,
        sum(b.amount) as amount
    from stage_buyers as b
    cross join reading as r
    group by all
),

stage_counts as (
    select
        s.refunds, s.unpaid, s.cancelled, s.unattached_negative, s.zero_value,
        s.test_orders, s.same_day, s.identity, s.clock, s.time_zone,
        s.first_orders,
        sum(case
            when $figure = 'repeat_rate' and s.clock = 'age'
            then case when c.seen then c.buyers end
            when $figure = 'retention' and s.clock = 'age'
            then case when c.window_over then c.buyers end
            when $figure = 'retention'
            then case when c.month_over then c.buyers end
            when $figure = 'orders'
                then case s.same_day when 'one' then c.days else c.orders end
            when $figure in ('net_amount', 'average_order_value')
                then case s.same_day
                    when 'one' then c.priced_days else c.priced_orders
                end
            else c.buyers
        end) as n,
        sum(case $figure
            when 'repeat_rate' then case
                when s.clock = 'age' and not c.seen then 0
                when s.clock = 'age' and s.same_day = 'one'
                then if(c.again_days, c.buyers, 0)
                when s.clock = 'age' then if(c.again, c.buyers, 0)
                when s.same_day = 'one' then if(c.twice_days, c.buyers, 0)
                else if(c.twice, c.buyers, 0)
            end
            when 'retention' then case
                when s.clock = 'age'
                then if(c.window_over and c.in_window, c.buyers, 0)
                else if(c.month_over and c.in_month, c.buyers, 0)
            end
            when 'churn_rate' then if(c.is_gone, c.buyers, 0)
        end) as hits,
        sum(c.amount) as amount
    from stage_specs as s
    inner join stage_order_specs as o
        on o.refunds = s.refunds
        and o.unpaid = s.unpaid
        and o.cancelled = s.cancelled
        and o.unattached_negative = s.unattached_negative
        and o.zero_value = s.zero_value
        and o.test_orders = s.test_orders
    cross join reading as r
    left join stage_classes as c
        on c.order_spec in (0, o.order_spec)
        and c.time_zone = s.time_zone
        and (r.is_of_orders or not c.is_guest or s.identity = 'guests_apart')
        and (r.is_of_orders or s.first_orders = 'all' or not c.is_truncated)
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
