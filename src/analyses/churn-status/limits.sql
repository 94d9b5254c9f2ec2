-- The cycle as it was known at the end of `looked` (day): the 75th percentile
-- of the gaps ended by then, each customer's together weighing 1; or as typed.
gap_counts as (
    select 'store' as level_id, days, own_gaps, count(*) as gaps
    from (
        select
            p.gap as days,
            count(*) over (partition by p.customer_key) as own_gaps
        from purchases as p
        cross join looked as l
        where p.gap is not null and p.day <= l.day
    )
    group by days, own_gaps
),

/* cycle.sql */,

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
