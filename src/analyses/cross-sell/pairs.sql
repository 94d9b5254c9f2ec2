-- What a basket holds.
held as materialized (
    select place, item
    from order_items
    where $within = 'order'
    union all
    select distinct s.place, i.item
    from starts as s
    inner join starts as o
        on o.customer_key = s.customer_key
        and o.day between s.day and s.day + cast($days as integer)
    inner join order_items as i on i.place = o.place
    where $within = 'days' and s.is_known and s.is_observed
),

-- A basket of very many products tells little of any pair and has very many
-- pairs: it is left out whole.
wide_baskets as materialized (
    select place
    from starts
    where $within = 'order' and items > $max_basket
    union all
    select place
    from held
    where $within = 'days'
    group by place
    having count(*) > $max_basket
),

no_baskets as materialized (
    select place
    from starts
    where not is_known or not is_observed
    union all
    select place
    from wide_baskets
),

basket_totals as materialized (
    select
        n.orders,
        greatest($min_orders, ceil($min_support * n.orders)) as least_orders
    from (
        select
            (select count(*) from starts)
                - (select count(*) from no_baskets) as orders
    ) as n
),

-- Baskets by the products of their order, and by all that they hold.
heads as materialized (
    select o.item, count(*) as orders
    from order_items as o
    anti join no_baskets as b on b.place = o.place
    group by o.item
),

tails as materialized (
    select h.item, count(*) as orders
    from held as h
    anti join no_baskets as b on b.place = h.place
    group by h.item
),

-- A pair is never in more baskets than either of its products, so that rare
-- products are left out before pairs are made (Agrawal and Srikant 1994).
frequent_heads as not materialized (
    select o.place, o.item
    from order_items as o
    anti join no_baskets as b on b.place = o.place
    semi join (
        select h.item
        from heads as h
        cross join basket_totals as t
        where h.orders >= t.least_orders
    ) as f on f.item = o.item
),

frequent_tails as not materialized (
    select h.place, h.item
    from held as h
    anti join no_baskets as b on b.place = h.place
    semi join (
        select t.item
        from tails as t
        cross join basket_totals as a
        where t.orders >= a.least_orders
    ) as f on f.item = h.item
),

-- Within an order both directions are in the same baskets: one is counted.
pair_counts as materialized (
    select h.item as head, t.item as tail, count(*) as orders_both
    from frequent_heads as h
    inner join frequent_tails as t
        on t.place = h.place
        and t.item <> h.item
        and ($within = 'days' or t.item > h.item)
    group by h.item, t.item
    having count(*) >= (select least_orders from basket_totals)
),

rated as (
    select
        p.head,
        p.tail,
        p.orders_both,
        h.orders as n,
        a.orders as all_orders,
        p.orders_both / h.orders as rate,
        t.orders / a.orders as base_rate,
        -- Whole numbers up to the one division, so that equals stay equal.
        cast(p.orders_both * a.orders as double)
            / cast(h.orders * t.orders as double) as lift,
        1.959963984540054 * 1.959963984540054 / h.orders as zz
    from (
        select head, tail, orders_both
        from pair_counts
        union all
        select tail, head, orders_both
        from pair_counts
        where $within = 'order'
    ) as p
    inner join heads as h on h.item = p.head
    inner join tails as t on t.item = p.tail
    cross join basket_totals as a
),

-- Products are numbered by id, so that ties are by id here too.
pairs as materialized (
    select
        head,
        tail,
        orders_both,
        n,
        all_orders,
        rate,
        base_rate,
        lift,
        (rate + zz / 2 - sqrt(zz * (rate * (1 - rate) + zz / 4))) / (1 + zz)
            as low,
        case
            when orders_both = n then 1
            else (rate + zz / 2 + sqrt(zz * (rate * (1 - rate) + zz / 4)))
                / (1 + zz)
        end as high,
        row_number() over (
            order by
                case $sort
                    when 'confidence' then rate
                    when 'orders_both' then orders_both
                    else lift
                end desc,
                orders_both desc,
                head,
                tail
        ) as rank
    from rated
)
