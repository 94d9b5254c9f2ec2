-- Customers and reminders by state; a customer can be in several.
select
    cast(s.state as varchar) as state,
    cast(count(distinct r.customer_id) as integer) as customers,
    cast(count(r.customer_id) as integer) as reminders,
    cast(count(distinct r.product_id) as integer) as products
from (
    select
        unnest(['now', 'overdue', 'upcoming', 'lapsed']) as state,
        unnest(range(4)) as position
) as s
left join result as r on r.state = s.state
group by s.state, s.position
order by s.position
