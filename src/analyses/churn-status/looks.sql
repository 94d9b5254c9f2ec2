-- The days that customers are seen on: the as-of date, and before it the last
-- day of each period. closed: the last day of a period, which the data cover.
period_starts as (
    select
        cast(date_trunc($period, as_of + shift) as date) - shift as start,
        as_of,
        observed
    from (
        select
            *,
            case
                when $period = 'week' and $week_start = 'sunday' then 1 else 0
            end as shift
        from reading
    )
),

look_days as (
    select
        case
            when k = 0 then as_of
            when $period = 'day' then as_of - k
            when $period = 'week' then start - 7 * (k - 1) - 1
            else cast(start - to_months(cast((k - 1) * case $period
                when 'month' then 1
                when 'quarter' then 3
                else 12
            end as integer)) as date) - 1
        end as day,
        k > 0
            or as_of + 1 = cast(start + case $period
                when 'day' then to_days(1)
                when 'week' then to_days(7)
                when 'month' then to_months(1)
                when 'quarter' then to_months(3)
                else to_months(12)
            end as date) as ends_period,
        observed
    from period_starts
    cross join (
        select cast(unnest(range(0, $dates)) as integer) as k
    )
),

looks as (
    select
        row_number() over (order by d.day) as look,
        d.day,
        lag(d.day) over (order by d.day) as day_before,
        d.ends_period and d.day <= d.observed as closed,
        coalesce(l.long_days <= d.day - l.began, false) as sees_long,
        coalesce(l.short_days <= d.day - l.began, false) as sees_short,
        l.short_days,
        l.long_days
    from look_days as d
    cross join limits as l
    where d.day >= l.began and l.cycle_days is not null
)
