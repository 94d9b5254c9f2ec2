-- The customers behind each tier and entity: the customer, those who bought
-- the product or of the category, those who ordered there.
with known_order as (
    select order_id, source_id, customer_key, channel, country
    from orders
    where
        ordered_at < $as_of + interval 1 day
        and customer_key is not null
        and $entity <> 'customer'
),
buyer as (
    select customer_key, customer_id as entity_id
    from main.customers
    where $entity = 'customer'
    union all
    select distinct
        customer_key,
        case $entity when 'channel' then channel else country end
    from known_order
    where $entity in ('channel', 'country')
    union all
    select distinct
        o.customer_key,
        case $entity when 'product' then l.product_id else l.category end
    from order_lines as l
    inner join known_order as o
        on o.order_id = l.order_id and o.source_id = l.source_id
    where
        ($entity = 'product' and l.product_id is not null)
        or ($entity = 'category'
            and (l.product_id is not null or l.category is not null))
)
select
    cast(b.customer_key as integer) as customer_key,
    r.tier,
    r.entity_id,
    r.flag,
    r.xyz,
    r.fragile
from result as r
inner join buyer as b on b.entity_id is not distinct from r.entity_id
order by r.entity_id, b.customer_key
