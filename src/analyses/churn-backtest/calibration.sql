-- On each date with a fit, the customers by their chance in tenths (band 9 is
-- from 0.9 to 1), and how many of them ordered within the horizon.
with
/* days.sql */,

/* dates.sql */,

/* histories.sql */,

/* chances.sql */,

banded as (
    select
        split as number,
        cast(least(9, floor(round(chance, 10) * 10)) as integer) as band,
        sum(customers) as n,
        sum(returned) as returned,
        sum(customers * p_alive) / sum(customers) as p_alive,
        sum(customers * chance) / sum(customers) as chance,
        sum(returned) / cast(sum(customers) as double) as share,
        1.959963984540054 as z
    from predicted
    where chance is not null
    group by split, cast(least(9, floor(round(chance, 10) * 10)) as integer)
)

select
    cast(t.day as date) as date,
    cast(b.band as integer) as band,
    cast(b.n as integer) as n,
    cast(b.returned as integer) as returned,
    cast(b.share as double) as share,
    cast(greatest(0, (share + z * z / (2 * n)
        - z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
        / (1 + z * z / n)) as double) as low,
    cast(least(1, (share + z * z / (2 * n)
        + z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
        / (1 + z * z / n)) as double) as high,
    cast(round(b.p_alive, 10) as double) as p_alive,
    cast(round(b.chance, 10) as double) as chance
from banded as b
inner join tried as t on t.number = b.number
order by t.day, b.band
