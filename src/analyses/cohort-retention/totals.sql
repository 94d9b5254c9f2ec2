-- How much of the whole the chart draws: cohorts and groups in the result, and
-- what a margin rests on: orders of known customers, and those of known cost.
with costed as (
    select
        count(*) as orders,
        count(net_amount - cost_amount) as costed_orders
    from orders
    where $measure in ('margin', 'cumulative_margin')
        and customer_key is not null
        and ordered_at < cast($as_of as date) + interval 1 day
    having $measure in ('margin', 'cumulative_margin')
),

cohort_rows as (
    select
        count(distinct cohort) as cohorts,
        count(distinct coalesce(split, '')) as splits,
        count(*) filter (
            where cohort is not null and not left_truncated
        ) as known_new,
        min(cohort) as first_cohort
    from result
)

select
    cast(r.cohorts as integer) as cohorts,
    cast(r.splits as integer) as splits,
    cast(r.known_new as integer) as known_new,
    cast(r.first_cohort as date) as first_cohort,
    cast(c.orders as integer) as orders,
    cast(c.costed_orders as integer) as costed_orders
from cohort_rows as r
left join costed as c on true
order by first_cohort
