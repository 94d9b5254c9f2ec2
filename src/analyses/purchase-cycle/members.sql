-- The customers behind each gap, by level and bar; still_open: who has not
-- ordered since, of whom there is one open gap each.
select distinct
    cast(customer_key as integer) as customer_key,
    cast(level_id as varchar) as level_id,
    cast(still_open as boolean) as still_open,
    cast(bin_from as integer) as bin_from
from placed
order by level_id, still_open, bin_from, customer_key
