-- What the chart draws: the rungs of the six largest groups, largest first,
-- and how many groups there are; without a split there is one.
with ranked as (
    select
        split,
        row_number() over (order by reached desc, split nulls last) as place,
        count(*) over () as groups
    from result
    where x = 1
)

select
    cast(g.place as integer) as place,
    cast(g.groups as integer) as groups,
    r.*
from result as r
inner join ranked as g on g.split is not distinct from r.split
where g.place <= 6
order by g.place, r.x
