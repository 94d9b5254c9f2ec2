-- What the chart draws: the rungs of the six largest groups, largest first,
-- and how many groups there are; without a split there is one.
with ranked as (
    select
        split,
        row_number() over (order by reached desc, split nulls last) as place,
        count(*) over () as groups
    from result
    where x = 1
),

largest as (
    select split, place, groups
    from ranked
    where place <= 6
),

/* split-names.sql */

select
    cast(g.place as integer) as place,
    cast(g.groups as integer) as groups,
    r.*,
    cast(coalesce(s.name, r.split) as varchar) as split_name
from result as r
inner join largest as g on g.split is not distinct from r.split
left join split_names as s on s.split = r.split
order by g.place, r.x
