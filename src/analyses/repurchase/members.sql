-- The customers behind each mark: of a period and a step the base, and whether
-- the customer ordered; of a window those who began, whether they were watched
-- that long, and whether they had ordered again by then.
steps as (
    select unnest(range(1, last_step + 1)) as step
    from reading
),

in_base as (
    select
        m.customer_key,
        s.step,
        unnest(range(
            greatest(m.i + 1, case
                when $customers_from = 'returning' then m.began + s.step + 1
                else m.i + 1
            end),
            1 + least(m.i + s.step, m.next_i, case
                when $customers_from = 'new' then m.began + s.step
            end, date_diff($period, r.first_period + r.shift,
                r.as_of + r.shift))
        )) as t,
        m.next_i
    from moves as m
    cross join steps as s
    cross join reading as r
),

of_periods as (
    select customer_key, step, t, coalesce(next_i = t, false) as ordered
    from in_base
    union all
    select customer_key, 0, i, orders >= 2
    from moves
    where case $customers_from
        when 'new' then began = i
        when 'returning' then began < i
        else true
    end
)

select
    cast(p.customer_key as integer) as customer_key,
    cast(r.first_period + p.t * r.period_length as date) as period_start,
    cast(p.step as integer) as step,
    cast(p.ordered as boolean) as ordered,
    cast(null as integer) as within_days,
    cast(null as boolean) as watched
from of_periods as p
cross join reading as r
where not r.cut_off
    or r.first_period + (p.t - p.step) * r.period_length >= r.counted_from
union all
select
    cast(f.customer_key as integer),
    null,
    null,
    cast(f.ended and f.days <= w.within_days as boolean),
    cast(w.within_days as integer),
    cast(f.observed - f.first_day >= w.within_days as boolean)
from first_returns as f
cross join (
    select distinct unnest(cast($windows as integer[])) as within_days
) as w
order by period_start nulls last, step, within_days, customer_key
