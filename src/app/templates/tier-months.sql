-- What the products of each tier brought month by month.
select
    cast(date_trunc('month', l.ordered_at) as date) as month,
    t.tier,
    cast(sum(l.net_amount) as double) as net_amount
from order_lines as l
join product_tiers as t on t.entity_id = l.product_id
where l.ordered_at < $as_of + interval 1 day
group by month, t.tier
order by month, t.tier
