-- Who stands behind a row: of a reason who gave it, of any who gave one; of a
-- factor who was at risk with it.
with /* base.sql */,
/* churned.sql */,
/* precursors-base.sql */,
grouped as (
    select
        p.customer_key,
        unnest(['all', 'orders', 'segment', 'tier']) as dimension,
        unnest([null, p.orders, p.segment, p.tier]) as value,
        t.kind,
        t.reason
    from placed as p
    inner join told as t using (customer_key)
)
select customer_key, dimension, value, kind, reason
from grouped
union all
select distinct customer_key, dimension, value, 'any', null
from grouped
union all
select customer_key, factor, value, 'factor', null
from trait
where value is not null
