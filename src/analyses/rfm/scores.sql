customer as (
    -- an average is kept to four decimals, as money is, so that ties stay ties
    select
        look,
        customer_key,
        customer_id,
        recency_days,
        frequency,
        cast(
            case $monetary
                when 'average_order_value' then net_amount / orders
                else net_amount
            end as decimal(28, 4)
        ) as monetary,
        cast(net_amount as decimal(28, 4)) as net_amount
    from total
),
quantile as (
    select
        look,
        cast(quantile_cont(recency_days, $probabilities) as decimal(28, 5)[])
            as days,
        cast(quantile_cont(frequency, $probabilities) as decimal(28, 5)[])
            as orders,
        cast(
            quantile_cont(cast(monetary as double), $probabilities)
            as decimal(28, 5)[]
        ) as money
    from customer
    where $method in ('quintile', 'median', 'rfm_package')
    group by look
),
customer_sum as (
    -- money in its smallest unit, a ten-thousandth
    select
        look,
        count(*) as n,
        sum(recency_days) as days,
        sum(frequency) as orders,
        sum(cast(monetary * 10000 as hugeint)) as units
    from customer
    group by look
),
mean as (
    -- in whole numbers, so that nobody passes a mean that all share
    select
        look,
        [(days + n - 1) // n - 1] as last_day,
        [orders // n] as orders_above,
        [cast((units - (units % n + n) % n) // n as decimal(28, 0)) / 10000]
            as money_above
    from customer_sum
),
bound as (
    -- one row per look: a score is earned up to last_day, and above the other
    -- two; cuts are ascending, and values have no more than four decimals
    select
        look,
        cast(
            case $method
                when 'custom' then cast($cuts_r as decimal(28, 5)[])
                when 'mean' then mean.last_day
                when 'median' then [ceil(cut) - 1 for cut in days]
                when 'rfm_package' then [ceil(cut) for cut in days]
                else days
            end as decimal(28, 5)[]
        ) as last_day,
        cast(
            case $method
                when 'custom' then cast($cuts_f as decimal(28, 5)[])
                when 'mean' then mean.orders_above
                when 'rfm_package' then [cut + 0.99999 for cut in orders]
                else orders
            end as decimal(28, 5)[]
        ) as orders_above,
        cast(
            case $method
                when 'custom' then cast($cuts_m as decimal(28, 5)[])
                when 'mean' then mean.money_above
                when 'rfm_package' then [cut + 0.99999 for cut in money]
                else money
            end as decimal(28, 5)[]
        ) as money_above
    from mean
    left join quantile using (look)
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
    inner join bound using (look)
)
