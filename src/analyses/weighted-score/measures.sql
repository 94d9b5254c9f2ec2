-- Per measure, in the order asked: its weight as a share of all, and the values
-- as they are, before any scale.
with asked as (
    select
        unnest(range(1, 1 + len($measures_measure))) as position,
        unnest(cast($measures_measure as varchar[])) as measure,
        unnest(cast($measures_direction as varchar[])) as direction,
        unnest(cast($measures_weight as double[])) as weight
),
customer_value as (
    select customer_id, columns(c -> list_contains($value_columns, c))
    from result
),
summed as (
    select
        list_position($value_columns, name) as position,
        count(*) as customers,
        min(value) as min,
        avg(value) as mean,
        max(value) as max
    from (
        unpivot customer_value on columns(* exclude (customer_id))
        into name name value value
    )
    group by name
)
select
    cast(a.position as integer) as position,
    cast(a.measure as varchar) as measure,
    cast(a.direction as varchar) as direction,
    cast(a.weight / nullif(sum(a.weight) over (), 0) as double) as weight,
    cast(coalesce(s.customers, 0) as integer) as customers,
    cast(
        (select count(*) from result) - coalesce(s.customers, 0) as integer
    ) as missing,
    cast(s.min as double) as min,
    cast(s.mean as double) as mean,
    cast(s.max as double) as max
from asked as a
left join summed as s on s.position = a.position
order by a.position
