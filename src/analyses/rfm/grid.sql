-- Every pair of scores of R and F: how many customers, their share, and their
-- mean M (null where there is nobody).
with score as (
    select unnest(range(1, $classes + 1)) as score
),
summed as (
    select
        r,
        f,
        count(*) as customers,
        cast(sum(cast(monetary as decimal(28, 4))) as double) as monetary
    from result
    group by r, f
),
whole as (
    select cast(count(*) as double) as customers from result
)
select
    cast(recency.score as integer) as r,
    cast(frequency.score as integer) as f,
    cast(coalesce(s.customers, 0) as integer) as customers,
    coalesce(s.customers, 0) / nullif(whole.customers, 0) as share,
    s.monetary / s.customers as mean_monetary
from score as recency
cross join score as frequency
left join summed as s
    on s.r = recency.score and s.f = frequency.score
cross join whole
order by recency.score desc, frequency.score desc
