-- Whom the campaign is for, and in which of the windows before it they ordered.
-- The last window is the last that is over; the others lie before it, k falls
-- with time.
audience as (
    select
        c.customer_key,
        c.email,
        c.phone,
        -- The window of the first order; 1 is the last window, or later.
        greatest(1, (r.observed - cast(c.first_ordered_at as date))
            // r.window_days + 1) as first_k
    from (select distinct customer_key from $list) as l
    inner join customers as c on c.customer_key = l.customer_key
    cross join reading as r
    where c.first_ordered_at < r.as_of + interval 1 day
),

audience_orders as (
    select
        o.order_id,
        o.customer_key,
        o.ordered_at,
        o.net_amount,
        a.first_k,
        case
            when cast(o.ordered_at as date) <= r.observed
            then (r.observed - cast(o.ordered_at as date)) // r.window_days + 1
        end as k
    from orders as o
    inner join audience as a on a.customer_key = o.customer_key
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
),

-- Who ordered in a window, having ordered before it.
ordered_anyway as (
    select distinct o.k, o.customer_key
    from audience_orders as o
    where o.k <= 12 and o.k < o.first_k
)
