-- Per dimension how much of the difference is who was there and how much how
-- the same groups did. leads: the dimension whose mix goes furthest in the
-- direction of the difference. What is left where both sides are equal is
-- rounding, and explains nothing.
select
    cast(dimension as varchar) as dimension,
    cast(count(*) as integer) as groups,
    cast(sum(mix) as double) as mix,
    cast(sum(rate_effect) as double) as rate_effect,
    cast(sum(total) as double) as total,
    cast(case
        when abs(sum(total)) > 1e-12 * sum(abs(mix) + abs(rate_effect))
        then sum(mix) / sum(total)
    end as double) as explained,
    cast(row_number() over (
        order by
            count(*) > 1 desc,
            round(case
                when abs(sum(total)) > 1e-12 * sum(abs(mix) + abs(rate_effect))
                then sum(mix) * sign(sum(total))
                else 0
            end, 12) desc,
            list_position($dimensions, dimension)
    ) = 1 as boolean) as leads
from result
group by dimension
order by list_position($dimensions, dimension)
