,
shown_value as materialized (
    select dimension, value, kind from result
),
place as (
    -- at most one value of each dimension; none where it is unknown
    select customer_key, dimension, max(value) as value
    from (
        select customer_key, dimension, value
        from pair
        union all
        select c.customer_key, d.dimension, null
        from customer as c
        cross join (
            select dimension from shown_value where kind = 'unknown'
        ) as d
    )
    group by customer_key, dimension
)
select
    p.customer_key,
    p.dimension,
    r.value,
    case
        when p.value is null then 'unknown'
        else coalesce(r.kind, 'others')
    end as kind
from place as p
inner join customer as c on c.customer_key = p.customer_key and c.is_profiled
left join shown_value as r
    on r.dimension = p.dimension and r.value = p.value and r.kind = 'value'
