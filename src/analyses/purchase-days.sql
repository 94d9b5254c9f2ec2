-- The days on which each known customer ordered, from `known_orders`
-- (customer_key, day; one row per order): several orders of a day are one. gap:
-- days since the one before.
purchases as (
    select
        customer_key,
        day,
        orders,
        day - lag(day) over (partition by customer_key order by day) as gap
    from (
        select customer_key, day, count(*) as orders
        from known_orders
        group by customer_key, day
    )
)
