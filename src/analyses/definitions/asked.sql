-- What each spec lets in, as the sum of the kinds of orders.
stage_asked as materialized (
    select distinct
        refunds, unpaid, cancelled, unattached_negative, zero_value,
        test_orders, same_day, identity, clock, time_zone, first_orders,
        case time_zone when 'earlier' then -1 when 'later' then 1 else 0 end
            as zone,
        if(unpaid = 'include', 1, 0)
            + if(cancelled = 'include', 2, 0)
            + if(test_orders = 'include', 4, 0)
            + if(zero_value = 'include', 8, 0)
            + if(
                unattached_negative = 'keep_as_order' and refunds <> 'ignore',
                16, 0
            )
            + if(refunds <> 'drop_refunded_orders', 32, 0) as allowed
    from stage_specs
)
