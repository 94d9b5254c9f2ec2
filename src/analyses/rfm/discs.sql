-- All customers on a grid of recency (24 columns, even on a square-root scale)
-- and frequency (12 rows of `step` orders, the last one open): one disc per
-- field of the grid and side of the thresholds, at the mean of its customers.
with frame as (
    select
        greatest(max(recency_days), 1) as longest,
        greatest(1, ceil(quantile_cont(frequency, 0.98) / 12)) as step
    from result
),
placed as (
    select
        recency_days,
        frequency,
        step,
        least(23, floor(24 * sqrt(recency_days / longest))) as grid_column,
        least(12, ceil(frequency / step)) as grid_row,
        r >= $high as recent,
        f >= $high as often
    from result
    cross join frame
)
select
    cast(grid_column as integer) as grid_column,
    cast(grid_row as integer) as grid_row,
    cast(any_value(step) as integer) as step,
    recent,
    often,
    cast(count(*) as integer) as customers,
    cast(min(recency_days) as integer) as days_from,
    cast(max(recency_days) as integer) as days_to,
    cast(avg(recency_days) as double) as mean_days,
    cast(min(frequency) as integer) as frequency_from,
    cast(max(frequency) as integer) as frequency_to,
    cast(avg(frequency) as double) as mean_frequency
from placed
group by grid_column, grid_row, recent, often
order by grid_row, grid_column, recent, often
