-- The customers behind each mark: row, segment, pair of scores, disc, and field
-- of two scores that are high or low.
with frame as (
    select
        greatest(max(recency_days), 1) as longest,
        greatest(1, ceil(quantile_cont(frequency, 0.98) / 12)) as step
    from result
)
select
    c.customer_key,
    r.customer_id,
    r.segment,
    r.r,
    r.f,
    cast(least(23, floor(24 * sqrt(r.recency_days / f.longest))) as integer)
        as grid_column,
    cast(least(12, ceil(r.frequency / f.step)) as integer) as grid_row,
    r.r >= $high as recent,
    r.f >= $high as often,
    r.m >= $high as much,
    cast(null as boolean) as fragile
from result as r
cross join frame as f
inner join main.customers as c on c.customer_id = r.customer_id
order by c.customer_key
