select
    cast(position as integer) as position,
    cast(measure as varchar) as measure,
    cast(move as varchar) as move,
    cast(count(*) as integer) as n,
    cast(count(*) filter (where stays) as integer) as stays,
    cast(count(*) filter (where stays) as double) / count(*) as share
from member
group by position, measure, move
union all
-- those who stay whichever single weight is moved
select
    null,
    null,
    'any',
    cast(count(*) as integer),
    cast(count(*) filter (where stays) as integer),
    cast(count(*) filter (where stays) as double) / nullif(count(*), 0)
from (select place, bool_and(stays) as stays from member group by place)
order by position nulls last, move
