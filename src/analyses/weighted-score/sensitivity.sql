select
    cast(m.position as integer) as position,
    cast(m.measure as varchar) as measure,
    cast(m.move as varchar) as move,
    cast(a.n as integer) as n,
    cast(a.n - count(l.customer_id) as integer) as stays,
    cast(a.n - count(l.customer_id) as double) / a.n as share
from move as m
cross join (select count(*) as n from result where tier = 'A') as a
left join leaver as l on l.position = m.position and l.move = m.move
where a.n > 0
group by m.position, m.measure, m.move, a.n
union all
-- those who stay whichever single weight is moved
select
    null,
    null,
    'any',
    cast(n as integer),
    cast(n - dropped as integer),
    cast(n - dropped as double) / nullif(n, 0)
from (
    select
        (select count(*) from result where tier = 'A') as n,
        (select count(distinct customer_id) from leaver) as dropped
)
order by position nulls last, move
