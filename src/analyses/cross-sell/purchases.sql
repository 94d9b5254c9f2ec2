-- What each customer ever bought.
customer_items as (
    select distinct o.customer_key, o.item
    from order_items as o
    where o.customer_key is not null
),

addressed as (
    select c.customer_key, c.item
    from customer_items as c
    semi join $audience as a on a.customer_key = c.customer_key
)
