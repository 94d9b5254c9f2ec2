tier as (
    select position, tier from rung
    union all
    select 1 + len($ladder_tier), 'none'
    union all
    select 2 + len($ladder_tier), 'new'
)
select
    cast(n.customer_key as integer) as customer_key,
    cast(t.tier as varchar) as tier,
    cast(n.near as boolean) as near_next,
    cast(f.tier as varchar) as from_tier
from customer as n
left join customer as b
    on b.moment = 'before' and b.customer_key = n.customer_key
inner join tier as t on t.position = n.position
inner join tier as f
    on f.position = coalesce(
        b.position, 2 + len($ladder_tier)
    )
where n.moment = 'now'
order by n.customer_key
