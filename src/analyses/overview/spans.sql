-- The shop in figures: one row for the chosen range, one for the range before
-- it (where the orders reach back that far), and one per period.
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
        cast($counted_through as date) as counted_through,
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
        end as interval) as step,
        cast(least(
            (select min(ordered_at) from main.orders),
            (select min(first_ordered_at) from main.customers)
        ) as date) as shop_began
),

-- first_period: the first that is counted whole, with the shop's first.
-- not_over: first day of the first period that had not ended.
calendar as (
    select
        * exclude (counted_from),
        greatest(shop_began, counted_from) as first_day,
        case
            when counted_from > shop_began
            then cast(
                date_trunc($period, counted_from - 1 + shift) + step as date)
                - shift
            else cast(date_trunc($period, shop_began + shift) as date) - shift
        end as first_period,
        cast(date_trunc($period, observed + 1 + shift) as date) - shift
            as not_over,
        case $range
            when 'last_1' then 1
            when 'last_3' then 3
            when 'last_6' then 6
            when 'last_12' then 12
        end as periods
    from reading
    where shop_began <= as_of
),

-- A range of full periods is never longer than the orders reach back.
chosen as (
    select
        case $range
            when 'all' then first_day
            when 'custom'
            then greatest(coalesce(cast($from as date), first_day),
                cast($counted_from as date))
            else greatest(first_period,
                cast(not_over - periods * step as date))
        end as starts_on,
        case $range
            when 'all' then as_of
            when 'custom'
            then least(coalesce(cast($to as date), as_of), counted_through)
            else not_over - 1
        end as ends_on
    from calendar
),

-- As many days, or full periods, right before it.
before as (
    select
        case
            when $range = 'custom'
            then r.starts_on - cast(r.ends_on - r.starts_on + 1 as integer)
            else cast(r.starts_on - date_diff($period, r.starts_on + c.shift,
                c.not_over + c.shift) * c.step as date)
        end as starts_on,
        r.starts_on - 1 as ends_on,
        case when $range = 'custom' then c.first_day else c.first_period end
            as known_from
    from chosen as r
    cross join calendar as c
    where $range <> 'all'
),

periods as (
    select cast(unnest(generate_series(
        cast(first_period as timestamp), cast(as_of as timestamp), step
    )) as date) as starts_on
    from calendar
),

spans as (
    select 1 as position, 'range' as span, starts_on, ends_on
    from chosen
    where starts_on <= ends_on
    union all
    select 2, 'before', starts_on, ends_on
    from before
    where starts_on <= ends_on and starts_on >= known_from
    union all
    select
        3, 'period', p.starts_on, cast(p.starts_on + c.step as date) - 1
    from periods as p
    cross join calendar as c
),

-- Orders of each span; a period's are found by its first day.
placed as (
    select
        o.customer_key,
        o.net_amount,
        cast(o.ordered_at as date) as day,
        cast(date_trunc($period, cast(o.ordered_at as date) + c.shift)
            as date) - c.shift as period_start
    from orders as o
    cross join calendar as c
    where o.ordered_at < c.as_of + interval 1 day
),

span_orders as (
    select s.span, s.starts_on, p.customer_key, p.net_amount
    from placed as p
    inner join spans as s
        on p.day between s.starts_on and s.ends_on
    where s.span <> 'period'
    union all
    select 'period', period_start, customer_key, net_amount
    from placed
),

-- A customer is new in a span with the first order of all, else returning.
span_customers as (
    select
        o.span,
        o.starts_on,
        o.customer_key,
        o.orders,
        c.first_day >= o.starts_on as is_new
    from (
        select span, starts_on, customer_key, count(*) as orders
        from span_orders
        where customer_key is not null
        group by span, starts_on, customer_key
    ) as o
    inner join (
        select customer_key, cast(first_ordered_at as date) as first_day
        from customers
    ) as c on c.customer_key = o.customer_key
),

-- Days to the second purchase day, as far as as_of; null: not yet.
lifetimes as (
    select
        customer_key,
        first_day,
        period_start,
        second_day is not null as returned,
        coalesce(second_day, as_of) - first_day as days
    from (
        select
            u.customer_key,
            cast(u.first_ordered_at as date) as first_day,
            cast(date_trunc($period,
                cast(u.first_ordered_at as date) + c.shift) as date)
                - c.shift as period_start,
            c.as_of,
            min(p.day) filter (where p.day > cast(u.first_ordered_at as date))
                as second_day
        from customers as u
        cross join calendar as c
        left join placed as p on p.customer_key = u.customer_key
        where u.first_ordered_at < c.as_of + interval 1 day
        group by u.customer_key, u.first_ordered_at, c.shift, c.as_of
    )
),

span_lifetimes as (
    select s.span, s.starts_on, l.customer_key, l.days, l.returned
    from lifetimes as l
    inner join spans as s
        on l.first_day between s.starts_on and s.ends_on
    where s.span <> 'period'
    union all
    select 'period', period_start, customer_key, days, returned
    from lifetimes
)
