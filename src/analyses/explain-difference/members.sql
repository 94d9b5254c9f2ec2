-- The customers behind each group of a side, and whether the figure counts
-- them as come back (or as ordering twice); null where it is no share.
customers_placed as (
    select distinct
        p.customer_key,
        p.side,
        p.dimension,
        case when not g.pooled then p.group_name end as group_name,
        g.pooled,
        case
            when $what = 'retention' or $measure = 'repeat_rate'
            then p.value > 0
        end as counted
    from placed as p
    inner join groups as g
        on g.dimension = p.dimension
        and g.group_name is not distinct from p.group_name
    where p.customer_key is not null and p.n = 1
)

select
    cast(customer_key as integer) as customer_key,
    cast(side as integer) as side,
    cast(dimension as varchar) as dimension,
    cast(group_name as varchar) as group_name,
    cast(pooled as boolean) as pooled,
    cast(counted as boolean) as counted
from customers_placed
order by dimension, group_name, pooled, side, customer_key
