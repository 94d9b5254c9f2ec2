-- The scores in forty bins of the same width from the lowest to the highest, and
-- the customers of each bin by tier; bins without customers have no rows.
with bound as (
    select min(score) as low, max(score) as high from result
),
placed as (
    select
        r.tier,
        case
            when b.high > b.low then
                least(39, floor(40 * ((r.score - b.low) / (b.high - b.low))))
            else 0
        end as bin,
        b.low,
        (b.high - b.low) / 40 as step
    from result as r
    cross join bound as b
    where r.score is not null
)
select
    cast(bin as integer) as bin,
    cast(tier as varchar) as tier,
    cast(any_value(low) + bin * any_value(step) as double) as score_from,
    cast(any_value(low) + (bin + 1) * any_value(step) as double) as score_to,
    cast(count(*) as integer) as customers
from placed
group by bin, tier
order by bin, tier
