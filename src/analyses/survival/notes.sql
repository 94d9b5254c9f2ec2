-- Who the curve is about: all, and those who may not have been new.
select
    cast(count(*) as integer) as customers,
    cast(count(*) filter (where b.left_truncated) as integer)
        as left_truncated,
    cast(any_value(r.observed) as date) as observed
from reading as r
left join beginners as b on true
