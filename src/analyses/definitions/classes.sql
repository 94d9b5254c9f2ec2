-- Buyers that are alike for the figure, counted together.
classes as materialized (
    select * exclude (buyer), count(*) as buyers
    from judged
    group by all
),

-- Orders and money are sums of orders, and of the days of each buyer.
order_sums as materialized (
    select
        mask,
        admitted,
        count(*) as orders,
        count(net_amount) as priced_orders,
        sum(net_amount) as net_amount,
        sum(before) as before,
        sum(refund) filter (where net_amount is not null) as refund,
        sum(booked) filter (where net_amount is not null) as booked
    from counted_orders
    where $figure in ('orders', 'net_amount', 'average_order_value')
    group by mask, admitted
),

day_sums as materialized (
    select
        mask,
        admitted,
        count(*) as days,
        count(*) filter (where is_priced) as priced_days
    from (
        select
            mask,
            admitted,
            bool_or(net_amount is not null) as is_priced
        from counted_orders
        where $figure in ('orders', 'average_order_value')
        group by mask, admitted, buyer, cast(ordered_at as date)
    )
    group by mask, admitted
)
