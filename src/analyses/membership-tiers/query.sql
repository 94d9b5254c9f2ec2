summed as (
    select
        position,
        count(*) as customers,
        sum(net_amount) as net_amount,
        sum(greatest(net_amount, 0)) as spent,
        count(*) filter (where near) as near
    from customer
    where moment = 'now'
    group by position
),
tier as (
    select position, tier, discount_rate from rung
    union all
    select 1 + len($ladder_tier), 'none', 0
),
whole as (
    select sum(customers) as customers, sum(net_amount) as net_amount
    from summed
)
select
    cast(t.tier as varchar) as tier,
    cast(coalesce(s.customers, 0) as integer) as customers,
    cast(coalesce(s.customers, 0) as double)
        / nullif(w.customers, 0) as share,
    cast(coalesce(s.net_amount, 0) as double) as net_amount,
    cast(coalesce(s.net_amount, 0) as double)
        / case when w.net_amount > 0 then cast(w.net_amount as double) end
        as share_of_net_amount,
    cast(
        round(t.discount_rate * cast(coalesce(s.spent, 0) as double), 2)
        as double
    ) as benefit_cost,
    cast(
        case when t.position > 1 then coalesce(s.near, 0) end as integer
    ) as near_next,
    cast(t.discount_rate as double) as discount_rate
from tier as t
left join summed as s on s.position = t.position
cross join whole as w
order by t.position
