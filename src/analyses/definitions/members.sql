-- The customers whom the figure counts under each set of rules: those who came
-- back, who have gone, or all. Guests are no customers that can be named.
select
    cast(c.buyer as integer) as customer_key,
    cast(s.refunds as varchar) as refunds,
    cast(s.unpaid as varchar) as unpaid,
    cast(s.cancelled as varchar) as cancelled,
    cast(s.unattached_negative as varchar) as unattached_negative,
    cast(s.zero_value as varchar) as zero_value,
    cast(s.test_orders as varchar) as test_orders,
    cast(s.same_day as varchar) as same_day,
    cast(s.identity as varchar) as identity,
    cast(s.clock as varchar) as clock,
    cast(s.time_zone as varchar) as time_zone,
    cast(s.first_orders as varchar) as first_orders
from possible_asked as s
inner join judged as c
    on c.admitted = (s.allowed & c.mask)
    and c.zone = s.zone
    and not c.is_guest
    and (s.first_orders = 'all' or not c.is_truncated)
where $figure not in ('orders', 'net_amount', 'average_order_value')
    and if(s.clock = 'age', c.is_of_age, c.is_of)
    and case
        when s.clock = 'age' and s.same_day = 'one' then c.is_hit_age_daily
        when s.clock = 'age' then c.is_hit_age
        when s.same_day = 'one' then c.is_hit_daily
        else c.is_hit
    end
order by customer_key
