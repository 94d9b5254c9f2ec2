-- Fifths of the contacted by recency, frequency and money the day before: how
-- many of each group were in them. Equal values share a fifth.
classed as (
    select
        treated,
        weight,
        unnest([
            struct_pack(place := 1, dimension := 'recency_days',
                class := recency_class),
            struct_pack(place := 2, dimension := 'orders',
                class := frequency_class),
            struct_pack(place := 3, dimension := 'net_amount',
                class := money_class)
        ], recursive := true)
    from units
    where k = 0 and orders_before > 0
),

counted as (
    select
        place,
        dimension,
        class,
        count(*) filter (where treated) as treated_n,
        count(*) filter (where not treated) as control_n,
        sum(weight) filter (where not treated) as control_weight
    from classed
    where class is not null
    group by place, dimension, class
)

select
    cast(dimension as varchar) as dimension,
    cast(class + 1 as integer) as class,
    cast(treated_n as integer) as treated_n,
    cast(treated_n / nullif(sum(treated_n) over d, 0) as double)
        as treated_share,
    cast(control_n as integer) as control_n,
    cast(coalesce(control_weight, 0) / sum(control_weight) over d as double)
        as control_share
from counted
window d as (partition by dimension)
order by place, class
