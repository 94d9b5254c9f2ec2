-- Who bought the first and never the second, of the first pairs only.
buyers as (
    select item, count(*) as buyers
    from addressed
    group by item
),

buyers_of_both as (
    select p.rank, count(*) as customers
    from addressed as h
    inner join customer_items as t on t.customer_key = h.customer_key
    inner join pairs as p
        on p.head = h.item and p.tail = t.item and p.rank <= 1000
    group by p.rank
)

select
    cast(a.product_id as varchar) as antecedent,
    cast(c.product_id as varchar) as consequent,
    cast(p.orders_both as integer) as orders_both,
    cast(p.orders_both / p.all_orders as double) as support,
    cast(p.rate as double) as confidence,
    cast(p.lift as double) as lift,
    cast(p.low as double) as low,
    cast(p.high as double) as high,
    cast(a.name as varchar) as antecedent_name,
    cast(c.name as varchar) as consequent_name,
    cast(p.n as integer) as n,
    cast(p.base_rate as double) as base_rate,
    cast(case when p.rank <= 1000 then coalesce(h.buyers, 0) end as integer)
        as buyers,
    cast(case
        when p.rank <= 1000
        then coalesce(h.buyers, 0) - coalesce(b.customers, 0)
    end as integer) as to_offer
from pairs as p
inner join items as a on a.item = p.head
inner join items as c on c.item = p.tail
left join buyers as h on h.item = p.head and p.rank <= 1000
left join buyers_of_both as b on b.rank = p.rank
order by p.rank
