-- Stretches of days over which nothing of a customer changes but the days that
-- pass; a refund that is booked on its own day begins one too.
booked as (
    select
        p.customer_key,
        p.day,
        p.day as last_day,
        case when p.gap > l.long_days then p.day end as comeback_day,
        p.net_amount
    from purchases as p
    cross join limits as l
    union all
    select
        r.customer_key,
        greatest(coalesce(cast(r.refunded_at as date), o.day), o.day),
        null,
        null,
        -r.amount
    from refunds as r
    inner join (
        select order_id, customer_key, min(day) as day
        from known_orders
        group by order_id, customer_key
    ) as o on o.order_id = r.order_id and o.customer_key = r.customer_key
    cross join reading as l
    where $refund_policy = 'at_refund_date'
        and coalesce(cast(r.refunded_at as date), o.day) <= l.as_of
),

-- The first look on or after each day.
first_looks as (
    select d.day, l.look
    from (select distinct day from booked) as d
    asof inner join looks as l on d.day <= l.day
),

stretches as (
    select
        b.customer_key,
        b.last_day,
        b.comeback_day,
        b.net_amount,
        f.look as from_look,
        coalesce(t.look, 1 + (select max(look) from looks)) as to_look
    from (
        select
            customer_key,
            day,
            max(last_day) over so_far as last_day,
            max(comeback_day) over so_far as comeback_day,
            sum(net_amount) over so_far as net_amount,
            lead(day) over (partition by customer_key order by day) as to_day
        from booked
        window so_far as (
            partition by customer_key order by day
            range between unbounded preceding and current row
        )
    ) as b
    inner join first_looks as f on f.day = b.day
    left join first_looks as t on t.day = b.to_day
),

-- Those that some look falls into: one a customer at most for each look.
-- A first order and a comeback count as long as they can still be within one
-- cycle, so that customers alike are one row further on.
visible as (
    select
        s.customer_key,
        s.from_look,
        s.to_look,
        s.last_day,
        case when s.last_day - s.comeback_day <= l.short_days
            then s.comeback_day end as comeback_day,
        case when s.last_day - cast(k.first_ordered_at as date) <= l.short_days
            then cast(k.first_ordered_at as date) end as first_day,
        s.net_amount,
        l.short_days,
        l.long_days
    from stretches as s
    inner join main.customers as k on k.customer_key = s.customer_key
    cross join limits as l
    where s.from_look < s.to_look
),

alike as (
    select
        from_look,
        to_look,
        last_day,
        comeback_day,
        first_day,
        count(*) as customers,
        sum(net_amount) as net_amount
    from visible
    group by from_look, to_look, last_day, comeback_day, first_day
),

seen as (
    select
        look,
        to_look,
        customers,
        net_amount,
        day,
        day - last_day as days_since,
        last_day,
        comeback_day,
        first_day,
        /* status.sql */ as status
    from (
        select a.*, l.look, l.day, l.short_days, l.long_days
        from (
            select *, unnest(range(from_look, to_look)) as in_look
            from alike
        ) as a
        inner join looks as l on l.look = a.in_look
    )
)
