-- Repeat orders of the check's customers, added up week by week from the first
-- day, against what the model expects of newcomers after as many days.
weeks as (
    select
        w.week,
        least(s.until, s.first_day + 7 * cast(w.week as integer) - 1) as ends_on,
        s.ends_on as calibration_ends_on,
        s.unit_days
    from (
        select s.*, r.first_day
        from splits as s
        cross join reading as r
        where s.split = 'check'
    ) as s
    inner join lateral (
        select unnest(
            range(1, 1 + (s.until - s.first_day + 7) // 7)
        ) as week
    ) as w on true
),

begun as (
    select first_day, count(*) as customers
    from histories
    where split = 'check'
    group by first_day
),

repeats as (
    select d.day, count(*) as orders
    from purchase_days as d
    inner join histories as h
        on h.customer_key = d.customer_key and h.split = 'check'
    where d.day > h.first_day
    group by d.day
),

-- Days since the first order at which a newcomer's orders are asked.
waits as (
    select distinct w.ends_on - b.first_day as days
    from weeks as w
    inner join begun as b on b.first_day < w.ends_on
),

newcomers as (
    select
        w.days,
        case $model
            when 'mbg_nbd' then any_value(m.b / (m.a + m.b)) else 1
        end
        * sum(d.weight * 2 * bent / (1 + bent) / d.p) as orders
    from waits as w
    cross join (select * from models where split = 'check') as m
    inner join splits as s on s.split = 'check'
    inner join nodes as d on d.split = 'check' and d.frequency = 0
    inner join lateral (
        select tanh(
            m.r * atanh(
                d.p * w.days / (2 * m.alpha * s.unit_days + d.p * w.days)
            )
        ) as bent
    ) on true
    group by w.days
    union all
    select
        w.days,
        m.r * m.b / m.alpha * case
            when abs(m.a - 1) < 1e-6
            then ln(1 + w.days / (m.b * s.unit_days))
            else (
                1 - exp((1 - m.a) * ln(1 + w.days / (m.b * s.unit_days)))
            ) / (m.a - 1)
        end
    from waits as w
    cross join (select * from models where split = 'check') as m
    inner join splits as s on s.split = 'check'
    where $model = 'pareto_nbd'
),

tracked as (
    select w.week, sum(b.customers * n.orders) as expected
    from weeks as w
    inner join begun as b on b.first_day < w.ends_on
    inner join newcomers as n on n.days = w.ends_on - b.first_day
    group by w.week
),

so_far as (
    select w.week, coalesce(sum(r.orders), 0) as orders
    from weeks as w
    left join repeats as r on r.day <= w.ends_on
    group by w.week
),

-- The naive baseline goes on from the last day of the calibration.
pace as (
    select
        sum(frequency) as orders,
        sum(case when age = 0 then 0 else frequency / cast(age as double) end)
            as per_day
    from histories
    where split = 'check'
)

select
    cast(w.week as integer) as week,
    cast(w.ends_on as date) as ends_on,
    cast(w.ends_on > w.calibration_ends_on as boolean) as held_out,
    cast(o.orders as integer) as orders,
    cast(round(
        case
            when not exists (select * from models where split = 'check')
            then null
            else coalesce(t.expected, 0)
        end,
        10
    ) as double) as expected,
    cast(round(
        case
            when w.ends_on > w.calibration_ends_on
            then p.orders + p.per_day * (w.ends_on - w.calibration_ends_on)
        end,
        10
    ) as double) as naive
from weeks as w
inner join so_far as o on o.week = w.week
left join tracked as t on t.week = w.week
cross join pace as p
where exists (select * from histories where split = 'check')
order by w.week
