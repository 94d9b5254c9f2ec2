-- The picture: who is written to on a day (in a week of many), by reason.
select
    cast($first_date + cast(
        (r.date - $first_date) // $column_days * $column_days as integer
    ) as date) as column_from,
    cast(r.reason as varchar) as reason,
    cast(count(distinct r.customer_id) as integer) as customers,
    cast(count(*) as integer) as contacts
from result as r
group by 1, r.reason
order by 1, r.reason
