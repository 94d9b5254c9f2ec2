known as materialized (
    -- customers in an order that chance gave (the hash of their id), a
    -- thousandth of them in each bucket; values in whole units
    select
        customer_id,
        segment,
        cast(row_number() over (order by md5(customer_id), customer_id)
            as integer) as number,
        cast(recency_days as bigint) as days,
        cast(frequency as bigint) as orders,
        cast(cast(monetary as decimal(28, 4)) * 10000 as bigint) as money
    from result
    where $stability
),
worth as not materialized (
    select 'r' as dimension, number % 1000 as bucket, days as value
    from known
    union all
    select 'f', number % 1000, orders from known
    union all
    select 'm', number % 1000, money from known
),
tally as materialized (
    -- each value with the number of customers who have at most as much
    select
        dimension,
        value,
        n,
        cast(sum(n) over (partition by dimension order by value) as bigint)
            as upto
    from (
        select dimension, value, count(*) as n
        from worth
        group by dimension, value
    )
),
aim as (
    -- where each cut lies in the ranking, in percent
    select
        dimension,
        unnest([cast(round(100 * p) as bigint) for p in $probabilities])
            as percent,
        unnest(range(1, len($probabilities) + 1)) as cut,
        n,
        -- six standard deviations of the number below a quantile, and more
        cast(ceil(3 * sqrt(n)) + 1 as bigint) as reach
    from (select dimension, max(upto) as n from tally group by dimension)
    where $method in ('quintile', 'median', 'rfm_package')
),
stretch as (
    -- the values around each cut, between which the cuts of all draws lie
    select
        aim.dimension,
        aim.cut,
        min(t.value) as lowest,
        max(t.value) as highest
    from aim
    inner join tally as t
        on t.dimension = aim.dimension
        and 100 * (t.upto - 1 + aim.reach) >= aim.percent * (aim.n - 1)
        and 100 * (t.upto - t.n - aim.reach) <= aim.percent * (aim.n - 1)
    group by aim.dimension, aim.cut
),
draw as (
    select unnest(range(1, 201)) as draw where $method <> 'custom'
),
weight as (
    -- how often a bucket is drawn: Poisson with mean 1, from a hash
    select
        bucket,
        draw,
        len(list_filter(
            [
                0.36787944117144233e0, 0.7357588823428847e0,
                0.9196986029286058e0, 0.9810118431238462e0,
                0.9963401531726563e0, 0.9994058151824183e0,
                0.9999167588507119e0, 0.9999897508033253e0
            ],
            lambda share: share
                <= cast('0x' || left(md5(bucket || ':' || draw), 8) as bigint)
                    / 4294967296.0e0
        )) as weight
    from (select distinct number % 1000 as bucket from known)
    cross join draw
),
bucket_sum as (
    select dimension, bucket, count(*) as n, sum(value) as value
    from worth
    group by dimension, bucket
),
draw_sum as (
    select
        dimension,
        draw,
        cast(sum(n * weight) as bigint) as n,
        cast(sum(value * weight) as hugeint) as value
    from bucket_sum
    inner join weight using (bucket)
    group by dimension, draw
    having sum(n * weight) > 0
),
below as (
    -- how many of a bucket are below the stretch around a cut
    select w.dimension, s.cut, w.bucket, count(*) as n
    from worth as w
    inner join stretch as s
        on s.dimension = w.dimension and w.value < s.lowest
    group by w.dimension, s.cut, w.bucket
),
below_sum as (
    select dimension, cut, draw, cast(sum(n * weight) as bigint) as n
    from below
    inner join weight using (bucket)
    group by dimension, cut, draw
),
near as (
    select w.dimension, s.cut, w.bucket, w.value, count(*) as n
    from worth as w
    inner join stretch as s
        on s.dimension = w.dimension
        and w.value between s.lowest and s.highest
    group by w.dimension, s.cut, w.bucket, w.value
),
near_sum as (
    select dimension, cut, draw, value, sum(n * weight) as n
    from near
    inner join weight using (bucket)
    group by dimension, cut, draw, value
),
run as (
    -- how many of a draw have at most the value
    select
        s.dimension,
        s.cut,
        s.draw,
        s.value,
        coalesce(b.n, 0) + sum(s.n) over (
            partition by s.dimension, s.cut, s.draw order by s.value
        ) as upto
    from near_sum as s
    left join below_sum as b using (dimension, cut, draw)
),
drawn as (
    -- the two values that a draw's type 7 quantile lies between
    select
        run.dimension,
        run.cut,
        run.draw,
        any_value(aim.percent * (d.n - 1) % 100) as rest,
        coalesce(
            min(run.value) filter (
                where run.upto > aim.percent * (d.n - 1) // 100),
            max(run.value)
        ) as low,
        coalesce(
            min(run.value) filter (
                where run.upto > aim.percent * (d.n - 1) // 100 + 1),
            max(run.value)
        ) as high
    from run
    inner join aim using (dimension, cut)
    inner join draw_sum as d using (dimension, draw)
    group by run.dimension, run.cut, run.draw
),
moved as (
    -- the same of all customers: now, and a percent of the ranking lower or
    -- higher (quantiles only)
    select
        aim.dimension,
        aim.cut,
        change,
        any_value((percent + shift) * (aim.n - 1) % 100) as rest,
        min(r.value) as low,
        max(r.value) as high
    from aim
    cross join (values (0, 0), (-1, -1), (-2, 1)) as s(change, shift)
    inner join tally as r
        on r.dimension = aim.dimension
        and r.upto > (percent + shift) * (aim.n - 1) // 100
        and r.upto - r.n <= (percent + shift) * (aim.n - 1) // 100 + 1
    where change = 0 or $method in ('quintile', 'rfm_package')
    group by aim.dimension, aim.cut, change
),
quantile_cut as (
    -- in hundredths of a unit, whole
    select dimension, cut, draw as change, low * (100 - rest) + high * rest
        as hundredths
    from drawn
    union all
    select dimension, cut, change, low * (100 - rest) + high * rest
    from moved
),
mean_cut as (
    -- a value passes where it is above the mean; days where they are not below
    select
        dimension,
        1 as cut,
        change,
        case dimension
            when 'r' then (value + n - 1) // n - 1
            else (value - (value % n + n) % n) // n
        end as bound
    from (
        select dimension, draw as change, n, value from draw_sum
        union all
        select dimension, 0, sum(n), sum(value)
        from bucket_sum
        group by dimension
    )
    where $method = 'mean'
),
typed_cut as (
    select
        unnest(['r', 'f', 'm']) as dimension,
        unnest([$cuts_r, $cuts_f, $cuts_m]) as cuts
    where $method = 'custom'
),
firm as (
    -- a score's cut is passed by values above `bound`
    select
        dimension,
        cut,
        change,
        cast(floor((hundredths + case
            when $method = 'rfm_package' and dimension = 'm' then 999999
            when $method = 'rfm_package' then 99
            when $method = 'median' and dimension = 'r' then -1
            else 0
        end) / 100.0) as bigint) as bound
    from quantile_cut
    union all
    select dimension, cut, change, cast(bound as bigint)
    from mean_cut
    union all
    select
        dimension,
        unnest(range(1, len(cuts) + 1)),
        0,
        unnest([
            cast(floor(cast(c as decimal(28, 5))
                * if(dimension = 'm', 10000, 1)) as bigint)
            for c in cuts
        ])
    from typed_cut
),
bound as (
    -- change: 0 now, -1 cuts down, -2 cuts up, from 1 the draws
    select dimension, cut, change, bound from firm
    union all
    select
        dimension,
        cut,
        step as change,
        bound + sign * if(dimension = 'm', 10000, 1)
    from firm
    cross join (values (-1, -1), (-2, 1)) as s(step, sign)
    where firm.change = 0 and $method in ('mean', 'median', 'custom')
)
