-- Who comes back, by when they first bought: one row per cohort and period k,
-- and per k one pooled row (cohort null) over the complete cohorts.
-- A cohort is everyone whose first order fell into the same period.
with brackets as (
    -- Ranges of days of the customer's own clock, half-open; 0 is the first
    -- order's day. None: k counts periods.
    select 0 as k, 0 as from_day, 1 as to_day
    where len($bracket_from) > 0
    union all
    select
        unnest(range(1, 1 + len($bracket_from))),
        unnest(cast($bracket_from as integer[])),
        unnest(cast($bracket_to as integer[]))
),

reading as (
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
        or $measure in ('cumulative_net_amount', 'cumulative_margin')
        or ($show = 'rate' and $measure <> 'customers') as from_beginning,
        -- Weeks from Sunday are weeks from Monday on dates moved by one day.
        case
            when $period = 'week' and $week_start = 'sunday' then 1 else 0
        end as shift,
        $clock = 'age' or len($bracket_from) > 0 as own_clock,
        -- Days of one window of the customer's own clock.
        case
            when len($bracket_from) > 0 or $period = 'day' then 1
            when $period = 'week' then 7
            when $period = 'month' then 30
            when $period = 'quarter' then 90
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

/* first-order.sql */,

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
    left join first_splits as f on f.customer_key = c.customer_key
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
-- begun: the first k of which every day is counted. Under brackets both are
-- days.
clocks as (
    select
        m.customer_key,
        m.split,
        m.cohort,
        m.first_day,
        greatest(-1, case
            when r.own_clock
            then (date_diff('day', m.first_day, r.observed) + 1)
                // r.window_days - 1
            else date_diff($period, m.cohort + r.shift,
                r.observed + 1 + r.shift) - 1
        end) as ended,
        greatest(0, case
            when r.counted_from is null then 0
            when r.own_clock
            then (date_diff('day', m.first_day, r.counted_from)
                + r.window_days - 1) // r.window_days
            else date_diff($period, m.cohort + r.shift,
                r.counted_from - 1 + r.shift) + 1
        end) as begun
    from members as m
    inner join cohorts as c
        on c.split is not distinct from m.split and c.cohort = m.cohort
    cross join reading as r
)
