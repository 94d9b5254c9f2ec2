-- What the bootstrap draws from: equal customers counted once, by field. Under
-- k = -1 stand the groups as they were assigned, for the sample ratio.
select
    cast(k as double) as k,
    cast(treated as double) as treated,
    cast(stratum as double) as stratum,
    cast(orders_before > 0 as double) as known_before,
    cast(orders as double) as orders,
    cast(priced as double) as priced,
    cast(net_amount as double) as net_amount,
    cast(count(*) as double) as customers
from units
group by all
union all
select
    cast(-1 as double),
    cast(not first.is_control as double),
    cast(0 as double),
    cast(0 as double),
    cast(0 as double),
    cast(0 as double),
    cast(0 as double),
    cast(count(*) as double)
from assigned
group by 2
order by 1, 2, 3, 4, 5, 6, 7
