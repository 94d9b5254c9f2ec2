-- The customers behind each tier and entity; those of a product bought it.
with buyer as (
    select customer_key, customer_id as entity_id
    from main.customers
    where $entity = 'customer'
    union all
    select distinct l.customer_key, l.product_id
    from order_lines as l
    semi join orders as o
        on o.order_id = l.order_id
        and o.source_id = l.source_id
        and o.ordered_at < $as_of + interval 1 day
    where $entity = 'product' and l.customer_key is not null
)
select
    cast(b.customer_key as integer) as customer_key,
    r.tier,
    r.entity_id
from result as r
inner join buyer as b on b.entity_id = r.entity_id
order by r.entity_id, b.customer_key
