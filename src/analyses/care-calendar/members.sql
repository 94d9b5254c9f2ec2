-- The customers behind each mark: reason, and day or week of it.
select
    cast(a.customer_key as integer) as customer_key,
    cast(r.date as date) as date,
    cast($first_date + cast(
        (r.date - $first_date) // $column_days * $column_days as integer
    ) as date) as column_from,
    cast(r.reason as varchar) as reason
from result as r
inner join (
    select distinct customer_id, customer_key
    from main.all_orders
    where customer_key is not null
) as a on a.customer_id = r.customer_id
order by r.date, r.reason, a.customer_key
