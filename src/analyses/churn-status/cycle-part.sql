-- The cycle in use, and whether it and three of it fit the history.
with
/* days.sql */,

/* look-now.sql */,

/* limits.sql */

select
    cast(cycle_days as double) as cycle_days,
    cast(low as double) as low,
    cast(high as double) as high,
    cast(gaps as integer) as gaps,
    cast(informants as integer) as informants,
    cast(short_days as double) as short_days,
    cast(long_days as double) as long_days,
    cast(began as date) as began,
    cast(day as date) as as_of
from limits
