-- What the pairs rest on, and what is no basket. The pair that is surest: its
-- lower bound is the highest multiple of the share among all baskets.
left_out as (
    select
        (select count(*) from known_orders) as all_orders,
        (select count(*) from starts) as named_orders,
        (select count(*) from starts where not is_known) as guest_orders,
        (
            select count(*) from starts where is_known and not is_observed
        ) as open_orders,
        (select count(*) from wide_baskets) as wide_orders
),

surest as (
    select p.*, h.name as antecedent_name, c.name as consequent_name
    from (
        select *
        from pairs
        order by low / base_rate desc, orders_both desc, head, tail
        limit 1
    ) as p
    inner join items as h on h.item = p.head
    inner join items as c on c.item = p.tail
),

found as (
    select
        count(*) as pairs,
        count(*) filter (where low > base_rate) as beyond_chance,
        count(*) filter (where high < base_rate) as below_chance
    from pairs
)

select
    cast(b.orders as integer) as orders,
    cast(b.least_orders as integer) as least_orders,
    cast(f.pairs as integer) as pairs,
    cast(f.beyond_chance as integer) as beyond_chance,
    cast(f.below_chance as integer) as below_chance,
    cast(l.all_orders - l.named_orders as integer) as unnamed_orders,
    cast(l.guest_orders as integer) as guest_orders,
    cast(l.open_orders as integer) as open_orders,
    cast(l.wide_orders as integer) as wide_orders,
    cast(s.antecedent_name as varchar) as antecedent_name,
    cast(s.consequent_name as varchar) as consequent_name,
    cast(s.orders_both as integer) as orders_both,
    cast(s.n as integer) as n,
    cast(s.rate as double) as confidence,
    cast(s.low as double) as low,
    cast(s.high as double) as high,
    cast(s.base_rate as double) as base_rate,
    cast(s.lift as double) as lift
from basket_totals as b
cross join found as f
cross join left_out as l
left join surest as s on true
