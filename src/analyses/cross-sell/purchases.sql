-- What each customer ever bought.
customer_items as materialized (
    select o.customer_key, i.item
    from order_items as i
    inner join known_orders as o on o.place = i.place
    where o.customer_key is not null
    group by o.customer_key, i.item
),

-- Of the customers of the audience, what the first pairs begin with.
addressed as not materialized (
    select c.customer_key, c.item
    from customer_items as c
    semi join $audience as a on a.customer_key = c.customer_key
    semi join (
        select head
        from pairs
        where rank <= 1000
    ) as p on p.head = c.item
)
