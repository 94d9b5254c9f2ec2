-- Who comes back, by when they first bought: one row per cohort and period k,
-- and per k one pooled row (cohort null) over the complete cohorts.
-- A cohort is everyone whose first order fell into the same period.
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        cast($counted_from as date) as counted_from,
        -- What is measured since the first order, or against its period, is
        -- known of cohorts that began within the counted days.
        $return = 'by'
        or $measure = 'cumulative_net_amount'
        or ($show = 'rate' and $measure <> 'customers') as from_beginning,
        -- Weeks from Sunday are weeks from Monday on dates moved by one day.
        case
            when $period = 'week' and $week_start = 'sunday' then 1 else 0
        end as shift,
        -- Days of one window of the customer's own clock.
        case $period
            when 'day' then 1
            when 'week' then 7
            when 'month' then 30
            when 'quarter' then 90
            else 365
        end as window_days,
        -- Cohorts from before this day may hold customers who are not new;
        -- a typed beginning of the store clears it.
        case
            when cast($observed_from as date) is null then cast(least(
                (select min(ordered_at) from main.orders),
                (select min(first_ordered_at) from main.customers)
            ) as date) + 90
        end as truncated_before
),

-- The split of a customer is a dimension of the first order.
first_orders as (
    select
        customer_key,
        case $split_by
            when 'channel' then channel
            when 'campaign' then campaign
            when 'country' then country
            when 'region' then region
            when 'city' then city
            when 'coupon' then coupon
            when 'payment_method' then payment_method
        end as split
    from orders
    where order_number = 1 and $split_by <> 'none'
),

-- One row per customer who had ordered by as_of.
members as (
    select
        c.customer_key,
        f.split,
        cast(c.first_ordered_at as date) as first_day,
        cast(date_trunc($period, cast(c.first_ordered_at as date) + r.shift)
            as date) - r.shift as cohort
    from customers as c
    cross join reading as r
    left join first_orders as f on f.customer_key = c.customer_key
    where c.first_ordered_at < r.as_of + interval 1 day
        and (
            r.counted_from is null
            or not r.from_beginning
            or date_trunc($period, cast(c.first_ordered_at as date) + r.shift)
                - to_days(r.shift) >= r.counted_from
        )
),

cohorts as (
    select
        split,
        cohort,
        count(*) as cohort_customers,
        min(first_day) as first_day
    from members
    group by split, cohort
    having count(*) >= $min_cohort
),

-- ended: the last k whose window had ended when observation did (-1: none).
-- begun: the first k of which every day is counted.
clocks as (
    select
        m.customer_key,
        m.split,
        m.cohort,
        m.first_day,
        greatest(-1, case $clock
            when 'age'
            then (date_diff('day', m.first_day, r.observed) + 1)
                // r.window_days - 1
            else date_diff($period, m.cohort + r.shift,
                r.observed + 1 + r.shift) - 1
        end) as ended,
        greatest(0, case
            when r.counted_from is null then 0
            when $clock = 'age'
            then (date_diff('day', m.first_day, r.counted_from)
                + r.window_days - 1) // r.window_days
            else date_diff($period, m.cohort + r.shift,
                r.counted_from - 1 + r.shift) + 1
        end) as begun
    from members as m
    inner join cohorts as c
        on c.split is not distinct from m.split and c.cohort = m.cohort
    cross join reading as r
),

-- One row per order, with its period k.
order_periods as (
    select
        c.customer_key,
        c.split,
        c.cohort,
        c.begun,
        case when $clock = 'age' then c.ended else 1000000 end as counts_to,
        case $clock
            when 'age'
            then date_diff('day', c.first_day, cast(o.ordered_at as date))
                // r.window_days
            else date_diff($period, c.cohort + r.shift,
                cast(o.ordered_at as date) + r.shift)
        end as k,
        o.net_amount
    from orders as o
    inner join clocks as c on c.customer_key = o.customer_key
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
),

-- One row per customer and period k with an order, from the first k that is
-- counted in full. By the calendar everyone counts so far; on the customer's
-- own clock only windows that have ended.
customer_periods as (
    select
        customer_key,
        split,
        cohort,
        begun,
        counts_to,
        k,
        count(*) as orders,
        coalesce(sum(net_amount), 0) as net_amount
    from order_periods
    where k >= begun
    group by all
)
