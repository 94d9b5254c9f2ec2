-- One row per order that names a product.
starts as (
    select distinct
        o.place,
        o.customer_key,
        o.day,
        $within = 'order' or o.customer_key is not null as is_known,
        $within = 'order' or o.day + cast($days as integer) <= r.observed
            as is_observed
    from order_items as o
    cross join reading as r
),

-- What a basket holds.
held as materialized (
    select place, item
    from order_items
    where $within = 'order'
    union all
    select distinct s.place, o.item
    from starts as s
    inner join order_items as o
        on o.customer_key = s.customer_key
        and o.day between s.day and s.day + cast($days as integer)
    where $within = 'days' and s.is_known and s.is_observed
),

-- A basket of very many products tells little of any pair and has very many
-- pairs: it is left out whole.
wide_baskets as (
    select place
    from held
    group by place
    having count(*) > $max_basket
),

baskets as materialized (
    select s.place
    from starts as s
    anti join wide_baskets as w on w.place = s.place
    where s.is_known and s.is_observed
),

basket_totals as (
    select
        count(*) as orders,
        greatest($min_orders, ceil($min_support * count(*))) as least_orders
    from baskets
),

-- Baskets by the products of their order, and by all that they hold.
heads as (
    select item, count(*) as orders
    from order_items as o
    semi join baskets as b on b.place = o.place
    group by item
),

tails as (
    select item, count(*) as orders
    from held as h
    semi join baskets as b on b.place = h.place
    group by item
)
