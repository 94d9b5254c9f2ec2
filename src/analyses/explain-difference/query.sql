summed as (
    select
        dimension,
        case when not pooled then group_name end as group_name,
        pooled,
        sum(n_0) as n_0,
        sum(n_1) as n_1,
        sum(value_0) as value_0,
        sum(value_1) as value_1
    from groups
    group by all
),

-- Doubles from here on. Dimensions without any value are left out.
measured as (
    select
        *,
        cast(n_0 as double) / sum(n_0) over d as share_0,
        cast(n_1 as double) / sum(n_1) over d as share_1,
        cast(value_0 as double) / nullif(n_0, 0) as rate_0,
        cast(value_1 as double) / nullif(n_1, 0) as rate_1,
        cast(value_0 as double) / sum(n_0) over d as part_0,
        cast(value_1 as double) / sum(n_1) over d as part_1,
        (
            cast(sum(value_0) over d as double) / sum(n_0) over d
            + cast(sum(value_1) over d as double) / sum(n_1) over d
        ) / 2 as mean_rate
    from summed
    window d as (partition by dimension)
    qualify sum(n_0) over d > 0
        and sum(n_1) over d > 0
        and count(*) filter (where group_name is not null or pooled) over d > 0
),

-- Kitagawa (1955). A group of one side only is all mix, at its own rate.
split as (
    select
        *,
        (share_1 - share_0) * case
            when n_0 > 0 and n_1 > 0 then (rate_1 + rate_0) / 2
            else coalesce(rate_1, rate_0, 0)
        end as mix,
        case
            when n_0 > 0 and n_1 > 0
            then (rate_1 - rate_0) * (share_1 + share_0) / 2
            -- Refunds of orders from outside the range are money of no unit.
            when n_1 > 0 then -part_0
            when n_0 > 0 then part_1
            else part_1 - part_0
        end as rate_effect
    from measured
)

select
    cast(dimension as varchar) as dimension,
    cast(group_name as varchar) as group_name,
    cast(share_0 as double) as share_0,
    cast(share_1 as double) as share_1,
    cast(rate_0 as double) as rate_0,
    cast(rate_1 as double) as rate_1,
    cast(n_0 as integer) as n_0,
    cast(n_1 as integer) as n_1,
    cast(mix as double) as mix,
    cast(rate_effect as double) as rate_effect,
    cast(mix + rate_effect as double) as total,
    cast(pooled as boolean) as pooled,
    -- The same sum, but told by group: more of those below the mean lowers it.
    cast(mix - (share_1 - share_0) * mean_rate as double) as mix_against_mean
from split
order by
    list_position($dimensions, dimension),
    n_0 + n_1 desc,
    pooled,
    group_name nulls last
