-- Buyers with an order that some rule may leave out, and of what kinds.
marked_buyers as materialized (
    select buyer, cast(bit_or(flags) as integer) as mask
    from flagged
    where flags > 0
    group by buyer
),

-- What may be let in of each set of kinds; all other rules are the same for
-- these buyers, however many sets of rules there are. Most have no such order.
admissions as materialized (
    select m.mask, cast(a.range as integer) as admitted
    from (
        select 0 as mask
        union
        select mask
        from marked_buyers
    ) as m
    cross join range(64) as a
    where (a.range & m.mask) = a.range
),

counted_orders as not materialized (
    select
        0 as mask,
        0 as admitted,
        f.buyer,
        f.ordered_at,
        f.net_amount,
        f.before,
        f.refund,
        f.booked
    from flagged as f
    anti join marked_buyers as m on m.buyer = f.buyer
    union all
    select
        a.mask,
        a.admitted,
        f.buyer,
        f.ordered_at,
        f.net_amount,
        f.before,
        f.refund,
        f.booked
    from flagged as f
    inner join marked_buyers as m on m.buyer = f.buyer
    inner join admissions as a
        on a.mask = m.mask and (f.flags & a.admitted) = f.flags
),

-- One row per buyer and what is let in.
buyers as materialized (
    select
        mask,
        admitted,
        buyer,
        count(*) as orders,
        min(ordered_at) as first_at,
        max(ordered_at) as last_at
    from counted_orders
    where $figure not in ('orders', 'net_amount', 'average_order_value')
    group by mask, admitted, buyer
),

-- The store's clock (0), or one some hours earlier (-1) or later (1).
clocks as materialized (
    select
        zone,
        to_hours(cast(zone * $zone_hours as bigint)) as shift
    from (
        select distinct
            case time_zone when 'earlier' then -1 when 'later' then 1 else 0 end
                as zone
        from alone_specs
    )
),

-- The orders of those who ordered again, each as the days since the first day
-- and the months since the first month, by each clock.
later_orders as not materialized (
    select
        b.admitted,
        b.buyer,
        b.first_at,
        o.ordered_at,
        cast(b.first_at as date) as first_day,
        cast(o.ordered_at as date) as day,
        cast(b.first_at - to_hours(cast($zone_hours as bigint)) as date)
            as first_day_earlier,
        cast(o.ordered_at - to_hours(cast($zone_hours as bigint)) as date)
            as day_earlier,
        cast(b.first_at + to_hours(cast($zone_hours as bigint)) as date)
            as first_day_later,
        cast(o.ordered_at + to_hours(cast($zone_hours as bigint)) as date)
            as day_later
    from counted_orders as o
    inner join buyers as b on b.buyer = o.buyer and b.admitted = o.admitted
    where b.orders > 1 and $figure in ('repeat_rate', 'retention')
),

returns as not materialized (
    select
        admitted,
        buyer,
        count(*) filter (where ordered_at = first_at) as at_once,
        min(ordered_at) filter (where ordered_at > first_at) as second_at,
        min(day) filter (where day > first_day) as next_day,
        min(day_earlier) filter (where day_earlier > first_day_earlier)
            as next_day_earlier,
        min(day_later) filter (where day_later > first_day_later)
            as next_day_later,
        bool_or(date_diff('month', first_day, day) = $k) as in_month,
        bool_or(date_diff('month', first_day_earlier, day_earlier) = $k)
            as in_month_earlier,
        bool_or(date_diff('month', first_day_later, day_later) = $k)
            as in_month_later,
        bool_or(day - first_day between $k * 30 and $k * 30 + 29)
            as in_window,
        bool_or(
            day_earlier - first_day_earlier between $k * 30 and $k * 30 + 29
        ) as in_window_earlier,
        bool_or(
            day_later - first_day_later between $k * 30 and $k * 30 + 29
        ) as in_window_later
    from later_orders
    group by admitted, buyer
),

buyers_by_clock as not materialized (
    select
        b.mask,
        b.admitted,
        c.zone,
        b.buyer,
        b.orders,
        cast(b.first_at + c.shift as date) as first_day,
        cast(b.last_at + c.shift as date) as last_day,
        case
            when a.at_once > 1 then cast(b.first_at + c.shift as date)
            else cast(a.second_at + c.shift as date)
        end as second_day,
        case c.zone
            when -1 then a.next_day_earlier
            when 1 then a.next_day_later
            else a.next_day
        end as next_day,
        coalesce(case c.zone
            when -1 then a.in_month_earlier
            when 1 then a.in_month_later
            else a.in_month
        end, false) as in_month,
        coalesce(case c.zone
            when -1 then a.in_window_earlier
            when 1 then a.in_window_later
            else a.in_window
        end, false) as in_window
    from buyers as b
    left join returns as a on a.buyer = b.buyer and a.admitted = b.admitted
    cross join clocks as c
),

-- What the figure asks of each, under either value of the rules that do not
-- choose orders: is it one of those counted, and does it count.
judged as not materialized (
    select
        b.mask,
        b.admitted,
        b.zone,
        b.buyer,
        b.buyer < 0 as is_guest,
        $figure <> 'customers' and coalesce(
            date_trunc('month', b.first_day) < r.truncated_before, false
        ) as is_truncated,
        case $figure
            when 'retention'
            then date_diff('month', b.first_day, r.observed + 1) - 1 >= $k
            else true
        end as is_of,
        case $figure
            when 'retention'
            then b.first_day + cast($k * 30 + 29 as integer) <= r.observed
            when 'repeat_rate'
            then b.first_day + cast($window_days as integer) <= r.observed
            else true
        end as is_of_age,
        case $figure
            when 'repeat_rate' then b.orders >= 2
            when 'retention' then b.in_month
            when 'churn_rate' then r.as_of - b.last_day > $churn_days
            else true
        end as is_hit,
        case $figure
            when 'repeat_rate' then b.last_day > b.first_day
            when 'retention' then b.in_month
            else false
        end as is_hit_daily,
        case $figure
            when 'repeat_rate'
            then coalesce(b.second_day - b.first_day <= $window_days, false)
            when 'retention' then b.in_window
            else false
        end as is_hit_age,
        case $figure
            when 'repeat_rate'
            then coalesce(b.next_day - b.first_day <= $window_days, false)
            when 'retention' then b.in_window
            else false
        end as is_hit_age_daily
    from buyers_by_clock as b
    cross join reading as r
)
