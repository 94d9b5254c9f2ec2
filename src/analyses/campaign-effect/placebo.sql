select
    cast(k as integer) as k,
    cast(starts_on as date) as starts_on,
    cast(ends_on as date) as ends_on,
    cast(measure as varchar) as measure,
    cast(treated_n as integer) as treated_n,
    cast(treated as double) as treated,
    cast(control_n as integer) as control_n,
    cast(control as double) as control,
    cast(difference as double) as difference,
    cast(low as double) as low,
    cast(high as double) as high,
    cast(p_value as double) as p_value
from differences
where k > 0
order by k desc, place
