-- Events of each group, and how many it would have had if all groups came
-- back alike (Mantel 1966): on each day, in proportion to those at risk.
select
    cast(any_value(g.split) as varchar) as split,
    cast(any_value(g.customers) as integer) as customers,
    cast(any_value(g.events) as integer) as observed,
    cast(coalesce(sum(a.all_events * a.n / a.all_n), 0) as double) as expected,
    cast(coalesce(sum(
        case when a.all_n > 1 then
            a.all_events * (a.all_n - a.all_events) / (a.all_n - 1)
            * (a.n / a.all_n) * (1 - a.n / a.all_n)
        end
    ), 0) as double) as variance,
    cast(g.position as integer) as position,
    cast(any_value(g.others) as boolean) as others
from (
    select
        position,
        any_value(split) as split,
        any_value(others) as others,
        max(n) as customers,
        sum(events) as events
    from result
    group by position
) as g
left join at_risk as a on a.position = g.position
group by g.position
order by g.position
