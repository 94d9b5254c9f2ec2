-- Refunds that count on their own day: of counted orders, as far as they were
-- known. Under every other policy net_amount is less them already.
refunds_booked as (
    select
        o.customer_key,
        cast(coalesce(r.refunded_at, o.ordered_at) as date) as day,
        r.amount,
        o.costed
    from refunds as r
    inner join (
        select
            order_id,
            customer_key,
            min(ordered_at) as ordered_at,
            bool_or(cost_amount is not null) as costed
        from orders
        where $refund_policy = 'at_refund_date'
            and ordered_at < (select as_of from reading) + interval 1 day
        group by order_id, customer_key
    ) as o
        on o.order_id = r.order_id and o.customer_key = r.customer_key
    where coalesce(r.refunded_at, o.ordered_at)
        < (select as_of from reading) + interval 1 day
),

-- amount: the money that is measured. The margin is what is left of the net
-- amount after goods, shipping and tax; of orders whose cost is unknown, it is
-- unknown and left out.
bookings as (
    select
        customer_key,
        cast(ordered_at as date) as day,
        1 as orders,
        net_amount,
        case
            when $measure in ('margin', 'cumulative_margin')
            then net_amount - cost_amount - case $amount_rule
                when 'goods' then 0
                else coalesce(shipping_amount, 0) + coalesce(tax_amount, 0)
            end
            else net_amount
        end as amount
    from orders
    where ordered_at < (select as_of from reading) + interval 1 day
    union all
    select
        customer_key,
        day,
        0,
        -amount,
        case
            when $measure not in ('margin', 'cumulative_margin') or costed
            then -amount
        end
    from refunds_booked
),

-- One row per order and refund, with its period k.
order_periods as (
    select
        c.customer_key,
        c.split,
        c.cohort,
        c.begun,
        case when r.own_clock then c.ended else 1000000 end as counts_to,
        greatest(0, case
            when r.own_clock
            then date_diff('day', c.first_day, b.day) // r.window_days
            else date_diff($period, c.cohort + r.shift, b.day + r.shift)
        end) as k,
        b.orders,
        b.net_amount,
        b.amount
    from bookings as b
    inner join clocks as c on c.customer_key = b.customer_key
    cross join reading as r
),

-- One row per customer and period k with an order or a refund, from the first
-- k that is counted in full. By the calendar everyone counts so far; on the
-- customer's own clock only windows that have ended.
customer_periods as (
    select
        customer_key,
        split,
        cohort,
        begun,
        counts_to,
        k,
        sum(orders) as orders,
        coalesce(sum(net_amount), 0) as net_amount,
        coalesce(sum(amount), 0) as amount
    from order_periods
    where k >= begun
    group by all
)
