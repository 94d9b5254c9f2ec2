hour_orders as (
    select
        o.customer_key,
        hour(o.ordered_at) as hour,
        count(*) as orders,
        max(o.ordered_at) as latest
    from orders as o
    cross join product_reading as r
    where o.ordered_at < r.today + interval 1 day
    group by o.customer_key, hour(o.ordered_at)
),

-- Hours at which customers may be written to: a quiet stretch holds its first
-- hour, not its last, and may run over midnight.
open_hours as (
    select hour
    from (select unnest(range(24)) as hour)
    where not exists (
        select *
        from (
            select
                unnest(cast($quiet_hours_from as integer[])) as first,
                unnest(cast($quiet_hours_to as integer[])) as after
        )
        where case
            when first <= after then hour >= first and hour < after
            else hour >= first or hour < after
        end
    )
),

-- When the shop's orders come most; the first open hour where none comes then.
shop_hour as (
    select arg_max(h.hour, coalesce(o.orders, 0) * 24 - h.hour) as hour
    from open_hours as h
    left join (
        select hour, sum(orders) as orders
        from hour_orders
        group by hour
    ) as o on o.hour = h.hour
),

-- Orders without a time of day tell no hour.
has_hours as (
    select coalesce(
        bool_or(latest <> cast(cast(latest as date) as timestamp)), false
    ) as known
    from hour_orders
),

-- A customer's own hour from three orders on; of equals the one used last.
own_hours as (
    select
        customer_key,
        arg_max(hour, struct_pack(orders := orders, latest := latest)) as hour
    from (
        select
            *,
            sum(orders) over (partition by customer_key) as all_orders
        from hour_orders
        where customer_key is not null
    )
    semi join open_hours using (hour)
    where all_orders >= 3
    group by customer_key
)

select
    cast(l.date as date) as date,
    cast(case
        when k.known then coalesce(h.hour, s.hour)
    end as integer) as hour,
    cast(l.customer_id as varchar) as customer_id,
    cast(l.reason as varchar) as reason,
    cast(l.detail as varchar) as detail
from listed as l
left join own_hours as h on h.customer_key = l.customer_key
cross join shop_hour as s
cross join has_hours as k
order by l.date, 2 nulls last, l.position, l.customer_id
