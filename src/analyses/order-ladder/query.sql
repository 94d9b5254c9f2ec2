-- Refunds booked on their own day are not in net_amount: those known by then
-- come off the order that they belong to.
refunded as (
    select
        f.order_id,
        f.customer_key,
        sum(f.amount) as amount
    from refunds as f
    cross join reading as r
    where $refund_policy = 'at_refund_date'
        and (f.refunded_at is null
            or f.refunded_at < r.as_of + interval 1 day)
    group by f.order_id, f.customer_key
),

-- One row per rung. reached: everyone who placed order x; n: those whose
-- order x is old enough; the rest is of these n.
rungs as (
    select
        s.split,
        s.x,
        count(*) as reached,
        count(*) filter (where s.mature) as n,
        count(*) filter (where s.mature and s.went_on) as customers,
        quantile_cont(s.days, [0.25, 0.5, 0.75])
            filter (where s.mature and s.went_on) as quartiles,
        cast(sum(s.net_amount - coalesce(f.amount, 0))
            filter (where s.mature) as double) as net_amount
    from steps as s
    left join refunded as f
        on f.order_id = s.order_id and f.customer_key = s.customer_key
    group by s.split, s.x
),

-- The Wilson interval at 95 %.
shares as (
    select
        *,
        customers / nullif(n, 0) as share,
        1.959963984540054 * 1.959963984540054 / nullif(n, 0) as zz
    from rungs
)

select
    cast(split as varchar) as split,
    cast(x as integer) as x,
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
    cast(quartiles[2] as double) as median_days,
    cast(quartiles[1] as double) as p25_days,
    cast(quartiles[3] as double) as p75_days,
    cast(net_amount / nullif(n, 0) as double) as net_amount_per_order,
    cast(reached as integer) as reached,
    cast(n > 0 as boolean) as complete
from shares
order by split nulls last, x
