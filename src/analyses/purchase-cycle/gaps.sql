-- How long between orders: the gaps in whole days between the days on which a
-- customer ordered (at category and product level: ordered that one), one row
-- for each, and one for the gap that is still open.
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed
),

known_orders as (
    select
        o.order_id,
        o.source_id,
        o.customer_key,
        cast(o.ordered_at as date) as day
    from orders as o
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
),

-- Orders of each day from the first to the last, guests' too, 0 where none.
volumes as (
    select d.day, coalesce(o.orders, 0) as orders
    from (
        select cast(unnest(generate_series(
            cast(min(day) as timestamp),
            cast(max(day) as timestamp),
            interval 1 day
        )) as date) as day
        from known_orders
        where $detect_promotions <> 'off'
    ) as d
    left join (
        select day, count(*) as orders
        from known_orders
        group by day
    ) as o on o.day = d.day
),

-- The 28 days before each day: their median, and the median of the absolute
-- deviations from it. The first 28 days are not judged.
backgrounds as (
    select
        day,
        orders,
        quantile_cont(cast(orders as double), 0.5) over month_before as median,
        mad(cast(orders as double)) over month_before as mad,
        count(*) over month_before as days_before
    from volumes
    window month_before as (
        order by day rows between 28 preceding and 1 preceding
    )
),

-- Days that exceed the median by 3 standard deviations, as the median absolute
-- deviation estimates one (x 1.4826), and by at least one order.
promotions as (
    select
        day,
        orders,
        median,
        mad,
        median + greatest(1, 3 * 1.4826 * mad) as threshold
    from backgrounds
    where days_before = 28
        and orders > median + greatest(1, 3 * 1.4826 * mad)
),

-- Days typed to be left out, both ends included; one end alone is that day.
typed_days as (
    select distinct cast(unnest(generate_series(
        cast(coalesce(e.from_day, e.to_day) as timestamp),
        cast(least(coalesce(e.to_day, e.from_day), r.as_of) as timestamp),
        interval 1 day
    )) as date) as day
    from (
        select
            unnest(cast($exclude_from as date[])) as from_day,
            unnest(cast($exclude_to as date[])) as to_day
    ) as e
    cross join reading as r
),

left_out_days as (
    select day
    from typed_days
    union
    select day
    from promotions
    where $detect_promotions = 'exclude'
),

-- Several orders of a day are one.
bought as (
    select distinct 'store' as level_id, customer_key, day
    from known_orders
    where $level = 'store' and customer_key is not null
    union all
    select distinct
        case $level
            when 'category' then l.category
            else l.product_id
        end as level_id,
        o.customer_key,
        o.day
    from order_lines as l
    inner join known_orders as o
        on o.order_id = l.order_id and o.source_id = l.source_id
    where $level <> 'store'
        and o.customer_key is not null
        and case $level
            when 'category' then l.category
            else l.product_id
        end is not null
),

-- ended_on is null for the last day of a customer: that gap is still open.
all_gaps as (
    select
        level_id,
        customer_key,
        day as started_on,
        lead(day) over (partition by level_id, customer_key order by day)
            as ended_on
    from bought
),

-- A gap that starts or ends on a day left out is no gap.
kept_gaps as (
    select
        g.level_id,
        g.customer_key,
        g.ended_on is null as still_open,
        case
            when g.ended_on is null
            then greatest(0, r.observed - g.started_on)
            else g.ended_on - g.started_on
        end as days
    from all_gaps as g
    anti join left_out_days as s on s.day = g.started_on
    anti join left_out_days as e on e.day = g.ended_on
    cross join reading as r
),

-- own_gaps: how many closed gaps the customer has, whose weights add up to 1.
gaps as (
    select g.*, o.own_gaps
    from kept_gaps as g
    inner join (
        select
            level_id,
            customer_key,
            count(*) filter (where not still_open) as own_gaps
        from kept_gaps
        group by level_id, customer_key
    ) as o on o.level_id = g.level_id and o.customer_key = g.customer_key
),

gap_counts as (
    select level_id, days, own_gaps, count(*) as gaps
    from gaps
    where not still_open
    group by level_id, days, own_gaps
)
