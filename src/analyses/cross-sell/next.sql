-- What the next order holds, of customers who ordered again: both orders name a
-- product and are no wide ones. The same product again is a row as well.
followed as (
    select
        place,
        lead(place) over (partition by customer_key order by order_number)
            as next_place
    from known_orders
    where customer_key is not null
),

-- The orders that name products, and not too many of them.
small_orders as materialized (
    select place
    from starts
    where items <= $max_basket
),

steps as materialized (
    select f.place, f.next_place
    from followed as f
    semi join small_orders as own on own.place = f.place
    semi join small_orders as next on next.place = f.next_place
),

step_totals as materialized (
    select
        count(*) as orders,
        greatest($min_orders, ceil($min_support * count(*))) as least_orders
    from steps
),

before_counts as materialized (
    select o.item, count(*) as orders
    from steps as s
    inner join order_items as o on o.place = s.place
    group by o.item
),

after_counts as materialized (
    select o.item, count(*) as orders
    from steps as s
    inner join order_items as o on o.place = s.next_place
    group by o.item
),

next_pairs as (
    select b.item as head, a.item as tail, count(*) as orders_both
    from steps as s
    inner join order_items as b on b.place = s.place
    inner join order_items as a on a.place = s.next_place
    semi join (
        select c.item
        from before_counts as c
        cross join step_totals as t
        where c.orders >= t.least_orders
    ) as often on often.item = b.item
    semi join (
        select c.item
        from after_counts as c
        cross join step_totals as t
        where c.orders >= t.least_orders
    ) as often_after on often_after.item = a.item
    group by b.item, a.item
    having count(*) >= (select least_orders from step_totals)
),

next_rated as (
    select
        p.*,
        b.orders as n,
        t.orders as all_orders,
        p.orders_both / b.orders as rate,
        a.orders / t.orders as base_rate,
        cast(p.orders_both * t.orders as double)
            / cast(b.orders * a.orders as double) as lift,
        1.959963984540054 * 1.959963984540054 / b.orders as zz
    from next_pairs as p
    inner join before_counts as b on b.item = p.head
    inner join after_counts as a on a.item = p.tail
    cross join step_totals as t
)

select
    cast(h.product_id as varchar) as antecedent,
    cast(t.product_id as varchar) as consequent,
    cast(h.name as varchar) as antecedent_name,
    cast(t.name as varchar) as consequent_name,
    cast(r.orders_both as integer) as orders_both,
    cast(r.n as integer) as n,
    cast(r.rate as double) as confidence,
    cast((r.rate + r.zz / 2 - sqrt(r.zz * (r.rate * (1 - r.rate) + r.zz / 4)))
        / (1 + r.zz) as double) as low,
    cast(case
        when r.orders_both = r.n then 1
        else (r.rate + r.zz / 2
            + sqrt(r.zz * (r.rate * (1 - r.rate) + r.zz / 4))) / (1 + r.zz)
    end as double) as high,
    cast(r.base_rate as double) as base_rate,
    cast(r.lift as double) as lift,
    cast(r.orders_both / r.all_orders as double) as support
from next_rated as r
inner join items as h on h.item = r.head
inner join items as t on t.item = r.tail
order by
    case $sort
        when 'confidence' then r.rate
        when 'orders_both' then r.orders_both
        else r.lift
    end desc,
    r.orders_both desc,
    r.head,
    r.tail
limit 1000
