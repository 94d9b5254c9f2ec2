
select
    cast(case when c.split <= $groups then g.split end as varchar) as split,
    cast(c.days as integer) as days,
    cast(c.n as integer) as n,
    cast(c.events as integer) as events,
    cast(c.censored as integer) as censored,
    cast(c.survival as double) as survival,
    cast(c.std_error as double) as std_error,
    cast(c.low as double) as low,
    cast(c.high as double) as high,
    cast(c.hazard as double) as cumulative_hazard,
    cast(c.hazard_std_error as double) as hazard_std_error,
    cast(c.hazard_low as double) as hazard_low,
    cast(c.hazard_high as double) as hazard_high,
    cast(c.split as integer) as position,
    cast(c.split > $groups as boolean) as others
from curve as c
inner join (
    select position, any_value(split) as split
    from groups
    group by position
) as g on g.position = c.split
order by position, days
