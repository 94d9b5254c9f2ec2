-- The customers behind each product and dot: those whom it won, whether they
-- are observed long enough, and of these whether they came back.
select
    cast(w.customer_key as integer) as customer_key,
    cast(f.product_id as varchar) as product_id,
    cast(f.quadrant as varchar) as quadrant,
    cast(f.field as varchar) as field,
    cast(s.observed as boolean) as observed,
    cast(case when s.observed then s.ordered_again end as boolean) as came_back
from fields as f
inner join won as w on w.product_id = f.product_id
inner join starters as s on s.customer_key = w.customer_key
order by f.product_id, w.customer_key
