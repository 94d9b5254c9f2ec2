-- Of those who first ordered in a month, how many ordered again within the
-- days above. A month stands here once its last customers had them all.
select
    cast(date_trunc('month', c.first_ordered_at) as date) as first_month,
    cast(count(*) as integer) as new_customers,
    cast(count(o.customer_key) as integer) as came_back,
    round(100.0 * count(o.customer_key) / count(*), 1) as percent
from customers as c
left join orders as o
    on o.customer_key = c.customer_key
    and o.order_number = 2
    and o.days_since_previous <= $days
where
    last_day(cast(c.first_ordered_at as date)) + cast($days as integer)
    <= least($as_of, $observed_through)
group by first_month
order by first_month
