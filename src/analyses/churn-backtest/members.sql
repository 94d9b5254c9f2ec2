-- The customers flagged on each date at each multiple, and whether they ordered
-- again within the horizon.
with
/* days.sql */,

/* tested.sql */

select
    cast(p.customer_key as integer) as customer_key,
    cast(t.day as date) as date,
    cast(x.m as double) as m,
    coalesce(p.next_day - t.day <= $horizon_days, false) as returned
from purchases as p
inner join tested as t on p.day <= t.day
    and (p.next_day is null or p.next_day > t.day)
cross join multiples as x
where t.day - p.day > x.m * t.cycle_days
order by customer_key
