-- The customers behind each mark: their group, the day on which they came back
-- or were last watched, and at each round day whether they were at risk on it
-- and had come back by then.
select
    cast(s.customer_key as integer) as customer_key,
    cast(s.split as integer) as position,
    cast(s.days as integer) as days,
    cast(s.ended as boolean) as ended,
    cast(d.at_day as integer) as at_day,
    cast(s.days >= d.at_day as boolean) as at_risk,
    cast(s.ended and s.days <= d.at_day as boolean) as returned
from customer_spells as s
cross join (
    select unnest([0] || cast($at_days as integer[])) as at_day
) as d
order by s.split, s.customer_key, d.at_day
