-- By profit, where entities are more than 40: the ten that bring most and the
-- ten that bring least.
with size as (
    select count(*) as n from result
)
select
    cast(rank as integer) as rank,
    cast(entity_id as varchar) as entity_id,
    cast(name as varchar) as name,
    value,
    tier,
    margin,
    roi
from result
cross join size
where $by = 'profit' and n > 40 and (rank <= 10 or rank > n - 10)
order by rank
