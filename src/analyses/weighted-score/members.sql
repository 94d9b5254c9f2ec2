placed as (
    select
        r.customer_id,
        r.tier,
        case
            when r.score is null then null
            when b.high > b.low then
                least(39, floor(40 * ((r.score - b.low) / (b.high - b.low))))
            else 0
        end as bin
    from result as r
    cross join (
        select min(score) as low, max(score) as high from result
    ) as b
),
marked as (
    select customer_id, tier, bin, null as measure, null as move
    from placed
    union all
    -- who leaves tier A when a weight is moved
    select customer_id, null, null, measure, move
    from leaver
    union all
    select distinct customer_id, null, null, null, 'any'
    from leaver
)
select
    c.customer_key,
    cast(c.customer_id as varchar) as customer_id,
    cast(m.tier as varchar) as tier,
    cast(m.bin as integer) as bin,
    cast(m.measure as varchar) as measure,
    cast(m.move as varchar) as move
from marked as m
inner join main.customers as c on c.customer_id = m.customer_id
order by c.customer_key, tier, bin, measure, move
