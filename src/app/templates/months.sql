-- The last thirteen full months: a month stands here once it is over.
select
    cast(date_trunc('month', ordered_at) as date) as month,
    cast(count(*) as integer) as orders,
    cast(count(distinct customer_key) as integer) as customers,
    cast(count(*) filter (where order_number = 1) as integer) as new_customers,
    cast(sum(net_amount) as double) as net_amount,
    cast(sum(net_amount) / count(*) as double) as average_order
from orders
where
    last_day(cast(ordered_at as date)) <= least($as_of, $observed_through)
    and ordered_at >= date_trunc(
        'month', least($as_of, $observed_through) + 1
    ) - interval 13 month
group by month
order by month desc
