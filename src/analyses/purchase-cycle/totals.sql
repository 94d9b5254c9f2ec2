-- The whole: levels, those with enough gaps, gaps that count, and gaps between
-- two orders that are left out for the day they start or end on.
counted as (
    select
        count(*) as levels,
        count(*) filter (where complete) as measured,
        sum(gaps) as gaps
    from result
),

possible as (
    select count(ended_on) as gaps
    from all_gaps
)

select
    cast(c.levels as integer) as levels,
    cast(c.measured as integer) as measured,
    cast(coalesce(c.gaps, 0) as integer) as gaps,
    cast(p.gaps - coalesce(c.gaps, 0) as integer) as left_out
from counted as c
cross join possible as p
