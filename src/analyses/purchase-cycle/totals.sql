-- The whole: levels, those with enough gaps, gaps that count, and gaps between
-- two orders that are left out for the day they start or end on.
counted as (
    select
        count(*) filter (where not still_open) as gaps,
        greatest(
            count(distinct level_id),
            case $level when 'store' then 1 else 0 end
        ) as levels
    from gaps
),

possible as (
    select count(ended_on) as gaps
    from all_gaps
)

select
    cast(c.levels as integer) as levels,
    cast((select count(*) from cycles) as integer) as measured,
    cast(c.gaps as integer) as gaps,
    cast(p.gaps - c.gaps as integer) as left_out
from counted as c
cross join possible as p
