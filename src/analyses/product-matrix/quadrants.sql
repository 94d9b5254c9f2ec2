-- The four quadrants, also where no product is in them. won: the customers
-- won by any product of the quadrant, each once.
quadrant_customers as (
    select r.quadrant, count(distinct w.customer_key) as won
    from result as r
    inner join won as w on w.product_id = r.product_id
    group by r.quadrant
),

quadrant_products as (
    select
        quadrant,
        count(*) as products,
        sum(net_amount) as net_amount,
        sum(profit) as profit
    from result
    group by quadrant
),

whole as (
    select count(*) as products, sum(net_amount) as net_amount
    from result
)

select
    cast(q.quadrant as varchar) as quadrant,
    cast(coalesce(p.products, 0) as integer) as products,
    cast(coalesce(p.products, 0) / nullif(w.products, 0) as double) as share,
    cast(coalesce(c.won, 0) as integer) as won,
    cast(coalesce(p.net_amount, 0) as double) as net_amount,
    cast(case when w.net_amount > 0
        then coalesce(p.net_amount, 0) / w.net_amount
    end as double) as share_of_net_amount,
    cast(p.profit as double) as profit
from (
    select
        unnest(['brings_in', 'brings_back', 'earns', 'drags']) as quadrant,
        unnest([1, 2, 3, 4]) as position
) as q
left join quadrant_products as p on p.quadrant = q.quadrant
left join quadrant_customers as c on c.quadrant = q.quadrant
cross join whole as w
order by q.position
