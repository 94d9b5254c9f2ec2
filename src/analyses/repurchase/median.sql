-- The median of the curve, with its interval; one row, if there is anybody.
select
    cast(median_days as integer) as days,
    cast(median_low as integer) as low,
    cast(median_high as integer) as high,
    cast(c.customers as integer) as customers,
    cast(c.events as integer) as events
from medians as m
cross join (
    select max(n) as customers, sum(events) as events from curve
) as c
