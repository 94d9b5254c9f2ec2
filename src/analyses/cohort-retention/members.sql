-- The customers behind each cell: a row per customer and period k whose
-- customers the cell counts, and whether the customer ordered.
-- pooled: the cell counts in the pooled row of its k.
counted_cohorts as (
    select
        c.split,
        c.cohort,
        min(c.ended) as all_ended,
        max(c.begun) as all_begun,
        coalesce(c.cohort < any_value(r.truncated_before), false)
            as left_truncated
    from clocks as c
    cross join reading as r
    group by c.split, c.cohort
),

-- The customers who ordered in k, with first and last k of an order; under
-- brackets those are days.
orders_in as (
    select customer_key, k
    from customer_periods
    where orders > 0 and len($bracket_from) = 0
    union all
    select distinct p.customer_key, b.k
    from customer_periods as p
    inner join brackets as b on p.k >= b.from_day and p.k < b.to_day
    where p.orders > 0
),

spans_of as (
    select
        customer_key,
        min(k) filter (where k >= 1) as first_return,
        max(k) as last_order
    from customer_periods
    where orders > 0
    group by customer_key
),

-- By the calendar a period that is not over has customers, too; on the
-- customer's own clock only what is over and counted.
at_risk as (
    select
        c.customer_key,
        c.split,
        c.cohort,
        unnest(range(0, 1 + case
            when r.own_clock then c.ended
            else date_diff($period, c.cohort + r.shift, r.as_of + r.shift)
        end)) as k,
        c.begun,
        cast(null as integer) as from_day,
        cast(null as integer) as to_day
    from clocks as c
    cross join reading as r
    where len($bracket_from) = 0
    union all
    select
        c.customer_key, c.split, c.cohort, b.k, c.begun, b.from_day, b.to_day
    from clocks as c
    inner join brackets as b on c.ended >= b.to_day - 1
)

select
    cast(a.customer_key as integer) as customer_key,
    cast(a.cohort as date) as cohort,
    cast(a.split as varchar) as split,
    cast(a.k as integer) as k,
    cast(
        not d.left_truncated and d.all_ended >= coalesce(a.to_day - 1, a.k)
        and (a.k = 0 or coalesce(a.from_day, a.k) >= d.all_begun)
        as boolean) as pooled,
    cast(case
        when a.k = 0 then true
        when $return = 'by'
        then coalesce(s.first_return <= coalesce(a.to_day - 1, a.k), false)
        when $return = 'on_or_after'
        then coalesce(s.last_order >= coalesce(a.from_day, a.k), false)
        else o.customer_key is not null
    end as boolean) as ordered
from at_risk as a
inner join counted_cohorts as d
    on d.split is not distinct from a.split and d.cohort = a.cohort
left join orders_in as o on o.customer_key = a.customer_key and o.k = a.k
left join spans_of as s on s.customer_key = a.customer_key
where a.k = 0 or coalesce(a.from_day, a.k) >= a.begun
order by a.cohort, a.split, a.k, a.customer_key
