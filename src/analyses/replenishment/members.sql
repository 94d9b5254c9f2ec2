-- The customers behind each mark: product, state, bar and the seven days.
select
    cast(c.customer_key as integer) as customer_key,
    cast(p.product_id as varchar) as product_id,
    cast(p.state as varchar) as state,
    cast(p.bar_from as date) as bar_from,
    cast(p.this_week as boolean) as this_week
from placed as p
inner join customers as c on c.customer_id = p.customer_id
order by p.product_id, p.state, c.customer_key
