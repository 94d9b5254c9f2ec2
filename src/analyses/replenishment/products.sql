-- The 200 products with the most customers to remind within seven days, then
-- with the most who are overdue.
select
    cast(product_id as varchar) as product_id,
    cast(any_value(product_name) as varchar) as product_name,
    cast(any_value(cycle_days) as double) as cycle_days,
    cast(any_value(cycle_low) as double) as cycle_low,
    cast(any_value(cycle_high) as double) as cycle_high,
    cast(any_value(gaps) as integer) as gaps,
    cast(any_value(by_unit) as boolean) as by_unit,
    cast(count(*) filter (where this_week) as integer) as this_week,
    cast(count(*) filter (where state = 'now') as integer) as now,
    cast(count(*) filter (where state = 'upcoming') as integer) as upcoming,
    cast(count(*) filter (where state = 'overdue') as integer) as overdue,
    cast(count(*) filter (where state = 'lapsed') as integer) as lapsed
from placed
group by product_id
order by this_week desc, overdue desc, upcoming desc, product_id
limit 200
