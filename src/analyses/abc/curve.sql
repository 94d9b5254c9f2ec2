-- At most 400 points of the curve: the first 40 ranks, the last of each tier,
-- and beyond 40 every rank or evenly spaced ones.
with point as (
    select
        *,
        count(*) over () as n,
        lead(tier) over (order by rank) as next_tier
    from result
)
select
    cast(rank as integer) as rank,
    cast(rank as double) / n as share_of_entities,
    value,
    cumulative_value,
    cumulative_share,
    tier
from point
where
    rank <= 40
    or next_tier is distinct from tier
    or n <= 400
    or (rank * 350) // n > ((rank - 1) * 350) // n
order by rank
