turn as (
    -- the days of look in their order: 1 is the oldest
    select look, day, row_number() over (order by day) as turn
    from look
),
known_order as not materialized (
    -- no look knows an order after the as-of date
    select customer_key, cast(ordered_at as date) as ordered_on, net_amount
    from orders
    where
        customer_key is not null
        and ordered_at < $as_of + interval 1 day
),
known_refund as (
    -- only where refunds are booked on their own day (else they are in
    -- net_amount): what is booked is known from known_on on
    select
        r.customer_key,
        coalesce(cast(r.refunded_at as date), o.ordered_on) as booked_on,
        greatest(
            coalesce(cast(r.refunded_at as date), o.ordered_on), o.ordered_on
        ) as known_on,
        r.amount
    from refunds as r
    inner join (
        select order_id, customer_key, min(cast(ordered_at as date))
            as ordered_on
        from orders
        where customer_key is not null
        group by order_id, customer_key
    ) as o on o.order_id = r.order_id and o.customer_key = r.customer_key
    where
        $refund_policy = 'at_refund_date'
        and known_on <= $as_of
        and booked_on >= coalesce($counted_from, booked_on)
        and booked_on <= coalesce($counted_through, booked_on)
),
event_day as (
    -- every day on which something happens: the first look that knows of it,
    -- and the first from whose window it is gone
    select
        day,
        (select count(*) from turn where turn.day < d.day) + 1 as since,
        case when $window_days is not null then (
            select count(*)
            from turn
            where turn.day < d.day + coalesce($window_days, 1)
        ) + 1 end as gone
    from (
        select ordered_on as day from known_order
        union
        select booked_on from known_refund
        union
        select known_on from known_refund
    ) as d
),
event as not materialized (
    -- what an order or a refund changes in its customer's figures, and from
    -- which look on
    select
        o.customer_key,
        d.since as turn,
        o.ordered_on as last_on,
        1 as orders,
        o.ordered_on as entered_on,
        cast(null as date) as left_on,
        o.net_amount as amount
    from known_order as o
    inner join event_day as d on d.day = o.ordered_on
    where d.gone is null or d.gone > d.since
    union all
    select
        o.customer_key, d.gone, null, -1, null, o.ordered_on, -o.net_amount
    from known_order as o
    inner join event_day as d on d.day = o.ordered_on
    where d.gone > d.since
    union all
    select r.customer_key, k.since, null, 0, null, null, -r.amount
    from known_refund as r
    inner join event_day as b on b.day = r.booked_on
    inner join event_day as k on k.day = r.known_on
    where b.gone is null or b.gone > k.since
    union all
    select r.customer_key, b.gone, null, 0, null, null, r.amount
    from known_refund as r
    inner join event_day as b on b.day = r.booked_on
    inner join event_day as k on k.day = r.known_on
    where b.gone > k.since
),
change as (
    -- one row per customer and look at which its figures change
    select
        customer_key,
        turn,
        max(last_on) as last_on,
        sum(orders) as orders,
        count(distinct entered_on) filter (where $frequency = 'days')
            - count(distinct left_on) filter (where $frequency = 'days')
            as days,
        coalesce(sum(amount), 0) as amount
    from event
    where turn <= (select count(*) from turn)
    group by customer_key, turn
),
state as (
    -- the figures of a customer from one look until the next change
    select
        customer_key,
        turn,
        lead(turn, 1, (select count(*) + 1 from turn)) over by_turn
            as next_turn,
        max(last_on) over by_turn as last_on,
        cast(sum(orders) over by_turn as integer) as orders,
        cast(sum(days) over by_turn as integer) as days,
        sum(amount) over by_turn as net_amount
    from change
    window by_turn as (partition by customer_key order by turn)
),
total as not materialized (
    -- one row per look and customer who had ordered
    select
        t.look,
        s.customer_key,
        t.day - s.last_on as recency_days,
        s.orders,
        case $frequency when 'days' then s.days else s.orders end as frequency,
        s.net_amount
    from (
        select *, unnest(range(turn, next_turn)) as seen_turn
        from state
        where orders > 0
    ) as s
    inner join turn as t on t.turn = s.seen_turn
)
