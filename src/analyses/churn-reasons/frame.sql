-- The rule with its figures: the cycle, the day looked from, and who is counted.
with /* base.sql */,
/* precursors-base.sql */,
seen as (
    select
        count(*) as customers,
        count(*) filter (c.last_on <= h.last_day) as churned
    from buyer as c
    cross join horizon as h
),
watched as (
    select
        count(*) as at_risk,
        count(*) filter (has_left) as has_left,
        (select count(*) from (
            select factor, value
            from trait
            where value is not null
            group by factor, value
        )) as groups
    from at_risk
)
select
    cast(h.day as date) as day,
    cast(h.cycle_days as double) as cycle_days,
    cast(h.patience as integer) as patience_days,
    cast(h.last_day as date) as last_day,
    cast(s.customers as integer) as customers,
    cast(case when h.last_day is not null then s.churned end as integer)
        as churned,
    cast(w.at_risk as integer) as at_risk,
    cast(w.has_left as integer) as has_left,
    cast(w.groups as integer) as groups,
    cast(h.last_day is not null as boolean) as complete
from horizon as h
cross join seen as s
cross join watched as w
