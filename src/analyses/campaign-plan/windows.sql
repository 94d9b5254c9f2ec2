-- The windows before the campaign, the earliest first.
select
    cast(k as integer) as k,
    cast(window_from as date) as window_from,
    cast(window_to as date) as window_to,
    cast(n as integer) as n,
    cast(ordered as integer) as ordered,
    cast(rate as double) as rate,
    cast(low as double) as low,
    cast(high as double) as high
from bases
order by k desc
