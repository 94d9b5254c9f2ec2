nearby as (
    -- what is missing to the thresholds of the next tier up, where it has them
    select
        c.position,
        c.net_amount,
        greatest(r.min_net_amount - c.net_amount, 0) as missing_net_amount,
        greatest(r.min_orders - c.orders, 0) as missing_orders,
        greatest(c.net_amount, 0) as spent
    from customer as c
    inner join rung as r on r.position = c.position - 1
    where c.moment = 'now' and c.near
),
summed as (
    select
        position,
        count(*) as customers,
        sum(net_amount) as net_amount,
        median(cast(missing_net_amount as double)) as missing_net_amount,
        median(missing_orders) as missing_orders,
        sum(spent) as spent
    from nearby
    group by position
)
select
    cast(coalesce(own.tier, 'none') as varchar) as tier,
    cast(next.tier as varchar) as next_tier,
    cast(coalesce(s.customers, 0) as integer) as customers,
    cast(coalesce(s.net_amount, 0) as double) as net_amount,
    cast(s.missing_net_amount as double) as median_missing_net_amount,
    cast(s.missing_orders as double) as median_missing_orders,
    cast(round(
        (next.discount_rate - coalesce(own.discount_rate, 0))
            * cast(coalesce(s.spent, 0) as double),
        2
    ) as double) as further_benefit_cost
from rung as next
left join rung as own on own.position = next.position + 1
left join summed as s on s.position = next.position + 1
order by next.position
