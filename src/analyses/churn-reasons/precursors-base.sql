-- Everyone who had not churned yet at the end of last_day, by the orders of
-- then; left: no order since, so that they have churned by now.
at_risk as (
    select
        k.customer_key,
        arg_max(
            {
                order_id: k.order_id,
                ordered_at: k.ordered_at,
                shipped_at: k.shipped_at,
                delivered_at: k.delivered_at
            },
            (k.ordered_at, k.order_id, k.source_id)
        ) as last_order,
        any_value(b.last_on) <= any_value(h.last_day) as has_left
    from known_orders as k
    inner join buyer as b using (customer_key)
    inner join horizon as h on k.day <= h.last_day
    group by k.customer_key
    having any_value(h.last_day) - max(k.day) <= any_value(h.patience)
),
last_order as (
    -- null: not known on last_day whether it came late
    select
        a.customer_key,
        a.has_left,
        a.order_id,
        case
            when a.delivered_on <= h.last_day
            then a.delivered_on - a.start_on > $late_days
            when a.delivered_on is not null
                and h.last_day - a.start_on > $late_days
            then true
        end as late
    from (
        select
            customer_key,
            has_left,
            last_order.order_id as order_id,
            cast(last_order.delivered_at as date) as delivered_on,
            cast(case $late_from
                when 'shipped' then last_order.shipped_at
                else last_order.ordered_at
            end as date) as start_on
        from at_risk
    ) as a
    cross join horizon as h
),
discounts as (
    -- whether orders could tell a discount by then: an export without
    -- discounts may have a code, which then is what is known
    select count(*) > 0 as known
    from orders as o
    cross join horizon as h
    where o.discount_amount is not null
        and o.ordered_at < h.last_day + interval 1 day
),
first_order as (
    select
        a.customer_key,
        a.has_left,
        o.order_id,
        o.source_id,
        o.city,
        case
            when o.discount_amount is not null or o.coupon is not null
            then coalesce(o.discount_amount > 0, false) or o.coupon is not null
            when not d.known then false
        end as discounted
    from at_risk as a
    inner join orders as o
        on o.customer_key = a.customer_key and o.order_number = 1
    cross join discounts as d
),
refunded_order as (
    select distinct f.order_id, f.customer_key
    from refunds as f
    inner join known_orders as o
        on o.order_id = f.order_id and o.customer_key = f.customer_key
    cross join horizon as h
    where cast(coalesce(f.refunded_at, o.ordered_at) as date) <= h.last_day
),
first_line as (
    select distinct f.customer_key, f.has_left, l.product_id
    from first_order as f
    inner join order_lines as l
        on l.order_id = f.order_id and l.source_id = f.source_id
    where l.product_id is not null
),
feedback as (
    -- the latest feedback of each customer that was known on last_day
    select
        a.customer_key,
        a.has_left,
        cast(f.opened_at as date) as opened_on,
        case
            when cast(f.closed_at as date) <= h.last_day
            then cast(f.closed_at as date)
        end as closed_on,
        f.severity,
        case
            when cast(f.closed_at as date) > h.last_day then null
            else f.satisfaction
        end as satisfaction
    from at_risk as a
    cross join horizon as h
    inner join reasons as f
        on f.customer_key = a.customer_key
        and cast(coalesce(f.opened_at, f.given_at) as date) <= h.last_day
    qualify row_number() over (
        partition by a.customer_key
        order by coalesce(f.opened_at, f.given_at) desc,
            f.source_id desc, f.source_row desc
    ) = 1
),
trait as (
    -- one row per customer, factor and value; value null: known, and not so
    select
        customer_key,
        has_left,
        'late_delivery' as factor,
        case when late then 'yes' end as value
    from last_order
    where late is not null
    union all
    select
        o.customer_key,
        o.has_left,
        'refund',
        case when r.order_id is not null then 'yes' end
    from last_order as o
    left join refunded_order as r using (order_id, customer_key)
    union all
    select
        customer_key,
        has_left,
        'first_discount',
        case when discounted then 'yes' end
    from first_order
    where discounted is not null
    union all
    select customer_key, has_left, 'first_product', product_id
    from first_line
    union all
    select customer_key, has_left, 'city', city
    from first_order
    where city is not null
    union all
    select
        customer_key,
        has_left,
        'handling_time',
        case
            when closed_on is null then 'open'
            when closed_on - opened_on <= 1 then 'to_1'
            when closed_on - opened_on <= 3 then 'to_3'
            when closed_on - opened_on <= 7 then 'to_7'
            else 'over_7'
        end
    from feedback
    where opened_on is not null
    union all
    select customer_key, has_left, 'severity', trim(severity)
    from feedback
    where trim(severity) <> ''
    union all
    select
        customer_key,
        has_left,
        'satisfaction',
        cast(cast(floor(satisfaction) as integer) as varchar)
    from feedback
    where satisfaction is not null
)
