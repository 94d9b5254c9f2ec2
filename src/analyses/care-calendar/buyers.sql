-- comeback_day: the last order after a gap longer than three cycles.
standing as materialized (
    select
        p.customer_key,
        min(p.day) as first_day,
        max(p.day) as last_day,
        max(p.day) filter (where p.gap > 3 * s.cycle_days) as comeback_day
    from purchases as p
    cross join store_cycle as s
    group by p.customer_key
),

-- One status each; null where there is no cycle.
buyers as materialized (
    select
        * exclude (day, comeback_day, short_days, long_days),
        case when cycle_days is not null then /* status.sql */ end as status
    from (
        select
            c.customer_key,
            c.customer_id,
            c.birthday,
            t.first_day,
            t.last_day,
            t.comeback_day,
            s.cycle_days,
            s.cycle_days as short_days,
            3 * s.cycle_days as long_days,
            r.today as day
        from standing as t
        inner join customers as c on c.customer_key = t.customer_key
        cross join store_cycle as s
        cross join product_reading as r
    )
)
