-- How long until customers buy again: days from the first purchase day to the
-- $purchase-th, by Kaplan and Meier, so that those who have not come back yet
-- count for as long as they were watched. One row per group and day on which
-- somebody came back or was last watched.
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        cast($counted_from as date) as counted_from,
        -- Who began before this day may not be new; a typed beginning of the
        -- store clears it.
        case
            when cast($observed_from as date) is null then cast(least(
                (select min(ordered_at) from main.orders),
                (select min(first_ordered_at) from main.customers)
            ) as date) + 90
        end as truncated_before
),

-- Who had begun when observation ended. Under a filter by date, those who
-- began within the counted days: of the others the days before are unknown.
beginners as (
    select
        c.customer_key,
        cast(c.first_ordered_at as date) as first_day,
        r.observed,
        coalesce(cast(c.first_ordered_at as date) < r.truncated_before, false)
            as left_truncated
    from customers as c
    cross join reading as r
    where c.first_ordered_at < r.observed + interval 1 day
        and (r.counted_from is null or c.first_ordered_at >= r.counted_from)
),

/* first-order.sql */,

members as (
    select
        b.customer_key,
        b.first_day,
        b.observed,
        b.left_truncated,
        f.split
    from beginners as b
    left join first_splits as f on f.customer_key = b.customer_key
    where not ($known_new and b.left_truncated)
),

-- The largest groups stand for themselves, all others together as one more.
groups as (
    select
        split,
        least(
            row_number() over (order by count(*) desc, split nulls last),
            $groups + 1
        ) as position
    from members
    group by split
),

-- Purchase days after the first: several orders of a day are one.
later_days as (
    select m.customer_key, cast(o.ordered_at as date) as day
    from orders as o
    inner join members as m on m.customer_key = o.customer_key
    where o.ordered_at >= m.first_day + interval 1 day
        and o.ordered_at < m.observed + interval 1 day
    group by m.customer_key, cast(o.ordered_at as date)
),

reached as (
    select customer_key, day
    from later_days
    qualify row_number() over (
        partition by customer_key order by day
    ) = $purchase - 1
),

customer_spells as (
    select
        m.customer_key,
        g.position as split,
        m.left_truncated,
        coalesce(e.day, m.observed) - m.first_day as days,
        e.day is not null as ended
    from members as m
    inner join groups as g on g.split is not distinct from m.split
    left join reached as e on e.customer_key = m.customer_key
)
