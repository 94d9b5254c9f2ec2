-- How many go on from one order to the next: the x-th order of each known
-- customer, whether it is old enough to count, and the day of the next one.
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        cast($counted_from as date) as counted_from,
        -- An x-th order counts once it is so many days old; 0: at once.
        coalesce(cast($mature_days as integer), 0) as mature_days
),

-- Orders are counted from the first: whoever began before the counted days is
-- not on the ladder.
begun as (
    select c.customer_key
    from main.customers as c
    cross join reading as r
    where r.counted_from is null or c.first_ordered_at >= r.counted_from
),

/* first-order.sql */,

-- One row per counted order of a known customer, x = 1, 2, 3 …
numbered as (
    select
        o.customer_key,
        o.order_id,
        o.net_amount,
        cast(o.ordered_at as date) as ordered_on,
        row_number() over in_turn as x,
        lead(cast(o.ordered_at as date)) over in_turn as next_on
    from orders as o
    semi join begun as b on b.customer_key = o.customer_key
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
    window in_turn as (
        partition by o.customer_key
        order by o.ordered_at, o.order_id, o.source_id
    )
),

steps as (
    select
        s.customer_key,
        f.split,
        s.x,
        s.order_id,
        s.net_amount,
        s.next_on - s.ordered_on as days,
        s.next_on is not null as went_on,
        r.mature_days = 0 or r.observed - s.ordered_on >= r.mature_days
            as mature
    from numbered as s
    cross join reading as r
    left join first_splits as f on f.customer_key = s.customer_key
    where s.x <= $max_orders
)
