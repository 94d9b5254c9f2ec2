-- Each rule alone, by how far its furthest value moves the figure.
select
    cast(r.changed as varchar) as changed,
    cast(split_part(r.changed, '=', 1) as varchar) as rule,
    cast(split_part(r.changed, '=', 2) as varchar) as value,
    cast(r.value as double) as figure,
    cast(r.low as double) as low,
    cast(r.high as double) as high,
    cast(r.n as integer) as n,
    cast(r.difference as double) as difference,
    cast(exists (
        select *
        from result as c
        where c.changes >= 2
            and list_has_any(
                list_transform(
                    string_split(c.changed, ', '), x -> split_part(x, '=', 1)
                ),
                [split_part(r.changed, '=', 1)]
            )
    ) as boolean) as is_combined
from result as r
where r.changes = 1
order by round(abs(r.difference), 12) desc nulls last, r.changed
