-- The days held out by past frequency, 7 and more together, and of all
-- customers (frequency null) last.
select
    cast(least(frequency, 7) as integer) as frequency,
    cast(count(*) as integer) as customers,
    cast(avg(later) as double) as mean_orders,
    cast(round(avg(orders), 10) as double) as mean_expected,
    cast(round(avg(naive), 10) as double) as mean_naive,
    cast(sum(later) as integer) as orders,
    cast(round(sum(orders), 10) as double) as expected,
    cast(round(sum(naive), 10) as double) as naive,
    cast(round(sqrt(avg((orders - later) ** 2)), 10) as double) as error,
    cast(round(sqrt(avg((naive - later) ** 2)), 10) as double) as naive_error,
    cast(any_value(v.verdict) as varchar) as verdict
from checked
cross join verdict as v
group by grouping sets ((least(frequency, 7)), ())
having count(*) > 0
order by frequency nulls last
