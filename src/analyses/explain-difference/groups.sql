-- Who a customer is, by the first order of all (which no filter changes).
first_orders as (
    select o.*
    from main.orders as o
    semi join units as u on u.customer_key = o.customer_key
    where o.order_number = 1
),

described as (
    select
        u.side,
        u.customer_key,
        u.n,
        u.value,
        case
            when $what = 'retention' or f.ordered_at is null then null
            when cast(f.ordered_at as date) >= u.starts_on then 'new'
            else 'returning'
        end as customer_kind,
        -- An order is described by itself, a customer by the first order.
        coalesce(u.order_id, f.order_id) as order_id,
        coalesce(u.source_id, f.source_id) as source_id
    from units as u
    left join first_orders as f on f.customer_key = u.customer_key
),

first_lines as (
    select
        l.order_id,
        l.source_id,
        arg_min(l.product_id, l.line_number) as first_product,
        arg_min(l.category, l.line_number) as first_category
    from main.order_lines as l
    semi join described as d
        on d.order_id = l.order_id and d.source_id = l.source_id
    group by l.order_id, l.source_id
),

told as (
    select
        d.side,
        d.customer_key,
        d.n,
        d.value,
        cast(o.channel as varchar) as channel,
        cast(o.campaign as varchar) as campaign,
        cast(o.country as varchar) as country,
        cast(o.region as varchar) as region,
        cast(o.city as varchar) as city,
        cast(o.coupon as varchar) as coupon,
        cast(o.payment_method as varchar) as payment_method,
        cast(l.first_category as varchar) as first_category,
        cast(l.first_product as varchar) as first_product,
        cast(d.customer_kind as varchar) as customer_kind
    from described as d
    left join main.orders as o
        on o.order_id = d.order_id and o.source_id = d.source_id
    left join first_lines as l
        on l.order_id = d.order_id and l.source_id = d.source_id
),

-- One row per unit and dimension.
placed as (
    select side, customer_key, n, value, dimension, group_name
    from told unpivot include nulls (
        group_name for dimension in (
            channel, campaign, country, region, city, coupon, payment_method,
            first_category, first_product, customer_kind
        )
    )
    where $dimension = 'all' or dimension = $dimension
),

group_sums as (
    select
        dimension,
        group_name,
        coalesce(sum(n) filter (where side = 0), 0) as n_0,
        coalesce(sum(n) filter (where side = 1), 0) as n_1,
        coalesce(sum(value) filter (where side = 0), 0) as value_0,
        coalesce(sum(value) filter (where side = 1), 0) as value_1
    from placed
    group by dimension, group_name
),

-- Groups that are small on both sides together are pooled.
groups as (
    select
        *,
        group_name is not null and n_0 + n_1 < $min_group as pooled
    from group_sums
)
