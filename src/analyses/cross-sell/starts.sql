-- One row per order that names a product.
starts as materialized (
    select
        o.place,
        o.customer_key,
        o.day,
        n.items,
        $within = 'order' or o.customer_key is not null as is_known,
        $within = 'order' or o.day + cast($days as integer) <= r.observed
            as is_observed
    from (
        select place, count(*) as items
        from order_items
        group by place
    ) as n
    inner join known_orders as o on o.place = n.place
    cross join reading as r
)
