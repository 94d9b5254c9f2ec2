-- The cuts of each dimension, ascending, as the method states them: the mean,
-- the median, the quintiles, each quintile + 1 (rfm_package), or as typed.
with dimension as (
    select
        1 as position,
        'recency' as dimension,
        avg(recency_days) as mean,
        quantile_cont(recency_days, $probabilities) as quantiles,
        cast($cuts_r as double[]) as typed
    from result
    union all
    select
        2,
        'frequency',
        avg(frequency),
        quantile_cont(frequency, $probabilities),
        cast($cuts_f as double[])
    from result
    union all
    select
        3,
        'monetary',
        cast(sum(cast(monetary as decimal(28, 4))) as double) / count(*),
        quantile_cont(monetary, $probabilities),
        cast($cuts_m as double[])
    from result
),
threshold as (
    select
        position,
        dimension,
        unnest(
            case $method
                when 'mean' then [mean]
                when 'custom' then typed
                when 'rfm_package' then [cut + 1 for cut in quantiles]
                else quantiles
            end
        ) as value,
        unnest(range(1, $classes)) as cut
    from dimension
)
select
    cast(dimension as varchar) as dimension,
    cast(cut as integer) as cut,
    cast(value as double) as value
from threshold
where value is not null
order by position, cut
