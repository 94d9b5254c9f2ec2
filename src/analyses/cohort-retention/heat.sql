-- What the chart draws: the pooled rows with the number of cohorts in each,
-- and without a split the 36 latest cohorts; with one, its 12 largest groups.
with pooled_from as (
    select split, k, count(*) as cohorts
    from result
    where cohort is not null and complete and not left_truncated
    group by split, k
),

latest as (
    select cohort
    from result
    where cohort is not null and $split_by = 'none'
    group by cohort
    order by cohort desc
    limit 36
),

largest as (
    select split, sum(cohort_customers) as split_customers
    from result
    where cohort is not null and k = 0
    group by split
    order by split_customers desc, split
    limit 12
),

/* split-names.sql */

select
    cast(r.cohort as date) as cohort,
    cast(r.split as varchar) as split,
    cast(r.k as integer) as k,
    cast(r.cohort_customers as integer) as cohort_customers,
    cast(r.n as integer) as n,
    cast(r.customers as integer) as customers,
    cast(r.orders as integer) as orders,
    cast(r.net_amount as double) as net_amount,
    cast(r.value as double) as value,
    cast(r.low as double) as low,
    cast(r.high as double) as high,
    cast(r.complete as boolean) as complete,
    cast(r.left_truncated as boolean) as left_truncated,
    cast(r.from_day as integer) as from_day,
    cast(r.to_day as integer) as to_day,
    cast(p.cohorts as integer) as cohorts,
    cast(l.split_customers as integer) as split_customers,
    cast(coalesce(s.name, r.split) as varchar) as split_name
from result as r
left join pooled_from as p
    on r.cohort is null
    and p.split is not distinct from r.split
    and p.k = r.k
left join largest as l on l.split is not distinct from r.split
left join split_names as s on s.split = r.split
where (r.cohort is null and l.split_customers is not null)
    or r.cohort in (select cohort from latest)
order by l.split_customers desc, r.split nulls last, r.cohort nulls first, r.k
