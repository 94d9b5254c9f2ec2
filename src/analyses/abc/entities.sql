-- What each entity brought by the end of each day of look (look, day).
known_order as not materialized (
    -- per look; customer or place is whom the order counts for
    select
        l.look,
        l.day,
        o.order_id,
        o.source_id,
        o.ordered_at,
        o.customer_key,
        o.customer_id,
        case when $entity = 'customer' then o.customer_key end as customer,
        case $entity
            when 'channel' then o.channel
            when 'country' then o.country
        end as place,
        o.net_amount,
        coalesce(o.cost_amount, 0) + case $amount_rule
            when 'goods' then 0
            else coalesce(o.shipping_amount, 0) + coalesce(o.tax_amount, 0)
        end as direct_costs
    from orders as o
    inner join look as l on o.ordered_at < l.day + interval 1 day
    where $entity <> 'customer' or o.customer_key is not null
),
refund_order as (
    -- the order that a refund lowers, where refunds are booked on their day
    select r.order_id, r.customer_key, min(o.source_id) as source_id
    from (select distinct order_id, customer_key from refunds) as r
    inner join orders as o
        on o.order_id = r.order_id
        and o.customer_key is not distinct from r.customer_key
    where $refund_policy = 'at_refund_date'
    group by r.order_id, r.customer_key
),
refunded as (
    select k.look, k.order_id, k.source_id, sum(r.amount) as amount
    from refund_order as h
    inner join refunds as r
        on r.order_id = h.order_id
        and r.customer_key is not distinct from h.customer_key
    inner join known_order as k
        on k.order_id = h.order_id and k.source_id = h.source_id
    where
        coalesce(r.refunded_at, k.ordered_at)
        < least(k.day, cast($counted_through as date)) + interval 1 day
    group by k.look, k.order_id, k.source_id
),
customer_orders as (
    -- what a customer costs is spread evenly over the customer's orders
    select look, customer_key, count(*) as orders
    from known_order
    where
        $by = 'profit'
        and $entity <> 'customer'
        and $service_cost_per_customer > 0
        and customer_key is not null
    group by look, customer_key
),
order_units as (
    select order_id, source_id, sum(quantity) as units
    from order_lines
    where $by = 'quantity' and $entity in ('customer', 'channel', 'country')
    group by order_id, source_id
),
order_entity as (
    -- customers, channels and countries: one row per look and entity
    select
        k.look,
        case $entity
            when 'customer' then any_value(k.customer_id)
            else k.place
        end as entity_id,
        count(*) as orders,
        coalesce(sum(u.units), 0) as units,
        coalesce(sum(k.net_amount), 0) - coalesce(sum(f.amount), 0)
            as net_amount,
        sum(k.direct_costs) as direct_costs,
        count(*) * cast($cost_per_order as double)
            + cast($service_cost_per_customer as double)
            * case $entity
                when 'customer' then 1
                else coalesce(sum(1 / c.orders), 0)
            end as further_costs
    from known_order as k
    left join refunded as f
        on f.look = k.look
        and f.order_id = k.order_id
        and f.source_id = k.source_id
    left join customer_orders as c
        on c.look = k.look and c.customer_key = k.customer_key
    left join order_units as u
        on u.order_id = k.order_id and u.source_id = k.source_id
    where $entity in ('customer', 'channel', 'country')
    group by k.look, k.customer, k.place
),
order_total as (
    -- what a line's share of its order is measured against
    select
        order_id,
        source_id,
        count(*) as lines,
        cast(sum(greatest(net_amount, 0)) as double) as net_amount
    from order_lines
    where $by = 'profit' and $entity in ('product', 'category')
    group by order_id, source_id
),
line as (
    -- cost_per_order and service cost of an order, shared by its lines
    select
        k.look,
        k.day,
        k.order_id,
        k.source_id,
        k.ordered_at,
        l.line_number,
        l.product_name,
        case $entity
            when 'product' then l.product_id
            else l.category
        end as entity_id,
        l.quantity,
        l.net_amount,
        coalesce(l.cost_amount, 0) as direct_costs,
        (
            cast($cost_per_order as double)
            + cast($service_cost_per_customer as double)
            * coalesce(1 / c.orders, 0)
        )
        * case
            when t.net_amount > 0
            then cast(greatest(l.net_amount, 0) as double) / t.net_amount
            else 1 / t.lines
        end as further_costs
    from order_lines as l
    inner join known_order as k
        on k.order_id = l.order_id and k.source_id = l.source_id
    left join customer_orders as c
        on c.look = k.look and c.customer_key = k.customer_key
    left join order_total as t
        on t.order_id = l.order_id and t.source_id = l.source_id
    where
        ($entity = 'product' and l.product_id is not null)
        or ($entity = 'category'
            and (l.product_id is not null or l.category is not null))
),
line_entity as (
    -- products by their latest name so far, and categories
    select
        look,
        entity_id,
        case $entity
            when 'product' then coalesce(
                arg_max(
                    product_name,
                    (ordered_at, order_id, source_id, line_number)
                ) filter (product_name is not null),
                entity_id
            )
            else entity_id
        end as name,
        case $by
            when 'orders' then count(distinct (order_id, source_id))
            else 0
        end as orders,
        coalesce(sum(quantity), 0) as units,
        coalesce(sum(net_amount), 0) as net_amount,
        sum(direct_costs) as direct_costs,
        coalesce(sum(further_costs), 0) as further_costs
    from line
    group by look, entity_id
),
costed as (
    select
        *,
        case
            when $by = 'profit' then cast(
                direct_costs
                + cast(further_costs as decimal(28, 4))
                + cast(net_amount as decimal(26, 4))
                * cast($incentive_rate as decimal(9, 8))
                as decimal(28, 4)
            )
            else 0
        end as costs
    from (
        select *, entity_id as name from order_entity
        union all by name
        from line_entity
    )
),
entity as (
    select
        look,
        entity_id,
        name,
        net_amount,
        costs,
        cast(
            case $by
                when 'orders' then orders
                when 'quantity' then units
                when 'profit' then net_amount - costs
                else net_amount
            end as decimal(28, 4)
        ) as value
    from costed
)
