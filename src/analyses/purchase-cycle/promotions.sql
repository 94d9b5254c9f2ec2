-- Days whose orders stand out from the 28 days before, and whether the gaps
-- that start or end on them are left out.
select
    cast(p.day as date) as day,
    cast(p.orders as integer) as orders,
    cast(p.median as double) as median,
    cast(p.mad as double) as mad,
    cast(p.threshold as double) as threshold,
    cast(e.day is not null as boolean) as left_out
from promotions as p
left join left_out_days as e on e.day = p.day
order by p.day
