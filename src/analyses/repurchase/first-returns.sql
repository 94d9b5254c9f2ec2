-- Days from a customer's first order to the next, also on the same day, as
-- far as the orders show. Under a filter by date, of those who began within
-- the counted days.
return_reading as (
    select
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        cast($counted_from as date) as counted_from,
        case
            when cast($observed_from as date) is null
                and $customers_from = 'new'
            then cast(least(
                (select min(ordered_at) from main.orders),
                (select min(first_ordered_at) from main.customers)
            ) as date) + 90
        end as known_new_from
),

beginners as (
    select
        c.customer_key,
        cast(c.first_ordered_at as date) as first_day,
        r.observed
    from customers as c
    cross join return_reading as r
    where c.first_ordered_at < r.observed + interval 1 day
        and (r.counted_from is null or c.first_ordered_at >= r.counted_from)
        and (r.known_new_from is null
            or c.first_ordered_at >= r.known_new_from)
),

second_orders as (
    select o.customer_key, min(cast(o.ordered_at as date)) as day
    from orders as o
    cross join return_reading as r
    where o.order_number > 1
        and o.ordered_at < r.observed + interval 1 day
    group by o.customer_key
),

first_returns as (
    select
        b.customer_key,
        b.first_day,
        b.observed,
        coalesce(s.day, b.observed) - b.first_day as days,
        s.day is not null as ended
    from beginners as b
    left join second_orders as s on s.customer_key = b.customer_key
)
