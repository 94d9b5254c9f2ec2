
select
    cast(c.customer_id as varchar) as customer_id,
    cast(m.product_id as varchar) as product_id,
    cast(m.last_bought_at as date) as last_bought_at,
    cast(m.quantity as double) as quantity,
    cast(m.due_at as date) as due_at,
    cast(m.remind_from as date) as remind_from,
    cast(m.remind_to as date) as remind_to,
    cast(m.state as varchar) as state,
    cast(m.product_name as varchar) as product_name,
    cast(m.cycle_days as double) as cycle_days,
    cast(m.low as double) as cycle_low,
    cast(m.high as double) as cycle_high,
    cast(m.gaps as integer) as gaps,
    cast(m.by_unit as boolean) as by_unit
from reminders as m
inner join customers as c on c.customer_key = m.customer_key
order by
    list_position(['now', 'overdue', 'upcoming', 'lapsed'], m.state),
    m.due_at,
    c.customer_id,
    m.product_id
