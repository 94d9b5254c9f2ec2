-- Per tier, all of them: how many entities, what they brought, and both as
-- shares; shares of value are of the sum of positive values.
with tier as (
    select
        unnest(range(0, len($cuts) + 1)) as place,
        unnest([chr(cast(65 + step as integer))
            for step in range(0, len($cuts) + 1)]) as tier
    union all
    select 1000, 'loss'
),
summed as (
    select
        tier,
        count(*) as entities,
        sum(cast(value as decimal(28, 4))) as value,
        count(*) filter (where fragile) as fragile
    from result
    group by tier
),
whole as (
    select
        count(*) as entities,
        sum(greatest(cast(value as decimal(28, 4)), 0)) as value
    from result
)
select
    cast(t.tier as varchar) as tier,
    cast(coalesce(s.entities, 0) as integer) as entities,
    cast(coalesce(s.entities, 0) as double)
        / nullif(whole.entities, 0) as share_of_entities,
    cast(coalesce(s.value, 0) as double) as value,
    cast(coalesce(s.value, 0) as double)
        / nullif(cast(whole.value as double), 0) as share_of_value,
    cast(case when $stability then coalesce(s.fragile, 0) end as integer)
        as fragile
from tier as t
left join summed as s on s.tier = t.tier
cross join whole
order by t.place
