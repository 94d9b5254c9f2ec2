-- The share of customers who had ordered again within so many days of their
-- first order, of those watched that long; and the curve on that day, which
-- also counts the others for as long as they were watched.
window_days as (
    select distinct unnest(cast($windows as integer[])) as within_days
),

watched as (
    select
        w.within_days,
        count(*) as beginners,
        count(*) filter (where f.observed - f.first_day >= w.within_days)
            as n,
        count(*) filter (
            where f.observed - f.first_day >= w.within_days
                and f.ended and f.days <= w.within_days
        ) as customers,
        count(*) filter (where f.days >= w.within_days) as at_risk,
        count(*) filter (where f.ended and f.days <= w.within_days)
            as returned
    from first_returns as f
    cross join window_days as w
    group by w.within_days
),

-- A curve that fell to zero stays there; else nothing is known of a day on
-- which nobody is at risk.
estimated as (
    select
        w.*,
        w.customers / nullif(w.n, 0) as share,
        1.959963984540054 * 1.959963984540054 / nullif(w.n, 0) as zz,
        case when w.at_risk > 0 or c.survival = 0
            then 1 - coalesce(c.survival, 1) end as km_rate,
        case when w.at_risk > 0 then 1 - c.high end as km_low,
        case when w.at_risk > 0 then 1 - c.low end as km_high
    from watched as w
    asof left join curve as c on w.within_days >= c.days
)

select
    cast(within_days as integer) as days,
    cast(n as integer) as n,
    cast(customers as integer) as customers,
    cast(share as double) as rate,
    cast(case
        when n = 0 then null
        when customers = 0 then 0
        else (share + zz / 2 - sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when n = 0 then null
        when customers = n then 1
        else (share + zz / 2 + sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    cast(n = beginners as boolean) as complete,
    cast(at_risk as integer) as at_risk,
    cast(returned as integer) as returned,
    cast(km_rate as double) as km_rate,
    cast(km_low as double) as km_low,
    cast(km_high as double) as km_high
from estimated
order by within_days
