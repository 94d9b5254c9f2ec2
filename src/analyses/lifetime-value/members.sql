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
    select c.customer_id, 'holdout', least(h.frequency, 7), null
    from histories as h
    inner join main.customers as c on c.customer_key = h.customer_key
    inner join splits as s on s.split = h.split
    where h.split = 'check' and s.until > s.ends_on
) as m
inner join main.customers as c on c.customer_id = m.customer_id
order by c.customer_key, view
