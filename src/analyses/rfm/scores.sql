customer as not materialized (
    -- an average is kept to four decimals, as money is, so that ties stay ties
    select
        * replace (cast(net_amount as decimal(28, 4)) as net_amount),
        cast(
            case $monetary
                when 'average_order_value' then net_amount / orders
                else net_amount
            end as decimal(28, 4)
        ) as monetary
    from total
),
measured as (
    -- per look; money in its smallest unit, a ten-thousandth
    select
        look,
        count(*) as n,
        sum(recency_days) as days,
        sum(frequency) as orders,
        sum(cast(monetary * 10000 as hugeint)) as units,
        quantile_cont(recency_days, $probabilities)
            filter (where $method in ('quintile', 'median', 'rfm_package'))
            as day_cuts,
        quantile_cont(frequency, $probabilities)
            filter (where $method in ('quintile', 'median', 'rfm_package'))
            as order_cuts,
        quantile_cont(cast(monetary as double), $probabilities)
            filter (where $method in ('quintile', 'median', 'rfm_package'))
            as money_cuts
    from customer
    group by look
),
cut as (
    -- means in whole numbers, so that nobody passes a mean that all share
    select
        look,
        [(days + n - 1) // n - 1] as mean_last_day,
        [orders // n] as mean_orders,
        [cast((units - (units % n + n) % n) // n as decimal(28, 0)) / 10000]
            as mean_money,
        cast(day_cuts as decimal(28, 5)[]) as days,
        cast(order_cuts as decimal(28, 5)[]) as orders,
        cast(money_cuts as decimal(28, 5)[]) as money
    from measured
),
bound as (
    -- one row per look: a score is earned up to last_day, and above the other
    -- two; cuts are ascending, and values have no more than four decimals
    select
        look,
        cast(
            case $method
                when 'custom' then cast($cuts_r as decimal(28, 5)[])
                when 'mean' then mean_last_day
                when 'median' then [ceil(c) - 1 for c in days]
                when 'rfm_package' then [ceil(c) for c in days]
                else days
            end as decimal(28, 5)[]
        ) as last_day,
        cast(
            case $method
                when 'custom' then cast($cuts_f as decimal(28, 5)[])
                when 'mean' then mean_orders
                when 'rfm_package' then [c + 0.99999 for c in orders]
                else orders
            end as decimal(28, 5)[]
        ) as orders_above,
        cast(
            case $method
                when 'custom' then cast($cuts_m as decimal(28, 5)[])
                when 'mean' then mean_money
                when 'rfm_package' then [c + 0.99999 for c in money]
                else money
            end as decimal(28, 5)[]
        ) as money_above
    from cut
),
step as (
    -- the bounds side by side; days and orders are whole, so theirs are too
    select
        look,
        cast(floor(last_day[1]) as bigint) as last_day_1,
        cast(floor(last_day[2]) as bigint) as last_day_2,
        cast(floor(last_day[3]) as bigint) as last_day_3,
        cast(floor(last_day[4]) as bigint) as last_day_4,
        cast(floor(orders_above[1]) as bigint) as orders_above_1,
        cast(floor(orders_above[2]) as bigint) as orders_above_2,
        cast(floor(orders_above[3]) as bigint) as orders_above_3,
        cast(floor(orders_above[4]) as bigint) as orders_above_4,
        money_above[1] as money_above_1,
        money_above[2] as money_above_2,
        money_above[3] as money_above_3,
        money_above[4] as money_above_4
    from bound
),
scored as not materialized (
    -- with two classes the bounds 2 to 4 are null, and no comparison holds
    select
        c.*,
        case
            when recency_days <= last_day_1 then $classes
            when recency_days <= last_day_2 then $classes - 1
            when recency_days <= last_day_3 then $classes - 2
            when recency_days <= last_day_4 then $classes - 3
            else 1
        end as r,
        case
            when frequency > orders_above_4 then 5
            when frequency > orders_above_3 then 4
            when frequency > orders_above_2 then 3
            when frequency > orders_above_1 then 2
            else 1
        end as f,
        case
            when monetary > money_above_4 then 5
            when monetary > money_above_3 then 4
            when monetary > money_above_2 then 3
            when monetary > money_above_1 then 2
            else 1
        end as m
    from customer as c
    inner join step using (look)
)
