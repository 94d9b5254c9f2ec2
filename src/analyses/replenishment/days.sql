-- Who is to be reminded when: one row per bar of the days ahead, also if empty.
counted as (
    select
        bar_from,
        count(distinct customer_id) as customers,
        count(*) as reminders,
        count(distinct product_id) as products
    from placed
    where bar_from is not null
    group by bar_from
),

frame as (
    select
        today + cast(unnest(
            range(0, $days_ahead, $bar_days)
        ) as integer) as bar_from,
        today
    from (
        select least(
            cast($as_of as date), cast($counted_through as date)
        ) as today
    )
)

select
    cast(f.bar_from as date) as bar_from,
    cast(least(
        f.bar_from + $bar_days, f.today + $days_ahead
    ) - 1 as date) as bar_to,
    cast(coalesce(c.customers, 0) as integer) as customers,
    cast(coalesce(c.reminders, 0) as integer) as reminders,
    cast(coalesce(c.products, 0) as integer) as products
from frame as f
left join counted as c on c.bar_from = f.bar_from
order by f.bar_from
