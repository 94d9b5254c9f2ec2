-- The tier of each customer at two dates: at the as-of date (`now`) and at the
-- date that moves are told from (`before`), by the same ladder.
-- Spend and orders are those of the window that ends with the date, it included;
-- the recency is counted from the last order at all. A refund is booked on its
-- day where the counting rule says so, else it is in its order's net_amount.
-- A customer holds a tier when the last order is recent enough for it, and any
-- (or all) of its thresholds of spend and orders are reached; the first tier in
-- the ladder that holds is the customer's. Without thresholds it is for everyone.
-- near: would hold the next tier up if its thresholds were lower by near_share.
with rung as (
    -- the ladder, the highest tier first
    select
        unnest(range(1, 1 + len($ladder_tier))) as position,
        unnest(cast($ladder_tier as varchar[])) as tier,
        unnest(cast($ladder_min_net_amount as decimal(18, 4)[]))
            as min_net_amount,
        unnest(cast($ladder_min_orders as integer[])) as min_orders,
        unnest(cast($ladder_within_days as integer[])) as within_days,
        unnest(cast($ladder_discount_rate as double[])) as discount_rate
),
moment as (
    select 'now' as moment, $as_of as seen_on
    union all
    select 'before', coalesce(cast($moves_from as date), $as_of - 90)
),
known_order as (
    select
        order_id,
        customer_key,
        cast(ordered_at as date) as ordered_on,
        net_amount
    from orders
    where
        customer_key is not null
        and ordered_at < $as_of + interval 1 day
),
booking as (
    select
        customer_key,
        ordered_on as booked_on,
        ordered_on as known_on,
        net_amount as amount,
        1 as orders
    from known_order
    union all
    select
        o.customer_key,
        coalesce(cast(r.refunded_at as date), o.ordered_on),
        greatest(coalesce(cast(r.refunded_at as date), o.ordered_on),
            o.ordered_on),
        -r.amount,
        0
    from refunds as r
    inner join (
        select order_id, customer_key, min(ordered_on) as ordered_on
        from known_order
        group by order_id, customer_key
    ) as o on o.order_id = r.order_id and o.customer_key = r.customer_key
    where $refund_policy = 'at_refund_date'
),
contribution as (
    -- one row per date and customer with an order by then
    select
        m.moment,
        b.customer_key,
        coalesce(sum(b.amount) filter (
            where $window_days is null
                or b.booked_on > m.seen_on - cast($window_days as integer)
        ), 0) as net_amount,
        coalesce(sum(b.orders) filter (
            where $window_days is null
                or b.booked_on > m.seen_on - cast($window_days as integer)
        ), 0) as orders,
        m.seen_on - max(b.known_on) filter (where b.orders = 1)
            as recency_days
    from booking as b
    inner join moment as m on b.known_on <= m.seen_on
    group by m.moment, m.seen_on, b.customer_key
    having sum(b.orders) > 0
),
reached as (
    -- each customer beside each tier: held in full, held with lower thresholds
    select
        c.*,
        r.position,
        case
            when coalesce(c.recency_days > r.within_days, false) then false
            when r.min_net_amount is null and r.min_orders is null then true
            when $rule = 'any' then
                coalesce(c.net_amount >= r.min_net_amount, false)
                or coalesce(c.orders >= r.min_orders, false)
            else
                coalesce(c.net_amount >= r.min_net_amount, true)
                and coalesce(c.orders >= r.min_orders, true)
        end as holds,
        case
            when coalesce(c.recency_days > r.within_days, false) then false
            when r.min_net_amount is null and r.min_orders is null then true
            when $rule = 'any' then
                coalesce(c.net_amount >= r.min_net_amount * k.part, false)
                or coalesce(c.orders >= r.min_orders * k.part, false)
            else
                coalesce(c.net_amount >= r.min_net_amount * k.part, true)
                and coalesce(c.orders >= r.min_orders * k.part, true)
        end as nears
    from contribution as c
    cross join rung as r
    cross join (
        select 1 - cast($near_share as decimal(5, 4)) as part
    ) as k
),
standing as (
    -- position: that of the tier held, one below the ladder where none is
    select
        moment,
        customer_key,
        any_value(net_amount) as net_amount,
        any_value(orders) as orders,
        coalesce(min(position) filter (where holds), 1 + len($ladder_tier))
            as position,
        -- a bit for each tier held with lower thresholds
        sum(case when nears then 1 << position else 0 end) as nears
    from reached
    group by moment, customer_key
),
customer as (
    select
        * exclude (nears),
        position > 1
            and (cast(nears as bigint) >> (position - 1)) & 1 = 1 as near
    from standing
)
