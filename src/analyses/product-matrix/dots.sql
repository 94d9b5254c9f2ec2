-- One row per dot. A product whose rate is not judged has no height.
select
    cast(field as varchar) as field,
    cast(count(*) as integer) as products,
    cast(case when count(*) = 1 then min(product_id) end as varchar)
        as product_id,
    cast(case when count(*) = 1 then min(name) end as varchar) as name,
    cast(min(quadrant) as varchar) as quadrant,
    cast(bool_and(judged) as boolean) as judged,
    cast(coalesce(avg(first_order_share), 0) as double) as first_order_share,
    cast(sum(won) as integer) as won,
    cast(sum(n) as integer) as n,
    cast(sum(customers) as integer) as customers,
    cast(sum(customers) / nullif(sum(n), 0) as double) as rate,
    cast(case when count(*) = 1 then min(low) end as double) as low,
    cast(case when count(*) = 1 then min(high) end as double) as high,
    cast(sum(net_amount) as double) as net_amount,
    cast(sum(profit) as double) as profit,
    cast(case when count(*) = 1 then min(margin) end as double) as margin
from fields
group by field
order by sum(net_amount) desc, field
