-- A pair is never in more baskets than either of its products, so that rare
-- products are left out before pairs are made (Agrawal and Srikant 1994).
frequent_heads as (
    select o.place, o.item
    from order_items as o
    semi join baskets as b on b.place = o.place
    semi join (
        select h.item
        from heads as h
        cross join basket_totals as t
        where h.orders >= t.least_orders
    ) as f on f.item = o.item
),

frequent_tails as (
    select h.place, h.item
    from held as h
    semi join baskets as b on b.place = h.place
    semi join (
        select f.item
        from tails as f
        cross join basket_totals as t
        where f.orders >= t.least_orders
    ) as f on f.item = h.item
),

pairs as (
    select h.item as head, t.item as tail, count(*) as orders_both
    from frequent_heads as h
    inner join frequent_tails as t on t.place = h.place and t.item <> h.item
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
    from pairs as p
    inner join heads as h on h.item = p.head
    inner join tails as t on t.item = p.tail
    cross join basket_totals as a
),

ranked as (
    select
        r.*,
        a.product_id as antecedent,
        a.name as antecedent_name,
        c.product_id as consequent,
        c.name as consequent_name,
        row_number() over (
            order by
                case $sort
                    when 'confidence' then r.rate
                    when 'orders_both' then r.orders_both
                    else r.lift
                end desc,
                r.orders_both desc,
                a.product_id,
                c.product_id
        ) as rank
    from rated as r
    inner join items as a on a.item = r.head
    inner join items as c on c.item = r.tail
),

-- Who bought the first and never the second, of the first pairs only.
offered as (
    select
        r.rank,
        count(*) as buyers,
        count(*) filter (where t.customer_key is null) as to_offer
    from ranked as r
    inner join addressed as h on h.item = r.head
    left join customer_items as t
        on t.customer_key = h.customer_key and t.item = r.tail
    where r.rank <= 1000
    group by r.rank
)

select
    cast(r.antecedent as varchar) as antecedent,
    cast(r.consequent as varchar) as consequent,
    cast(r.orders_both as integer) as orders_both,
    cast(r.orders_both / r.all_orders as double) as support,
    cast(r.rate as double) as confidence,
    cast(r.lift as double) as lift,
    cast((r.rate + r.zz / 2 - sqrt(r.zz * (r.rate * (1 - r.rate) + r.zz / 4)))
        / (1 + r.zz) as double) as low,
    cast(case
        when r.orders_both = r.n then 1
        else (r.rate + r.zz / 2
            + sqrt(r.zz * (r.rate * (1 - r.rate) + r.zz / 4))) / (1 + r.zz)
    end as double) as high,
    cast(r.antecedent_name as varchar) as antecedent_name,
    cast(r.consequent_name as varchar) as consequent_name,
    cast(r.n as integer) as n,
    cast(r.base_rate as double) as base_rate,
    cast(case when r.rank <= 1000 then coalesce(o.buyers, 0) end as integer)
        as buyers,
    cast(case when r.rank <= 1000 then coalesce(o.to_offer, 0) end as integer)
        as to_offer
from ranked as r
left join offered as o on o.rank = r.rank
order by r.rank
