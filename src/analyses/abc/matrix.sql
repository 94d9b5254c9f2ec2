-- ABC by XYZ: how many products of each tier sell how steadily, and what they
-- brought; the class is null where there are too few periods to tell.
with tier as (
    select tier, min(rank) as place
    from result
    where $entity = 'product'
    group by tier
),
class as (
    select unnest(['X', 'Y', 'Z', null]) as class, unnest(range(4)) as place
),
counted as (
    select
        tier,
        xyz as class,
        count(*) as entities,
        sum(cast(value as decimal(28, 4))) as value
    from result
    where $entity = 'product'
    group by tier, xyz
),
whole as (
    select
        count(*) as entities,
        sum(greatest(cast(value as decimal(28, 4)), 0)) as value
    from result
)
select
    cast(t.tier as varchar) as tier,
    cast(c.class as varchar) as class,
    cast(coalesce(n.entities, 0) as integer) as entities,
    cast(coalesce(n.entities, 0) as double)
        / nullif(whole.entities, 0) as share_of_entities,
    cast(coalesce(n.value, 0) as double) as value,
    cast(coalesce(n.value, 0) as double)
        / nullif(cast(whole.value as double), 0) as share_of_value
from tier as t
cross join class as c
left join counted as n
    on n.tier = t.tier and n.class is not distinct from c.class
cross join whole
order by t.place, c.place
