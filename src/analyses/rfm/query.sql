-- RFM: days since the last order, number of orders and money of each customer
-- who ordered up to the as-of date (within the window, if there is
-- one), the score of each, and the segment of the three scores.
-- Score: 1 + the number of cuts passed. quintile: cuts are the type 7 quantiles
-- at 0.2, 0.4, 0.6, 0.8, passed by a value above (by recency: not above).
-- mean, median: one cut, passed by a value above (by recency: fewer days).
-- rfm_package: as the R package rfm, each quantile + 1, passed from there on.
with known_order as (
    select
        customer_key,
        customer_id,
        cast(ordered_at as date) as ordered_on,
        net_amount
    from orders
    where
        customer_key is not null
        and ordered_at < $as_of + interval 1 day
        and (
            $window_days is null
            or ordered_at >= $as_of - to_days(coalesce($window_days, 1) - 1)
        )
),
total as (
    -- one row per customer
    select
        any_value(customer_id) as customer_id,
        $as_of - max(ordered_on) as recency_days,
        count(*) as orders,
        case $frequency
            when 'days' then count(distinct ordered_on)
            else count(*)
        end as frequency,
        coalesce(sum(net_amount), 0) as net_amount
    from known_order
    group by customer_key
),
customer as (
    -- an average is kept to four decimals, as money is, so that ties stay ties
    select
        customer_id,
        recency_days,
        frequency,
        cast(
            case $monetary
                when 'average_order_value' then net_amount / orders
                else net_amount
            end as decimal(28, 4)
        ) as monetary
    from total
),
quantile as (
    select
        cast(quantile_cont(recency_days, $probabilities) as decimal(28, 5)[])
            as days,
        cast(quantile_cont(frequency, $probabilities) as decimal(28, 5)[])
            as orders,
        cast(
            quantile_cont(cast(monetary as double), $probabilities)
            as decimal(28, 5)[]
        ) as money
    from customer
),
customer_sum as (
    -- money in its smallest unit, a ten-thousandth
    select
        count(*) as n,
        sum(recency_days) as days,
        sum(frequency) as orders,
        sum(cast(monetary * 10000 as hugeint)) as units
    from customer
),
mean as (
    -- in whole numbers, so that nobody passes a mean that all share
    select
        [(days + n - 1) // n - 1] as last_day,
        [orders // n] as orders_above,
        [cast((units - (units % n + n) % n) // n as decimal(28, 0)) / 10000]
            as money_above
    from customer_sum
),
bound as (
    -- one row: a score is earned up to last_day, and above the other two;
    -- cuts are ascending, and values have no more than four decimals
    select
        cast(
            case $method
                when 'mean' then mean.last_day
                when 'median' then [ceil(cut) - 1 for cut in days]
                when 'rfm_package' then [ceil(cut) for cut in days]
                else days
            end as decimal(28, 5)[]
        ) as last_day,
        cast(
            case $method
                when 'mean' then mean.orders_above
                when 'rfm_package' then [cut + 0.99999 for cut in orders]
                else orders
            end as decimal(28, 5)[]
        ) as orders_above,
        cast(
            case $method
                when 'mean' then mean.money_above
                when 'rfm_package' then [cut + 0.99999 for cut in money]
                else money
            end as decimal(28, 5)[]
        ) as money_above
    from quantile
    cross join mean
),
scored as (
    -- with two classes the bounds 2 to 4 are null, and no comparison holds
    select
        c.*,
        case
            when recency_days <= last_day[1] then $classes
            when recency_days <= last_day[2] then $classes - 1
            when recency_days <= last_day[3] then $classes - 2
            when recency_days <= last_day[4] then $classes - 3
            else 1
        end as r,
        case
            when frequency > orders_above[4] then 5
            when frequency > orders_above[3] then 4
            when frequency > orders_above[2] then 3
            when frequency > orders_above[1] then 2
            else 1
        end as f,
        case
            when monetary > money_above[4] then 5
            when monetary > money_above[3] then 4
            when monetary > money_above[2] then 3
            when monetary > money_above[1] then 2
            else 1
        end as m
    from customer as c
    cross join bound
),
segment_rule as (
    -- the table of segments, in its order
    select
        unnest($segment_names) as segment,
        unnest($r_low) as r_low,
        unnest($r_high) as r_high,
        unnest($f_low) as f_low,
        unnest($f_high) as f_high,
        unnest($m_low) as m_low,
        unnest($m_high) as m_high,
        unnest(range(1, len($segment_names) + 1)) as position
),
score as (
    -- the segment of each triple of scores: the first rule that holds
    select s.r, s.f, s.m, min_by(segment, position) as segment
    from (select distinct r, f, m from scored) as s
    join segment_rule
        on s.r between r_low and r_high
        and s.f between f_low and f_high
        and s.m between m_low and m_high
    where $scheme = 'eleven'
    group by all
),
segmented as (
    select
        c.*,
        case $scheme
            when 'eleven' then coalesce(score.segment, 'Others')
            when 'quadrants' then
                case
                    when c.r >= $high and c.f >= $high then 'Recent, often'
                    when c.r >= $high then 'Recent, seldom'
                    when c.f >= $high then 'Often, gone quiet'
                    else 'Seldom, gone quiet'
                end
            else
                case when c.m >= $high then 'Important ' else 'General ' end
                || case
                    when c.r >= $high and c.f >= $high then 'value'
                    when c.r >= $high then 'development'
                    when c.f >= $high then 'retention'
                    else 'win-back'
                end
        end as segment
    from scored as c
    left join score on score.r = c.r and score.f = c.f and score.m = c.m
)
select
    cast(customer_id as varchar) as customer_id,
    cast(recency_days as integer) as recency_days,
    cast(frequency as integer) as frequency,
    cast(monetary as double) as monetary,
    cast(r as integer) as r,
    cast(f as integer) as f,
    cast(m as integer) as m,
    cast(segment as varchar) as segment
from segmented
order by customer_id
