-- Every group on every day with an event of any group.
with event_days as (
    select days, sum(events) as all_events
    from result
    group by days
    having sum(events) > 0
),

group_days as (
    select p.position, d.days, d.all_events
    from (select position from result group by position) as p
    cross join event_days as d
),

at_risk as (
    select
        d.position,
        d.days,
        d.all_events,
        coalesce(r.n, 0) as n,
        sum(coalesce(r.n, 0)) over (partition by d.days) as all_n
    from group_days as d
    asof left join result as r
        on r.position = d.position and d.days <= r.days
)
