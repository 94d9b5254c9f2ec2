-- From here on customers with the same dates are counted together.
counted_moves as (
    select
        case when $customers_from <> 'all' then began end as began,
        i,
        case when next_i <= i + (select last_step from reading)
            then next_i end as next_i,
        count(*) as customers,
        count(*) filter (where orders >= 2) as repeaters
    from moves
    group by all
),

steps as (
    select unnest(range(1, last_step + 1)) as step
    from reading
),

-- A customer of period i is in the base of the periods from_t to to_t: those
-- that follow within the step, up to the next one with an order, from which
-- on that one stands for the customer. New: the first order is in the base
-- periods; returning: before them.
bases as (
    select
        s.step,
        greatest(m.i + 1, case
            when $customers_from = 'returning' then m.began + s.step + 1
            else m.i + 1
        end) as from_t,
        least(m.i + s.step, m.next_i, case
            when $customers_from = 'new' then m.began + s.step
        end) as to_t,
        m.next_i,
        m.customers
    from counted_moves as m
    cross join steps as s
),

changes as (
    select step, t, sum(n) as n, sum(customers) as customers
    from (
        select step, from_t as t, customers as n, 0 as customers
        from bases
        where from_t <= to_t
        union all
        select step, to_t + 1, -customers, 0
        from bases
        where from_t <= to_t
        union all
        select step, next_i, 0, customers
        from bases
        where from_t <= to_t and next_i = to_t
    )
    group by step, t
),

grid as (
    select
        s.step,
        unnest(range(1, 1 + date_diff($period, r.first_period + r.shift,
            r.as_of + r.shift))) as t
    from steps as s
    cross join reading as r
),

counted as (
    select
        g.step,
        g.t,
        coalesce(sum(c.n) over (partition by g.step order by g.t), 0) as n,
        coalesce(c.customers, 0) as customers
    from grid as g
    left join changes as c on c.step = g.step and c.t = g.t
    union all
    select
        0,
        p.t,
        coalesce(sum(m.customers), 0),
        coalesce(sum(m.repeaters), 0)
    from (
        select unnest(range(0, 1 + date_diff($period, first_period + shift,
            as_of + shift))) as t
        from reading
    ) as p
    left join counted_moves as m
        on m.i = p.t
        and case $customers_from
            when 'new' then m.began = m.i
            when 'returning' then m.began < m.i
            else true
        end
    group by p.t
),

-- Doubles from here on; the Wilson interval at 95 %. Periods that are counted
-- in part only are left out, and so are those whose base holds one.
placed as (
    select
        c.step,
        cast(r.first_period + c.t * r.period_length as date) as period_start,
        c.n,
        c.customers,
        c.customers / nullif(c.n, 0) as share,
        1.959963984540054 * 1.959963984540054 / nullif(c.n, 0) as zz,
        cast(r.first_period + (c.t + 1) * r.period_length as date) - 1
            <= r.observed as complete,
        cast($observed_from as date) is null and case $customers_from
            when 'all' then c.t < c.step
            else cast(r.first_period + (c.t - c.step) * r.period_length
                as date) < r.truncated_before
        end as left_truncated
    from counted as c
    cross join reading as r
    where not r.cut_off
        or r.first_period + (c.t - c.step) * r.period_length >= r.counted_from
)

select
    cast(period_start as date) as period_start,
    cast(step as integer) as step,
    cast(n as integer) as n,
    cast(customers as integer) as customers,
    cast(case when complete then share end as double) as rate,
    cast(case
        when not complete or n = 0 then null
        when customers = 0 then 0
        else (share + zz / 2 - sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when not complete or n = 0 then null
        when customers = n then 1
        else (share + zz / 2 + sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    cast(complete as boolean) as complete,
    cast(left_truncated as boolean) as left_truncated
from placed
order by step, period_start
