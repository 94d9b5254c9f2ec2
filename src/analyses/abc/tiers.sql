-- Per tier, all four of them: how many entities, what they brought, and both
-- as shares; money shares are of the sum of positive values.
with tier as (
    select * from (values (1, 'A'), (2, 'B'), (3, 'C'), (4, 'loss'))
        as t(place, tier)
),
summed as (
    select
        tier,
        count(*) as entities,
        sum(cast(value as decimal(28, 4))) as value
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
        / nullif(cast(whole.value as double), 0) as share_of_value
from tier as t
left join summed as s on s.tier = t.tier
cross join whole
order by t.place
