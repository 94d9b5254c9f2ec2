with
/* multiples.sql */

select
    cast(p.half as varchar) as half,
    cast(p.m as double) as m,
    cast(p.dates as integer) as dates,
    cast(p.n as integer) as n,
    cast(p.flagged as integer) as flagged,
    cast(p.returned as integer) as returned,
    cast(p.returned / cast(nullif(p.flagged, 0) as double) as double) as share,
    cast(1 - p.returned / cast(nullif(p.flagged, 0) as double) as double)
        as precision,
    cast((p.flagged - p.returned) / nullif(p.not_returned, 0) as double)
        as recall,
    cast(100.0 * p.returned / p.n as double) as false_alarms_per_100,
    cast(round(p.cost, 2) as double) as cost,
    cast(c.m is not null as boolean) as chosen,
    cast(p.modelled as integer) as modelled,
    cast(p.modelled_returned / cast(nullif(p.modelled, 0) as double) as double)
        as modelled_share,
    cast(round(p.alive / nullif(p.modelled, 0), 10) as double) as p_alive,
    cast(round(p.chance / nullif(p.modelled, 0), 10) as double) as chance,
    cast(round(p.lowest_returned / nullif(p.modelled, 0), 10) as double)
        as lowest_share
from pooled as p
left join chosen as c on c.m = p.m
order by list_position(['earlier', 'later', 'all'], p.half), p.m
