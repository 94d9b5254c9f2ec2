select
    cast(customers as integer) as customers,
    cast(control as integer) as control,
    cast(base_from as date) as base_from,
    cast(base_to as date) as base_to,
    cast(base_n as integer) as base_n,
    cast(base_ordered as integer) as base_ordered,
    cast(base_rate as double) as base_rate,
    cast(base_low as double) as low,
    cast(base_high as double) as high,
    cast(priced as integer) as orders,
    cast(average_order_value as double) as average_order_value,
    cast(margin as double) as margin,
    cast(measured as boolean) as margin_measured
from plan
