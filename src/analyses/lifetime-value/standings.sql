select
    cast(class as integer) as frequency,
    cast(bin as integer) as bin,
    cast(any_value(bin * units) as double) as since_from,
    cast(any_value((bin + 1) * units) as double) as since_to,
    cast(count(*) as integer) as customers,
    cast(round(avg(p_alive), 10) as double) as p_alive,
    cast(round(sum(expected_orders), 10) as double) as expected_orders,
    cast(round(sum(expected_value), 10) as double) as expected_value
from placed
group by class, bin
order by class, bin
