-- The customers behind a row, a field of the standings (view standing) and a
-- past frequency of the check (view holdout).
select
    cast(c.customer_key as integer) as customer_key,
    cast(m.customer_id as varchar) as customer_id,
    cast(m.view as varchar) as view,
    cast(m.frequency as integer) as frequency,
    cast(m.bin as integer) as bin
from (
    select customer_id, 'standing' as view, class as frequency, bin
    from placed
    union all
    select c.customer_id, 'holdout', least(k.frequency, 7), null
    from checked as k
    inner join main.customers as c on c.customer_key = k.customer_key
) as m
inner join main.customers as c on c.customer_id = m.customer_id
order by c.customer_key, view
