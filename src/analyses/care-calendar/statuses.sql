store_cycle as materialized (
    select case $cycle
        when 'typed' then cast($cycle_days as double)
        else (select max(cycle_days) from cycles)
    end as cycle_days
),

-- comeback_day: the last order after a gap longer than three cycles.
standing as materialized (
    select
        g.customer_key,
        min(g.day) as first_day,
        max(g.day) as last_day,
        max(g.day) filter (where g.gap > 3 * s.cycle_days) as comeback_day
    from day_gaps as g
    cross join store_cycle as s
    group by g.customer_key
),

-- One status each, the first that holds; null where there is no cycle.
buyers as materialized (
    select
        c.customer_key,
        c.customer_id,
        c.birthday,
        t.first_day,
        t.last_day,
        s.cycle_days,
        case
            when s.cycle_days is null then null
            when r.today - t.last_day > 3 * s.cycle_days
            then 'long_term_churned'
            when r.today - t.last_day > s.cycle_days
            then 'short_term_churned'
            when r.today - t.comeback_day <= s.cycle_days then 'reactivated'
            when r.today - t.first_day <= s.cycle_days then 'new'
            else 'active'
        end as status
    from standing as t
    inner join customers as c on c.customer_key = t.customer_key
    cross join store_cycle as s
    cross join product_reading as r
),
