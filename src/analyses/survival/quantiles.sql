-- By when a share of the group has come back: the first day on which at least
-- so many have; the interval is where the band holds that share (Brookmeyer
-- and Crowley 1982). Null where the curve or its band does not get there.
with shares as (
    select unnest([0.1, 0.25, 0.5, 0.75, 0.9]) as share
),

largest as (
    select distinct split
    from result
    where not others
),

/* split-names.sql */

select
    cast(any_value(r.split) as varchar) as split,
    cast(s.share as double) as share,
    cast(min(r.days) filter (where r.survival <= 1 - s.share + 1e-9)
        as integer) as days,
    cast(min(r.days) filter (where r.low <= 1 - s.share + 1e-9)
        as integer) as low,
    cast(min(r.days) filter (where r.high <= 1 - s.share + 1e-9)
        as integer) as high,
    cast(max(r.n) as integer) as customers,
    cast(sum(r.events) as integer) as events,
    cast(max(r.days) as integer) as longest_days,
    cast(r.position as integer) as position,
    cast(any_value(r.others) as boolean) as others,
    cast(coalesce(any_value(p.name), any_value(r.split)) as varchar)
        as split_name
from result as r
cross join shares as s
left join split_names as p on p.split = r.split
group by r.position, s.share
order by r.position, s.share
