-- The customers of each date by the days since their last order, and how many
-- of them ordered again within the horizon.
waited as (
    select
        split as number,
        age - recency as days_since,
        sum(customers) as customers,
        sum(returned) as returned,
        sum(customers * p_alive) as alive,
        sum(customers * chance) as chance
    from predicted
    group by split, age - recency
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
        ), 0) as returned,
        sum(w.alive) filter (where w.days_since > x.m * t.cycle_days)
            as alive,
        sum(w.chance) filter (where w.days_since > x.m * t.cycle_days)
            as chance
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
),

-- As many as the rule flags, but those with the lowest chances, to four
-- digits; of the last of them who are alike, a part.
lowest as (
    select
        j.number,
        j.m,
        sum(r.returned * least(r.customers, j.flagged - r.below)
            / cast(r.customers as double)) as returned
    from judged as j
    inner join ranked as r on r.number = j.number and r.below < j.flagged
    group by j.number, j.m
)
