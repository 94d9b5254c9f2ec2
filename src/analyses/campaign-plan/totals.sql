select
    cast(customers as integer) as customers,
    cast(by_email as integer) as by_email,
    cast(by_phone as integer) as by_phone,
    cast(base_from as date) as base_from,
    cast(base_to as date) as base_to,
    cast(n as integer) as n,
    cast(ordered as integer) as ordered,
    cast(base_rate as double) as base_rate,
    cast(low as double) as low,
    cast(high as double) as high,
    cast(priced as integer) as orders,
    cast(average_order_value as double) as average_order_value,
    cast(margin as double) as margin,
    cast(measured as boolean) as margin_measured
from plan
