-- Who buys again, by period: of the customers of a period, or of the periods
-- before it, the share that ordered (again) in it. One row per step and
-- period; step 0 is within the period itself.
with days as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        cast($counted_from as date) as counted_from,
        -- Weeks from Sunday are weeks from Monday on dates moved by one day.
        case
            when $period = 'week' and $week_start = 'sunday' then 1 else 0
        end as shift,
        cast(case $period
            when 'day' then '1 day'
            when 'week' then '7 days'
            when 'month' then '1 month'
            when 'quarter' then '3 months'
            else '1 year'
        end as interval) as period_length,
        cast(least(
            (select min(ordered_at) from main.orders),
            (select min(first_ordered_at) from main.customers)
        ) as date) as shop_began
),

-- Periods are numbered from the first, which is 0. Where the counted days
-- begin later than the shop did, the first may be counted in part only.
reading as (
    select
        *,
        cast(date_trunc($period, first_day + shift) as date) - shift
            as first_period,
        coalesce(counted_from > shop_began, false) as cut_off,
        -- Customers from before this day may not be new; a typed beginning
        -- of the store clears it.
        case
            when cast($observed_from as date) is null then shop_began + 90
        end as truncated_before,
        greatest($step, 2) as last_step
    from (select *, greatest(shop_began, counted_from) as first_day from days)
    where first_day <= as_of
),

-- One row per customer and period with an order; began: the period of the
-- first order of all, whatever is counted.
customer_periods as (
    select
        o.customer_key,
        date_diff($period, r.first_period + r.shift,
            cast(o.ordered_at as date) + r.shift) as i,
        date_diff($period, r.first_period + r.shift,
            cast(min(c.first_ordered_at) as date) + r.shift) as began,
        count(*) as orders
    from orders as o
    inner join customers as c on c.customer_key = o.customer_key
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
    group by o.customer_key, i, r.first_period, r.shift
),

-- next_i: the next period in which the customer ordered.
moves as (
    select
        customer_key,
        began,
        i,
        orders,
        lead(i) over (partition by customer_key order by i) as next_i
    from customer_periods
)
