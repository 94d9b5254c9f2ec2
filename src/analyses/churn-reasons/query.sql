-- Why customers left: of those who have not ordered for longer than the
-- patience with them, who gave a reason, and which; by orders made, RFM
-- segment and ABC tier as of the same day.
with /* base.sql */,
/* churned.sql */,
group_size as (
    -- of every kind of group each value that a churned customer has
    select
        dimension,
        value,
        sum(churned) as churned,
        sum(answered) as answered
    from (
        select
            unnest(['all', 'orders', 'segment', 'tier']) as dimension,
            unnest([null, orders, segment, tier]) as value,
            churned,
            answered
        from (
            select
                p.orders,
                p.segment,
                p.tier,
                count(*) as churned,
                count(a.customer_key) as answered
            from placed as p
            left join (select distinct customer_key from told) as a
                using (customer_key)
            group by p.orders, p.segment, p.tier
        )
    )
    group by dimension, value
),
cell as (
    select dimension, value, kind, reason, sum(customers) as customers
    from (
        select
            unnest(['all', 'orders', 'segment', 'tier']) as dimension,
            unnest([null, orders, segment, tier]) as value,
            kind,
            reason,
            customers
        from (
            select
                p.orders,
                p.segment,
                p.tier,
                t.kind,
                t.reason,
                count(*) as customers
            from placed as p
            inner join told as t using (customer_key)
            group by p.orders, p.segment, p.tier, t.kind, t.reason
        )
    )
    group by dimension, value, kind, reason
),
mark as (
    select kind, reason, count(*) as customers
    from told
    group by kind, reason
),
line as (
    -- who gave any reason, of the churned
    select
        dimension,
        value,
        'any' as kind,
        cast(null as varchar) as reason,
        churned as n,
        answered as customers,
        0 as place
    from group_size
    union all
    -- who gave this one, of those who gave any
    select
        g.dimension,
        g.value,
        m.kind,
        m.reason,
        g.answered as n,
        coalesce(c.customers, 0) as customers,
        row_number() over (
            partition by g.dimension, g.value
            order by m.kind = 'others', m.customers desc, m.reason
        ) as place
    from group_size as g
    cross join mark as m
    left join cell as c
        on c.dimension = g.dimension
        and c.value is not distinct from g.value
        and c.kind = m.kind
        and c.reason is not distinct from m.reason
    where g.answered > 0
    union all
    select 'all', null, 'any', null, 0, 0, 0
    where not exists (from group_size)
),
rated as (
    select
        l.*,
        h.last_day is not null as complete,
        l.customers / nullif(l.n, 0) as share,
        1.959963984540054 * 1.959963984540054 / nullif(l.n, 0) as zz
    from line as l
    cross join horizon as h
)
select
    cast(dimension as varchar) as dimension,
    cast(value as varchar) as value,
    cast(kind as varchar) as kind,
    cast(reason as varchar) as reason,
    cast(n as integer) as n,
    cast(customers as integer) as customers,
    cast(share as double) as share,
    cast(case
        when customers = 0 and n > 0 then 0
        else (share + zz / 2 - sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when customers = n and n > 0 then 1
        else (share + zz / 2 + sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    cast(complete as boolean) as complete,
    -- what a seed article claims, without a source of its own
    cast(case
        when dimension <> 'all' then null
        when reason = 'forgot_shop' then 0.50
        when reason = 'price' then 0.20
        when reason = 'more_choice' then 0.15
        when reason = 'poor_experience' then 0.10
        when reason = 'habit' then 0.05
    end as double) as article_share
from rated
order by
    list_position(['all', 'orders', 'segment', 'tier'], dimension),
    value nulls first,
    place
