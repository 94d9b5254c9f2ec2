-- Why a figure differs between two sides, 0 and 1: two cohorts at the same
-- period k, or two ranges of days. Split exactly, per dimension, into who was
-- there (mix) and how those of the same group did (rate).
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        coalesce(cast($counted_from as date), date '0001-01-01')
            as counted_from,
        cast($k as integer) as k,
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
        -- Days of one window of the customer's own clock.
        case $period
            when 'day' then 1
            when 'week' then 7
            when 'month' then 30
            when 'quarter' then 90
            else 365
        end as window_days,
        -- Customers from before this day may not be new; a typed beginning of
        -- the store clears it.
        case
            when cast($observed_from as date) is null then cast(least(
                (select min(ordered_at) from main.orders),
                (select min(first_ordered_at) from main.customers)
            ) as date) + 90
        end as truncated_before
),

-- back_from to back_to: the days on which an order counts as coming back.
starters as (
    select
        u.customer_key,
        u.first_day,
        u.cohort,
        case
            when $return = 'by' and $clock = 'age'
            then u.first_day + r.window_days
            when $return = 'by' then cast(u.cohort + r.step as date)
            when $clock = 'age' then u.first_day + r.k * r.window_days
            else cast(u.cohort + r.k * r.step as date)
        end as back_from,
        case
            when $return = 'on_or_after' then r.as_of
            when $clock = 'age' then u.first_day + (r.k + 1) * r.window_days - 1
            else cast(u.cohort + (r.k + 1) * r.step as date) - 1
        end as back_to,
        -- Window k has ended, and every day of what is measured is counted.
        case $clock
            when 'age' then u.first_day + (r.k + 1) * r.window_days
            else cast(u.cohort + (r.k + 1) * r.step as date)
        end <= r.observed + 1
        and case
            when $return = 'by' then u.cohort
            when $clock = 'age' then u.first_day + r.k * r.window_days
            else cast(u.cohort + r.k * r.step as date)
        end >= r.counted_from as observed
    from (
        select
            c.customer_key,
            cast(c.first_ordered_at as date) as first_day,
            cast(date_trunc($period,
                cast(c.first_ordered_at as date) + s.shift) as date) - s.shift
                as cohort
        from customers as c
        cross join reading as s
        where $what = 'retention'
            and c.first_ordered_at < s.as_of + interval 1 day
    ) as u
    cross join reading as r
),

-- What can be chosen without a word: cohorts that are complete at k and hold
-- new customers only.
cohorts as (
    select s.cohort
    from starters as s
    cross join reading as r
    group by s.cohort, r.truncated_before
    having bool_and(s.observed)
        and coalesce(s.cohort >= r.truncated_before, true)
),

typed as (
    select
        cast(date_trunc($period, cast($cohort_0 as date) + shift) as date)
            - shift as cohort_0,
        cast(date_trunc($period, cast($cohort_1 as date) + shift) as date)
            - shift as cohort_1,
        cast(date_trunc($period, observed + 1 + shift) as date) - shift
            as not_over
    from reading
),

later as (
    select
        case $what
            when 'retention' then coalesce(t.cohort_1, (
                select max(cohort) from cohorts
                where t.cohort_0 is null or cohort <> t.cohort_0
            ))
            else coalesce(cast($from_1 as date),
                cast(t.not_over - r.step as date))
        end as starts_on,
        case $what
            when 'retention' then null
            else coalesce(cast($to_1 as date), t.not_over - 1)
        end as ends_on
    from typed as t
    cross join reading as r
),

earlier as (
    select
        case
            when $what = 'retention' then coalesce(t.cohort_0, (
                select max(cohort) from cohorts
                where cohort < l.starts_on
            ))
            when cast($from_0 as date) is not null then cast($from_0 as date)
            -- Without a typed range: as many days, or one period, before.
            when cast($from_1 as date) is not null
            then l.starts_on
                - cast(l.ends_on - l.starts_on + 1 as integer)
            else cast(l.starts_on - r.step as date)
        end as starts_on,
        case
            when $what = 'retention' then null
            else coalesce(cast($to_0 as date), l.starts_on - 1)
        end as ends_on
    from typed as t
    cross join reading as r
    cross join later as l
),

sides as (
    select
        e.side,
        e.starts_on,
        coalesce(e.ends_on, cast(e.starts_on + r.step as date) - 1) as ends_on,
        coalesce(e.starts_on < r.truncated_before, false) as left_truncated,
        -- A range is known when it is over and counted from its first day.
        $what = 'range'
        and e.ends_on <= r.observed
        and e.starts_on >= r.counted_from as known
    from (
        select 0 as side, * from earlier
        union all
        select 1 as side, * from later
    ) as e
    cross join reading as r
    where e.starts_on is not null
),
