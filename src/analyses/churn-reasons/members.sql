-- Who stands behind a row: of a reason who gave it, of any who gave one; of a
-- factor who was at risk with it.
with /* base.sql */,
/* churned.sql */,
/* precursors-base.sql */
select p.customer_key, p.dimension, p.value, t.kind, t.reason
from placed as p
inner join told as t using (customer_key)
union all
select distinct p.customer_key, p.dimension, p.value, 'any', null
from placed as p
inner join told as t using (customer_key)
union all
select customer_key, factor, value, 'factor', null
from asked
where value is not null
