select
    cast(days as integer) as days,
    cast(n as integer) as n,
    cast(events as integer) as events,
    cast(censored as integer) as censored,
    cast(survival as double) as survival,
    cast(std_error as double) as std_error,
    cast(low as double) as low,
    cast(high as double) as high
from curve
order by days
