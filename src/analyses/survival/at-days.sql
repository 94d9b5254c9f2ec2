-- The table at round days: who is at risk on them, and the curve there.
with group_days as (
    select p.position, d.at_day
    from (select position from result group by position) as p
    cross join (
        select distinct unnest(cast($at_days as integer[])) as at_day
    ) as d
),

-- The curve as of a day is that of the last row up to it; at risk on a day is
-- who is at risk on the first row from it on.
last_rows as (
    select d.position, d.at_day, r.survival, r.low, r.high
    from group_days as d
    asof left join result as r
        on r.position = d.position and d.at_day >= r.days
),

next_rows as (
    select d.position, d.at_day, coalesce(r.n, 0) as n
    from group_days as d
    asof left join result as r
        on r.position = d.position and d.at_day <= r.days
),

so_far as (
    select
        d.position,
        d.at_day,
        any_value(r.split) as split,
        any_value(r.others) as others,
        sum(r.events) filter (where r.days <= d.at_day) as events,
        sum(r.censored) filter (where r.days < d.at_day) as censored
    from group_days as d
    inner join result as r on r.position = d.position
    group by d.position, d.at_day
)

-- A curve that fell to zero stays there; else nothing is known of a day on
-- which nobody is at risk.
select
    cast(s.split as varchar) as split,
    cast(s.at_day as integer) as days,
    cast(n.n as integer) as n,
    cast(coalesce(s.events, 0) as integer) as events,
    cast(coalesce(s.censored, 0) as integer) as censored,
    cast(case when n.n > 0 or l.survival = 0
        then coalesce(l.survival, 1) end as double) as survival,
    cast(case when n.n > 0 then l.low end as double) as low,
    cast(case when n.n > 0 then l.high end as double) as high,
    cast(coalesce(n.n > 0 or l.survival = 0, false) as boolean) as complete,
    cast(s.position as integer) as position,
    cast(s.others as boolean) as others
from so_far as s
inner join last_rows as l on l.position = s.position and l.at_day = s.at_day
inner join next_rows as n on n.position = s.position and n.at_day = s.at_day
order by s.position, s.at_day
