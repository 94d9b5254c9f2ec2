-- How much of the whole the chart draws: cohorts and groups in the result.
select
    cast(count(distinct cohort) as integer) as cohorts,
    cast(count(distinct coalesce(split, '')) as integer) as splits,
    cast(count(*) filter (
        where cohort is not null and not left_truncated
    ) as integer) as known_new,
    cast(min(cohort) as date) as first_cohort
from result
