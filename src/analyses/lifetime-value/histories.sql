-- The days that are looked at. What came after the last order and the last day
-- observed is unknown, so nobody was silent there.
with reading as (
    select
        case $unit when 'week' then 7 else 1 end as unit_days,
        first_day,
        least(
            $as_of,
            coalesce($counted_through, $as_of),
            greatest($observed_through, last_day)
        ) as until
    from (
        select
            min(cast(ordered_at as date)) as first_day,
            max(cast(ordered_at as date)) as last_day
        from orders
        where
            customer_key is not null
            and ordered_at < $as_of + interval 1 day
    )
),

-- The forecast looks ahead from the end of its calibration; the check always
-- has a later stretch to be compared with: half of the days where the
-- parameters hold out none.
splits as (
    select
        split,
        first_day
        + cast(
            floor((1 - share) * (until - first_day + 1) + 1e-9) as integer
        )
        - 1 as ends_on,
        until,
        unit_days
    from reading
    cross join (
        values
        ('forecast', cast($holdout_share as double)),
        ('check', case when $holdout_share > 0 then $holdout_share else 0.5 end)
    ) as shares (split, share)
),

-- Money returned, on the day it counts from; under every other rule it is in
-- net_amount already.
returned as (
    select
        r.customer_key,
        o.day,
        coalesce(cast(r.refunded_at as date), o.day) as known_on,
        r.amount
    from refunds as r
    inner join (
        select order_id, customer_key, min(cast(ordered_at as date)) as day
        from orders
        group by order_id, customer_key
    ) as o
        on o.order_id = r.order_id and o.customer_key = r.customer_key
    where $refund_policy = 'at_refund_date'
),

-- A transaction is a day with an order, whatever it is worth.
purchase_days as (
    select
        customer_key,
        cast(ordered_at as date) as day,
        sum(net_amount) as net_amount
    from orders
    where
        customer_key is not null
        and ordered_at < $as_of + interval 1 day
    group by customer_key, cast(ordered_at as date)
),

first_days as (
    select customer_key, min(day) as day
    from purchase_days
    group by customer_key
),

-- One row per split and customer who began in its calibration: frequency
-- counts the days after the first, recency and age are in days, monetary is
-- the mean of the repeat days, later counts the days held out.
counts as (
    select
        s.split,
        d.customer_key,
        any_value(f.day) as first_day,
        any_value(s.ends_on - f.day) as age,
        count(*) filter (where d.day > f.day and d.day <= s.ends_on)
            as frequency,
        max(d.day - f.day) filter (where d.day <= s.ends_on) as recency,
        sum(d.net_amount) filter (where d.day > f.day and d.day <= s.ends_on)
            as amount,
        count(*) filter (where d.day > s.ends_on) as later
    from purchase_days as d
    inner join first_days as f on f.customer_key = d.customer_key
    inner join splits as s on f.day <= s.ends_on and d.day <= s.until
    group by s.split, d.customer_key
),

-- What was given back of the repeat days by the end of the calibration.
given_back as (
    select s.split, r.customer_key, sum(r.amount) as amount
    from returned as r
    inner join first_days as f on f.customer_key = r.customer_key
    inner join splits as s
        on r.day > f.day and r.day <= s.ends_on and r.known_on <= s.ends_on
    group by s.split, r.customer_key
),

histories as (
    select
        c.split,
        c.customer_key,
        c.first_day,
        c.frequency,
        c.recency,
        c.age,
        case
            when c.frequency = 0 then 0
            else cast(c.amount - coalesce(g.amount, 0) as double) / c.frequency
        end as monetary,
        c.later
    from counts as c
    left join given_back as g
        on g.split = c.split and g.customer_key = c.customer_key
)
