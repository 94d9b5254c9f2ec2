-- The customers of both groups whose figures are compared.
select
    cast(customer_key as integer) as customer_key,
    cast(treated as boolean) as treated,
    cast(orders_before > 0 as boolean) as known_before,
    cast(orders > 0 as boolean) as ordered,
    cast(orders > 1 as boolean) as repeated
from units
where k = 0 and customer_key is not null
order by treated desc, customer_key
