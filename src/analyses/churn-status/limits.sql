/* store-cycle.sql */,

-- short_days: one cycle, long_days: three, or as many as asked. began: the
-- first known purchase day, before which nobody can have been lost.
limits as (
    select
        day,
        began,
        gaps,
        informants,
        low,
        high,
        cycle_days,
        $short * cycle_days as short_days,
        $long * cycle_days as long_days
    from (
        select
            l.day,
            b.first_day as began,
            coalesce(s.gaps, 0) as gaps,
            coalesce(s.customers, 0) as informants,
            case when $cycle = 'computed' then c.low end as low,
            case when $cycle = 'computed' then c.high end as high,
            case $cycle
                when 'typed' then cast($cycle_days as double)
                else c.cycle_days
            end as cycle_days
        from looked as l
        cross join begun as b
        left join levels as s on true
        left join cycles as c on true
    )
)
