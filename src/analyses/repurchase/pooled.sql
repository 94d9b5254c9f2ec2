-- Each step over its complete periods, weighted by customers. A customer may
-- count in several periods, so there is no interval.
select
    cast(step as integer) as step,
    cast(count(*) as integer) as periods,
    cast(sum(n) as integer) as n,
    cast(sum(customers) as integer) as customers,
    cast(sum(customers) / nullif(sum(n), 0) as double) as rate
from result
where complete and not left_truncated and n > 0
group by step
order by step
