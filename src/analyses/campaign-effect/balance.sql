-- How alike the groups were the day before the sending: means, and their
-- difference in standard deviations (Austin 2009), first of all whose window
-- is over, then as they are compared.
histories_before as (
    select
        treated,
        weight,
        unnest([
            struct_pack(place := 1, dimension := 'ordered_before',
                value := case when orders_before > 0
                    then cast(1 as double) else 0 end),
            struct_pack(place := 2, dimension := 'recency_days',
                value := cast(recency_days as double)),
            struct_pack(place := 3, dimension := 'orders',
                value := case when orders_before > 0
                    then cast(orders_before as double) end),
            struct_pack(place := 4, dimension := 'net_amount',
                value := case when orders_before > 0
                    then cast(net_before as double) end)
        ], recursive := true)
    from weighted
    where k = 0
),

means as (
    select
        place,
        dimension,
        treated,
        count(value) as n,
        avg(value) as mean,
        var_samp(value) as variance,
        count(value) filter (where weight is not null) as compared_n,
        sum(value * weight)
            / nullif(sum(weight) filter (where value is not null), 0)
            as compared
    from histories_before
    group by place, dimension, treated
)

select
    cast(t.dimension as varchar) as dimension,
    cast(t.compared_n as integer) as treated_n,
    cast(t.compared as double) as treated,
    cast(coalesce(c.compared_n, 0) as integer) as control_n,
    cast(c.compared as double) as control,
    cast(case
        when t.compared = c.compared then 0
        else (t.compared - c.compared)
            / nullif(sqrt((t.variance + c.variance) / 2), 0)
    end as double) as standardised,
    cast(case
        when t.mean = c.mean then 0
        else (t.mean - c.mean)
            / nullif(sqrt((t.variance + c.variance) / 2), 0)
    end as double) as standardised_before
from means as t
left join means as c on c.place = t.place and not c.treated
where t.treated
order by t.place
