-- On which day a reminder falls: on the first of its window, today where that
-- has begun; the bars of the picture are days, or weeks where many are ahead.
planned as (
    select
        r.*,
        p.today,
        case
            when r.state in ('now', 'upcoming')
            then greatest(r.remind_from, p.today)
        end as remind_on
    from result as r
    cross join (
        select least(
            cast($as_of as date), cast($counted_through as date)
        ) as today
    ) as p
),

placed as (
    select
        *,
        case
            when remind_on < today + $days_ahead
            then today + cast((remind_on - today)
                // $bar_days * $bar_days as integer)
        end as bar_from,
        coalesce(remind_on < today + 7, false) as this_week
    from planned
)
