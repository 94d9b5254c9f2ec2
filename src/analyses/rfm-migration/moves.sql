seen as (
    -- one row per customer who is scored on either date
    select
        coalesce(a.customer_key, b.customer_key) as customer_key,
        a.segment as from_segment,
        b.segment as to_segment,
        coalesce(b.net_amount, 0) - coalesce(a.net_amount, 0)
            as net_amount_change
    from (select * from segmented where look = 1) as a
    full join (select * from segmented where look = 2) as b
        on b.customer_key = a.customer_key
),
move as (
    select
        seen.customer_key,
        case
            when seen.from_segment is not null then seen.from_segment
            when c.first_ordered_at >= first.day + interval 1 day then 'new'
            else 'outside'
        end as from_segment,
        coalesce(seen.to_segment, 'outside') as to_segment,
        seen.net_amount_change
    from seen
    inner join main.customers as c on c.customer_key = seen.customer_key
    cross join (select day from look where look = 1) as first
)
