-- slowing: the open gap or the last one exceeds 1.5 times the customer's own
-- median. stage: the last gap against the median of those before it.
customer_rows as (
    select
        cast(customer_id as varchar) as place,
        cast(customer_id as varchar) as customer_id,
        cast(status as varchar) as status,
        cast(last_ordered_at as timestamp) as last_ordered_at,
        cast(days_since as integer) as days_since,
        cast(own_median_gap as double) as own_median_gap,
        cast(last_gap as integer) as last_gap,
        cast(days_since / cycle_days as double) as cycles_since,
        cast(coalesce(
            greatest(days_since, last_gap) > 1.5 * own_median_gap,
            false
        ) as boolean) as slowing,
        cast(case
            when status = 'long_term_churned' then 'lost'
            when median_before is null then 'first'
            when last_gap < 0.67 * median_before then 'rising'
            when last_gap <= 1.5 * median_before then 'steady'
            else 'slowing'
        end as varchar) as stage,
        cast(at_risk as boolean) as at_risk,
        cast(orders as integer) as orders,
        cast(net_amount as double) as net_amount
    from standing
)
