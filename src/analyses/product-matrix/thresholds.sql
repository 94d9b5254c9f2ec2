-- The lines between the quadrants, all customers won, and what has no row.
-- earns_by is net_amount where no product has a known cost.
averages as (
    select
        count(*) as products,
        avg(first_order_share) as first_order_share,
        avg(net_amount) as net_amount,
        avg(profit) as profit,
        count(profit) as costed_products
    from result
),

-- Cost is compared with the net amount of the same lines.
margins as (
    select cast(sum(net_amount - cost_amount) as double)
        / nullif(cast(sum(net_amount) as double), 0) as margin
    from named_lines
    where cost_amount is not null
),

left_out as (
    select
        (
            select count(*)
            from order_lines as l
            semi join known_orders as o
                on o.order_id = l.order_id and o.source_id = l.source_id
            where case $level
                when 'category' then l.category
                else l.product_id
            end is null
        ) as unnamed_lines,
        (
            select count(*)
            from starters as s
            anti join won as w on w.customer_key = s.customer_key
        ) as unnamed_customers
),

rated as (
    select
        *,
        customers / nullif(n, 0) as rate,
        1.959963984540054 * 1.959963984540054 / nullif(n, 0) as zz
    from everyone
)

select
    cast(a.products as integer) as products,
    cast(e.won as integer) as won,
    cast(e.n as integer) as n,
    cast(e.customers as integer) as customers,
    cast(e.rate as double) as rate,
    cast(case
        when e.n = 0 then null
        when e.customers = 0 then 0
        else (rate + zz / 2 - sqrt(zz * (rate * (1 - rate) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when e.n = 0 then null
        when e.customers = e.n then 1
        else (rate + zz / 2 + sqrt(zz * (rate * (1 - rate) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    cast(coalesce(cast($share_threshold as double), a.first_order_share)
        as double) as share_threshold,
    cast(coalesce(cast($rate_threshold as double), e.rate) as double)
        as rate_threshold,
    cast(case when a.costed_products = 0 then 'net_amount' else $earns_by end
        as varchar) as earns_by,
    cast(coalesce(
        cast($earns_threshold as double),
        case
            when a.costed_products = 0 or $earns_by = 'net_amount'
            then a.net_amount
            when $earns_by = 'profit' then a.profit
            else m.margin
        end
    ) as double) as earns_threshold,
    cast(l.unnamed_lines as integer) as unnamed_lines,
    cast(l.unnamed_customers as integer) as unnamed_customers
from rated as e
cross join averages as a
cross join margins as m
cross join left_out as l
