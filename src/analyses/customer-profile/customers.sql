-- Customer profile: who they are, against all customers of the shop.
-- Everyone: customers with an order up to the as-of date, whatever is filtered.
-- What is true of a customer follows from all their orders up to that date.
-- Profiled: whom the filter keeps and the list holds, of them those that $who
-- asks for; their net_amount is what the filter counts.
with placed as not materialized (
    select *
    from main.orders
    where
        customer_key is not null
        and ordered_at < $as_of + interval 1 day
),
placed_refund as (
    -- by the rule at_refund_date: money given back, as far as it is known
    select r.customer_key, sum(r.amount) as amount
    from main.refunds as r
    inner join (
        select order_id, customer_key, min(ordered_at) as ordered_at
        from placed
        group by order_id, customer_key
    ) as o
        on o.order_id = r.order_id and o.customer_key = r.customer_key
    where
        $refund_policy = 'at_refund_date'
        and coalesce(r.refunded_at, o.ordered_at)
        < $as_of + interval 1 day
    group by r.customer_key
),
history as (
    -- one row per customer; the usual gap is between days with an order
    select
        customer_key,
        any_value(customer_id) as customer_id,
        count(*) as orders,
        coalesce(sum(net_amount), 0) as ordered_amount,
        cast(min(ordered_at) as date) as first_on,
        cast(max(ordered_at) as date) as last_on,
        median(days_since_previous) filter (days_since_previous > 0)
            as usual_gap
    from placed
    group by customer_key
),
counted_order as not materialized (
    select order_id, customer_key, ordered_at, net_amount
    from orders
    where
        customer_key is not null
        and ordered_at < $as_of + interval 1 day
),
booked as (
    select customer_key, coalesce(net_amount, 0) as amount
    from counted_order
    union all
    -- refunds of counted orders on their own days, where these are counted
    select r.customer_key, -r.amount
    from main.refunds as r
    inner join (
        select order_id, customer_key, min(ordered_at) as ordered_at
        from counted_order
        group by order_id, customer_key
    ) as o
        on o.order_id = r.order_id and o.customer_key = r.customer_key
    where
        $refund_policy = 'at_refund_date'
        and coalesce(r.refunded_at, o.ordered_at)
        < least($as_of, coalesce($counted_through, $as_of)) + interval 1 day
        and (
            $counted_from is null
            or coalesce(r.refunded_at, o.ordered_at) >= $counted_from
        )
),
counted as (
    select customer_key, sum(amount) as net_amount
    from booked
    group by customer_key
),
listed as (
    -- null is the list of everyone
    select distinct customer_key
    from $list
),
known as (
    select
        h.*,
        h.ordered_amount - coalesce(r.amount, 0) as whole_amount,
        c.customer_key is not null and l.customer_key is not null
            as is_counted,
        coalesce(c.net_amount, 0) as net_amount
    from history as h
    left join placed_refund as r using (customer_key)
    left join counted as c using (customer_key)
    left join listed as l using (customer_key)
),
ranked as (
    select
        *,
        row_number() over (
            partition by is_counted order by whole_amount desc, customer_id
        ) as rank,
        count(*) over (partition by is_counted) as customers
    from known
),
customer as materialized (
    -- money is kept to four decimals, so that ties stay ties
    select
        customer_key,
        customer_id,
        is_counted
        and case $who
            when 'new_customers' then $as_of - first_on < $days
            when 'one_time_customers' then orders = 1
            when 'repeat_customers' then orders >= 2
            when 'best_20_percent' then rank <= (customers + 4) // 5
            when 'lapsed_customers' then $as_of - last_on >= $days
            else true
        end as is_profiled,
        net_amount,
        cast(whole_amount / orders as decimal(28, 4)) as average_order_value,
        usual_gap,
        orders
    from ranked
),
