-- The whole list.
select
    cast($first_date as date) as first_date,
    cast($first_date + $days - 1 as date) as last_date,
    cast(count(distinct customer_id) as integer) as customers,
    cast(count(*) as integer) as contacts
from result
