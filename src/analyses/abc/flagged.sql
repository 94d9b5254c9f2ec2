-- Per flag: how many entities carry it, and the names of the three that matter
-- most: the best of a1 and promote, the greatest losses of prune.
with placed as (
    select
        *,
        count(*) over (partition by flag) as entities,
        row_number() over (
            partition by flag
            order by case flag when 'prune' then -rank else rank end
        ) as place
    from result
    where flag is not null
)
select
    cast(flag as varchar) as flag,
    cast(entities as integer) as entities,
    cast(place as integer) as place,
    cast(entity_id as varchar) as entity_id,
    cast(name as varchar) as name,
    value
from placed
where place <= 3
order by flag, place
