-- The customers of the list, those whom an address reaches, and those who
-- ordered in a window, having ordered before it.
behind_marks as (
    select customer_key, 'list' as behind, 0 as k
    from audience
    union all
    select customer_key, address, 0
    from addresses
    union all
    select customer_key, 'ordered', k
    from ordered_anyway
)

select
    cast(customer_key as integer) as customer_key,
    cast(behind as varchar) as behind,
    cast(k as integer) as k
from behind_marks
order by behind, k, customer_key
