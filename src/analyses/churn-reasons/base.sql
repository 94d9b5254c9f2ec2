cycle_row as (
    -- as purchase-cycle computes it for the whole shop
    /* purchase-cycle */
),
reading as (
    -- Silence is known up to the day after the last one covered in full; day:
    -- from where is looked back. patience: more days without an order than
    -- this are churn.
    select
        least(
            cast($as_of as date),
            cast($counted_through as date),
            cast($observed_through as date) + 1
        ) as day,
        coalesce($cycle_days, (select cycle_days from cycle_row)) as cycle_days,
        cast(floor(
            case $churned
                when 'long_term' then cast($long as double)
                else cast($short as double)
            end
            * coalesce($cycle_days, (select cycle_days from cycle_row))
        ) as integer) as patience
),
known_order as (
    select
        o.order_id,
        o.source_id,
        o.customer_key,
        o.customer_id,
        o.ordered_at,
        cast(o.ordered_at as date) as ordered_on,
        o.order_number
    from orders as o
    cross join reading as r
    where o.customer_key is not null and o.ordered_at < r.day + interval 1 day
),
customer as (
    select
        customer_key,
        any_value(customer_id) as customer_id,
        max(ordered_on) as last_on,
        count(*) as orders
    from known_order
    group by customer_key
),
-- Nobody can be seen to have left before the patience with the first customer
-- has run out: last_day is the last day on which a last order is long enough
-- ago; null where that is before the first order, or where no cycle is known.
horizon as (
    select
        r.*,
        case
            when (select min(ordered_on) from known_order) < r.day - r.patience
            then r.day - r.patience - 1
        end as last_day
    from reading as r
)
