-- How unequal it is, in one row. Gini of the positive values v, ascending:
-- sum((2i - n - 1) v_i) / (n sum(v)), without small-sample factor.
-- top_p: the share of the first ceil(p n) of all n entities by rank in the sum
-- of positive values.
with size as (
    select
        count(*) as n,
        count(*) filter (where value > 0) as positive
    from result
),
entity as (
    select
        rank,
        greatest(cast(value as decimal(24, 4)), 0) as value,
        n,
        positive
    from result
    cross join size
),
summed as (
    select
        count(*) as n,
        count(*) filter (where value > 0) as positive,
        cast(sum(value) as double) as total,
        -- rank counts from the largest: i = positive + 1 - rank
        cast(sum(
            cast(positive + 1 - 2 * rank as decimal(14, 0)) * value
        ) filter (where value > 0) as double) as weighted,
        cast(sum(value) filter (where rank <= (n + 99) // 100) as double)
            as top_1,
        cast(sum(value) filter (where rank <= (n + 19) // 20) as double)
            as top_5,
        cast(sum(value) filter (where rank <= (n + 9) // 10) as double)
            as top_10,
        cast(sum(value) filter (where rank <= (n + 4) // 5) as double)
            as top_20
    from entity
)
select
    cast(n as integer) as n,
    cast(positive as integer) as positive,
    coalesce(total, 0) as positive_value,
    weighted / nullif(positive * total, 0) as gini,
    top_1 / nullif(total, 0) as top_1,
    top_5 / nullif(total, 0) as top_5,
    top_10 / nullif(total, 0) as top_10,
    top_20 / nullif(total, 0) as top_20
from summed
order by n
