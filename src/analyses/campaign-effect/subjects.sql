-- Who was in the campaign, by assignment: whoever was to be contacted counts,
-- whatever became of it (intention to treat), once, from the first contact.
-- A filter that keeps whole customers keeps no contact of anyone else.
known_contacts as (
    select
        c.customer_id,
        c.customer_key,
        c.campaign,
        c.contact_group = 'control' as is_control,
        c.unit_cost,
        c.sent_at,
        cast(c.sent_at as date) as sent_on
    from contacts as c
    cross join reading as r
    where c.customer_id is not null
        and c.sent_at < r.as_of + interval 1 day
        and case
            when c.customer_key is null
            then (select count(*) from customers)
                = (select count(*) from main.customers)
            else c.customer_key in (select customer_key from customers)
        end
),

-- The campaign asked for, or the one that was sent last.
chosen as (
    select campaign
    from known_contacts
    where cast($campaign as varchar) is null
        or campaign = cast($campaign as varchar)
    order by sent_at desc, campaign nulls last
    limit 1
),

-- Of one day in both groups, a customer was contacted.
assigned as (
    select
        k.customer_key,
        case when k.customer_key is null then k.customer_id end as unknown_id,
        min(struct_pack(day := k.sent_on, is_control := k.is_control)) as first,
        count(distinct k.is_control) > 1 as crossed,
        count(*) filter (where not k.is_control) as contacts,
        count(k.unit_cost) filter (where not k.is_control) as costed,
        sum(k.unit_cost) filter (where not k.is_control) as cost
    from known_contacts as k
    inner join chosen as c on k.campaign is not distinct from c.campaign
    group by 1, 2
),

modes as (
    select case $control
        when 'assigned' then false
        when 'matched' then true
        else not exists (select * from assigned where first.is_control)
    end as matched
),

-- Who was never contacted has no day of sending: each is given that of one
-- contacted customer, spread evenly by a multiplicative hash of the key, so
-- that the days of both groups are alike (Zhou et al. 2005).
sent_days as (
    select
        first.day as day,
        row_number() over (
            order by first.day, customer_key nulls last, unknown_id
        ) - 1 as position,
        count(*) over () as days
    from assigned
    where not first.is_control
),

uncontacted as (
    select
        u.customer_key,
        (cast(u.customer_key as bigint) * 2654435761 % 4294967296)
            * d.days // 4294967296 as position
    from customers as u
    cross join (select any_value(days) as days from sent_days) as d
    cross join modes as m
    where m.matched
        and u.customer_key not in (
            select customer_key
            from known_contacts
            where not is_control and customer_key is not null
        )
),

subjects as (
    select
        a.customer_key,
        not a.first.is_control as treated,
        a.first.day as day,
        a.contacts,
        a.costed,
        a.cost
    from assigned as a
    cross join modes as m
    where not a.first.is_control or not m.matched
    union all
    select u.customer_key, false, d.day, 0, 0, null
    from uncontacted as u
    inner join sent_days as d on d.position = u.position
),

-- k = 0: window_days days from the day of sending on; k = 1, 2, …: as many
-- days before, when there was no campaign (the placebo dates).
windows as (
    select
        s.customer_key,
        s.treated,
        s.contacts,
        s.costed,
        s.cost,
        p.k,
        s.day - p.k * r.window_days as starts_on,
        s.day - p.k * r.window_days + r.window_days - 1 as ends_on,
        ends_on <= r.observed and starts_on >= r.known_from as closed,
        starts_on < r.known_from as too_early
    from subjects as s
    cross join reading as r
    cross join (
        select cast(unnest(range(1 + cast($placebo_dates as integer)))
            as integer) as k
    ) as p
),

bookings as (
    select
        o.customer_key,
        cast(o.ordered_at as date) as day,
        o.net_amount as amount,
        1 as orders,
        case when o.net_amount is null then 0 else 1 end as priced
    from orders as o
    cross join reading as r
    where o.customer_key is not null
        and o.ordered_at < r.as_of + interval 1 day
    union all
    select
        o.customer_key,
        cast(coalesce(b.refunded_at, o.ordered_at) as date),
        -b.amount,
        0,
        0
    from refunds as b
    inner join (
        select order_id, customer_key, min(ordered_at) as ordered_at
        from orders
        where $refund_policy = 'at_refund_date' and customer_key is not null
        group by order_id, customer_key
    ) as o on o.order_id = b.order_id and o.customer_key = b.customer_key
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
        and coalesce(b.refunded_at, o.ordered_at) < r.as_of + interval 1 day
),

histories as (
    select
        w.customer_key,
        w.k,
        sum(b.orders) filter (where b.day < w.starts_on) as orders_before,
        max(b.day) filter (where b.day < w.starts_on and b.orders = 1)
            as last_on,
        sum(b.amount) filter (where b.day < w.starts_on) as net_before,
        sum(b.orders) filter (where b.day >= w.starts_on) as orders,
        sum(b.priced) filter (where b.day >= w.starts_on) as priced,
        sum(b.amount) filter (where b.day >= w.starts_on) as net_amount
    from windows as w
    inner join bookings as b
        on b.customer_key = w.customer_key and b.day <= w.ends_on
    group by w.customer_key, w.k
),

facts as (
    select
        w.*,
        coalesce(h.orders_before, 0) as orders_before,
        w.starts_on - h.last_on as recency_days,
        coalesce(h.net_before, 0) as net_before,
        coalesce(h.orders, 0) as orders,
        coalesce(h.priced, 0) as priced,
        coalesce(h.net_amount, 0) as net_amount
    from windows as w
    left join histories as h
        on h.customer_key = w.customer_key and h.k = w.k
)
