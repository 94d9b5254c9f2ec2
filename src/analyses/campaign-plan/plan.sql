known_addresses as (
    select
        count(c.email) > 0 as has_email,
        count(c.phone) > 0 as has_phone
    from main.customers as c
    cross join reading as r
    where c.first_ordered_at < r.as_of + interval 1 day
),

reached as (
    select
        count(*) filter (where address = 'email') as email,
        count(*) filter (where address = 'phone') as phone
    from addresses
),

order_money as (
    select
        sum(net_amount) as net_amount,
        count(net_amount) as priced
    from audience_orders
),

-- Refunds that count on their own day, as far as they are known.
refund_money as (
    select coalesce(sum(b.amount), 0) as amount
    from refunds as b
    inner join (
        select order_id, customer_key, min(ordered_at) as ordered_at
        from audience_orders
        where $refund_policy = 'at_refund_date'
        group by order_id, customer_key
    ) as o on o.order_id = b.order_id and o.customer_key = b.customer_key
    cross join reading as r
    where coalesce(b.refunded_at, o.ordered_at) < r.as_of + interval 1 day
),

-- Customers by the window of their first order: those of later k had ordered
-- before window k began.
beginnings as (
    select least(first_k, 13) as first_k, count(*) as customers
    from audience
    group by least(first_k, 13)
),

-- A window that began before the orders did is not known.
windows as (
    select
        w.k,
        r.observed - w.k * r.window_days + 1 as window_from,
        r.observed - (w.k - 1) * r.window_days as window_to
    from (select cast(unnest(range(1, 13)) as integer) as k) as w
    cross join reading as r
    where window_from >= r.known_from
),

base_counts as (
    select
        w.k,
        w.window_from,
        w.window_to,
        coalesce(b.customers, 0) as n,
        coalesce(a.ordered, 0) as ordered
    from windows as w
    left join (
        select v.k, sum(s.customers) as customers
        from windows as v
        inner join beginnings as s on s.first_k > v.k
        group by v.k
    ) as b on b.k = w.k
    left join (
        select k, count(*) as ordered
        from ordered_anyway
        group by k
    ) as a on a.k = w.k
),

base_rates as (
    select
        *,
        ordered / nullif(n, 0) as rate,
        1.959963984540054 * 1.959963984540054 / nullif(n, 0) as zz
    from base_counts
),

-- Wilson's interval at 95 %.
bases as (
    select
        *,
        case
            when n > 0 and ordered = 0 then 0
            else (rate + zz / 2 - sqrt(zz * (rate * (1 - rate) + zz / 4)))
                / (1 + zz)
        end as low,
        case
            when n > 0 and ordered = n then 1
            else (rate + zz / 2 + sqrt(zz * (rate * (1 - rate) + zz / 4)))
                / (1 + zz)
        end as high
    from base_rates
),

plan as (
    select
        s.customers,
        case when h.has_email then e.email end as by_email,
        case when h.has_phone then e.phone end as by_phone,
        r.observed
            - cast($windows_back as integer) * r.window_days + 1 as base_from,
        r.observed
            - (cast($windows_back as integer) - 1) * r.window_days as base_to,
        coalesce(b.n, 0) as n,
        coalesce(b.ordered, 0) as ordered,
        b.rate as base_rate,
        b.low,
        b.high,
        m.priced,
        cast(m.net_amount - f.amount as double) / nullif(m.priced, 0)
            as average_order_value,
        g.margin,
        g.measured
    from (select count(*) as customers from audience) as s
    cross join known_addresses as h
    cross join reached as e
    cross join reading as r
    cross join order_money as m
    cross join refund_money as f
    cross join margins as g
    left join bases as b on b.k = cast($windows_back as integer)
)
