-- How well the model's chances held on each date, and over the dates with a
-- fit. auc: of a customer who ordered and one who did not, how often the former
-- has the higher chance, ties half; wait_auc: the shorter wait.
with
/* days.sql */,

/* dates.sql */,

/* histories.sql */,

/* chances.sql */,

/* ranked.sql */,

ranked_waits as (
    select
        *,
        sum(customers - returned) over own - (customers - returned)
            as gone_below
    from (
        select
            split as number,
            age - recency as days_since,
            sum(customers) as customers,
            sum(returned) as returned
        from predicted
        group by split, age - recency
    )
    window own as (partition by number order by days_since desc)
),

by_wait as (
    select
        number,
        sum(returned * (gone_below + (customers - returned) / 2.0e0))
            as ordered_right
    from ranked_waits
    group by number
),

by_chance as (
    select
        number,
        sum(returned * (gone_below + (customers - returned) / 2.0e0))
            as ordered_right
    from (
        select
            *,
            sum(customers - returned) over own - (customers - returned)
                as gone_below
        from ranked
        window own as (partition by number order by chance)
    )
    group by number
),

by_date as (
    select
        split as number,
        sum(customers) as n,
        sum(returned) as returned,
        sum(customers * p_alive) as alive,
        sum(customers * chance) as chance,
        sum(returned * (1 - chance) ** 2
            + (customers - returned) * chance ** 2) as squares
    from predicted
    group by split
),

-- base: the squares where everybody of the date had the share that returned,
-- which is known only afterwards.
dated as (
    select
        t.day,
        case when t.number <= t.dates // 2 then 'earlier' else 'later' end
            as half,
        (cast($model_states as varchar[]))[t.number] as state,
        d.*,
        d.returned * (d.n - d.returned) / cast(d.n as double) as base,
        d.returned * (d.n - d.returned) as pairs,
        c.ordered_right as by_chance,
        w.ordered_right as by_wait,
        m.r,
        m.alpha,
        m.a,
        m.b
    from tried as t
    inner join by_date as d on d.number = t.number
    left join by_chance as c on c.number = t.number
    left join by_wait as w on w.number = t.number
    left join models as m on m.split = t.number
),

together as (
    select
        h.half,
        sum(d.n) as n,
        sum(d.returned) as returned,
        sum(d.alive) as alive,
        sum(d.chance) as chance,
        sum(d.squares) as squares,
        sum(d.base) as base,
        sum(d.pairs) as pairs,
        sum(d.by_chance) as by_chance,
        sum(d.by_wait) as by_wait
    from dated as d
    inner join (
        select unnest(['earlier', 'later', 'all']) as half
    ) as h on h.half in (d.half, 'all')
    where d.state = 'fitted'
    group by h.half
)

select
    cast(day as date) as date,
    cast(half as varchar) as half,
    cast(state as varchar) as state,
    cast(n as integer) as n,
    cast(returned as integer) as returned,
    cast(returned / cast(n as double) as double) as share,
    cast(round(alive / n, 10) as double) as p_alive,
    cast(round(chance / n, 10) as double) as chance,
    cast(round(squares / n, 10) as double) as brier,
    cast(round(base / n, 10) as double) as base_brier,
    cast(round(by_chance / nullif(pairs, 0), 10) as double) as auc,
    cast(round(by_wait / nullif(pairs, 0), 10) as double) as wait_auc,
    cast(r as double) as r,
    cast(alpha as double) as alpha,
    cast(a as double) as a,
    cast(b as double) as b
from (
    select
        day, half, state, n, returned, alive, chance, squares, base, pairs,
        by_chance, by_wait, r, alpha, a, b
    from dated
    union all
    select
        null, half, 'fitted', n, returned, alive, chance, squares, base, pairs,
        by_chance, by_wait, null, null, null, null
    from together
)
order by
    date nulls last,
    list_position(['earlier', 'later', 'all'], half)
