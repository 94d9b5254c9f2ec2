-- One row a measure, whether or not a window is over yet.
names as (
    select unnest([
        struct_pack(place := 1, measure := 'conversion'),
        struct_pack(place := 2, measure := 'return_rate'),
        struct_pack(place := 3, measure := 'repurchase_rate'),
        struct_pack(place := 4, measure := 'orders_per_customer'),
        struct_pack(place := 5, measure := 'net_amount_per_customer'),
        struct_pack(place := 6, measure := 'average_order_value')
    ]) as name
)

select
    cast(n.name.measure as varchar) as measure,
    cast(coalesce(d.treated_n, 0) as integer) as treated_n,
    cast(d.treated as double) as treated,
    cast(coalesce(d.control_n, 0) as integer) as control_n,
    cast(d.control as double) as control,
    cast(d.difference as double) as difference,
    cast(d.low as double) as low,
    cast(d.high as double) as high,
    cast(d.p_value as double) as p_value,
    cast(d.detectable as double) as detectable,
    cast(d.difference is not null as boolean) as complete,
    cast(coalesce(d.treated_count, 0) as integer) as treated_count,
    cast(coalesce(d.control_count, 0) as integer) as control_count
from names as n
left join differences as d on d.k = 0 and d.measure = n.name.measure
order by n.name.place
