-- Each customer's last order at each date, and whether another followed within
-- the horizon; customers with the same two days together.
waits as (
    select day, next_day, count(*) as customers
    from purchases
    group by day, next_day
),

waited as (
    select
        t.number,
        t.day - w.day as days_since,
        sum(w.customers) as customers,
        coalesce(sum(w.customers) filter (
            where w.next_day - t.day <= $horizon_days
        ), 0) as returned
    from tested as t
    inner join waits as w on w.day <= t.day
        and (w.next_day is null or w.next_day > t.day)
    group by t.number, t.day - w.day
),

judged as (
    select
        t.number,
        t.day,
        t.half,
        t.cycle_days,
        x.m,
        sum(w.customers) as n,
        sum(w.returned) as n_returned,
        coalesce(sum(w.customers) filter (
            where w.days_since > x.m * t.cycle_days
        ), 0) as flagged,
        coalesce(sum(w.returned) filter (
            where w.days_since > x.m * t.cycle_days
        ), 0) as returned
    from tested as t
    cross join multiples as x
    inner join waited as w on w.number = t.number
    group by t.number, t.day, t.half, t.cycle_days, x.m
),

-- A false alarm is who was flagged and ordered; missed is who was not flagged
-- and did not.
costed as (
    select
        *,
        n - n_returned as n_lost,
        flagged - returned as hits,
        case when cycle_days is not null then
            cast($cost_false_alarm as double) * returned
                + cast($cost_missed as double)
                * (n - n_returned - flagged + returned)
        end as cost
    from judged
)
