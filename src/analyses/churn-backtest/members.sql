-- The customers flagged on each date at each multiple, and those of each tenth
-- of the chances (band) on a date with a fit; whether they ordered again within
-- the horizon.
with
/* days.sql */,

/* dates.sql */,

/* tested.sql */,

/* histories.sql */,

/* chances.sql */,

bands as (
    select
        split,
        frequency,
        recency,
        age,
        cast(least(9, floor(round(chance, 10) * 10)) as integer) as band
    from predicted
    where chance is not null
),

numbered as (
    select
        customer_key,
        day,
        next_day,
        min(day) over own as first_day,
        row_number() over own - 1 as frequency
    from purchases
    window own as (partition by customer_key order by day)
)

select
    cast(customer_key as integer) as customer_key,
    cast(date as date) as date,
    cast(m as double) as m,
    cast(band as integer) as band,
    cast(returned as boolean) as returned
from (
    select
        p.customer_key,
        t.day as date,
        x.m,
        null as band,
        coalesce(p.next_day - t.day <= $horizon_days, false) as returned
    from purchases as p
    inner join tested as t on p.day <= t.day
        and (p.next_day is null or p.next_day > t.day)
    cross join multiples as x
    where t.day - p.day > x.m * t.cycle_days
    union all
    select
        p.customer_key,
        t.day,
        null,
        b.band,
        coalesce(p.next_day - t.day <= $horizon_days, false)
    from numbered as p
    inner join tried as t on p.day <= t.day
        and (p.next_day is null or p.next_day > t.day)
    inner join bands as b on b.split = t.number
        and b.frequency = p.frequency
        and b.recency = p.day - p.first_day
        and b.age = t.day - p.first_day
)
order by customer_key
