-- How steadily each product sells: its units in each period that the orders
-- cover in full since it was first sold, periods without it as 0.
select
    cast(entity_id as varchar) as entity_id,
    cast(periods as integer) as periods,
    cast(mean_quantity as double) as mean,
    cast(cv as double) as cv,
    cast(xyz as varchar) as class
from result
where $entity = 'product'
order by rank
