-- The customers behind each rung: a row per customer and order x, whether it
-- is old enough to count, and whether the customer placed the next one.
select
    cast(customer_key as integer) as customer_key,
    cast(split as varchar) as split,
    cast(x as integer) as x,
    cast(mature as boolean) as mature,
    cast(went_on as boolean) as went_on
from steps
order by split, x, customer_key
