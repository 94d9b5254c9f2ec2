moved as (
    -- who had not ordered by the first date comes from below `none`
    select
        coalesce(b.position, 2 + len($ladder_tier))
            as from_position,
        n.position as to_position,
        count(*) as customers
    from customer as n
    left join customer as b
        on b.moment = 'before' and b.customer_key = n.customer_key
    where n.moment = 'now'
    group by from_position, to_position
),
tier as (
    select position, tier from rung
    union all
    select 1 + len($ladder_tier), 'none'
    union all
    select 2 + len($ladder_tier), 'new'
)
select
    cast(f.tier as varchar) as from_tier,
    cast(t.tier as varchar) as to_tier,
    cast(
        case
            when f.tier = 'new' then 'new'
            when m.from_position > m.to_position then 'up'
            when m.from_position < m.to_position then 'down'
            else 'same'
        end as varchar
    ) as move,
    cast(m.customers as integer) as customers,
    cast(m.customers as double)
        / sum(m.customers) over (partition by m.from_position) as share
from moved as m
inner join tier as f on f.position = m.from_position
inner join tier as t on t.position = m.to_position
order by m.from_position, m.to_position
