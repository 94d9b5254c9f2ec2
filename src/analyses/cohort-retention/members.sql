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

orders_in as (
    select customer_key, k, counts_to
    from customer_periods
),

spans_of as (
    select
        customer_key,
        min(k) filter (where k >= 1) as first_return,
        max(k) as last_order
    from orders_in
    where k <= counts_to
    group by customer_key
),

-- By the calendar a period that is not over has customers, too.
at_risk as (
    select
        c.customer_key,
        c.split,
        c.cohort,
        unnest(range(0, 1 + case $clock
            when 'age' then c.ended
            else date_diff($period, c.cohort + r.shift, r.as_of + r.shift)
        end)) as k,
        c.begun
    from clocks as c
    cross join reading as r
)

select
    cast(a.customer_key as integer) as customer_key,
    cast(a.cohort as date) as cohort,
    cast(a.split as varchar) as split,
    cast(a.k as integer) as k,
    cast(
        not d.left_truncated and d.all_ended >= a.k
        and (a.k = 0 or a.k >= d.all_begun)
        as boolean) as pooled,
    cast(case
        when a.k = 0 then true
        when $return = 'by' then coalesce(s.first_return <= a.k, false)
        when $return = 'on_or_after' then coalesce(s.last_order >= a.k, false)
        else o.customer_key is not null
    end as boolean) as ordered
from at_risk as a
inner join counted_cohorts as d
    on d.split is not distinct from a.split and d.cohort = a.cohort
left join orders_in as o on o.customer_key = a.customer_key and o.k = a.k
left join spans_of as s on s.customer_key = a.customer_key
where a.k = 0 or a.k >= a.begun
order by a.cohort, a.split, a.k, a.customer_key
