-- Per dimension how much of the difference is who was there and how much how
-- the same groups did. leads: the dimension whose mix goes furthest in the
-- direction of the difference. What is left where both sides are equal is
-- rounding, and explains nothing. Sums are taken in the order of the groups, so
-- that the last digit is always the same.
with summed as (
    select
        dimension,
        count(*) as groups,
        sum(mix order by pooled, group_name) as mix,
        sum(rate_effect order by pooled, group_name) as rate_effect,
        sum(total order by pooled, group_name) as total,
        sum(abs(mix) + abs(rate_effect) order by pooled, group_name) as size
    from result
    group by dimension
)
select
    cast(dimension as varchar) as dimension,
    cast(groups as integer) as groups,
    cast(mix as double) as mix,
    cast(rate_effect as double) as rate_effect,
    cast(total as double) as total,
    cast(case when abs(total) > 1e-12 * size then mix / total end as double)
        as explained,
    cast(row_number() over (
        order by
            groups > 1 desc,
            round(case
                when abs(total) > 1e-12 * size then mix * sign(total) else 0
            end, 12) desc,
            list_position($dimensions, dimension)
    ) = 1 as boolean) as leads
from summed
order by list_position($dimensions, dimension)
