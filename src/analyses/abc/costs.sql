-- What profit subtracts, in one row: of orders, or of lines where products or
-- categories are ranked; and of how many of them the cost of goods is known.
with known_order as (
    select *
    from orders
    where
        ordered_at < $as_of + interval 1 day
        and ($entity <> 'customer' or customer_key is not null)
        and $by = 'profit'
),
record as (
    -- goods amounts hold neither shipping nor tax
    select
        net_amount,
        cost_amount,
        case when $amount_rule = 'paid' then shipping_amount end
            as shipping_amount,
        case when $amount_rule = 'paid' then tax_amount end as tax_amount
    from known_order
    where $entity in ('customer', 'channel', 'country')
    union all
    select l.net_amount, l.cost_amount, null, null
    from order_lines as l
    semi join known_order as o
        on o.order_id = l.order_id and o.source_id = l.source_id
    where
        ($entity = 'product' and l.product_id is not null)
        or ($entity = 'category'
            and (l.product_id is not null or l.category is not null))
)
select
    cast(count(*) as integer) as records,
    cast(count(cost_amount) as integer) as records_with_cost,
    cast(coalesce(sum(net_amount), 0) as double) as net_amount,
    cast(coalesce(
        sum(net_amount) filter (where cost_amount is not null), 0
    ) as double) as net_amount_with_cost,
    cast(coalesce(sum(cost_amount), 0) as double) as cost_amount,
    cast(coalesce(sum(shipping_amount), 0) as double) as shipping_amount,
    cast(coalesce(sum(tax_amount), 0) as double) as tax_amount
from record
where $by = 'profit'
having $by = 'profit'
order by records
