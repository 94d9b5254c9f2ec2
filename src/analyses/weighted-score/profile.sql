-- Per tier and measure: the mean of the values as they are and on the common
-- scale, of the customers who have one. Tiers without customers have no rows.
with customer_value as (
    select
        customer_id,
        tier,
        columns(c -> list_contains($normalised_columns, c)),
        columns(c -> list_contains($value_columns, c))
    from result
),
measured as (
    select tier, name, count(*) as customers, avg(value) as mean
    from (
        unpivot customer_value on columns(* exclude (customer_id, tier))
        into name name value value
    )
    group by tier, name
)
select
    cast(n.tier as varchar) as tier,
    cast(list_position($normalised_columns, n.name) as integer) as position,
    cast(
        $measures_measure[list_position($normalised_columns, n.name)]
        as varchar
    ) as measure,
    cast(n.customers as integer) as customers,
    cast(v.mean as double) as mean,
    cast(n.mean as double) as mean_normalised
from measured as n
inner join measured as v
    on v.tier = n.tier
    and list_position($value_columns, v.name)
        = list_position($normalised_columns, n.name)
order by case n.tier when 'none' then 2 else 1 end, n.tier, position
