-- Each weight a fifth lower and a fifth higher, all weights divided by their
-- sum again, the scores anew: is a member of tier A still among as many best?
with asked as (
    select
        position,
        measure,
        $normalised_columns[position] as name,
        weight / nullif(sum(weight) over (), 0) as weight
    from (
        select
            unnest(range(1, 1 + len($measures_measure))) as position,
            unnest(cast($measures_measure as varchar[])) as measure,
            unnest(cast($measures_weight as double[])) as weight
    )
),
scored as materialized (
    select
        cast(row_number() over (order by customer_id) as integer)
            as place,
        customer_id,
        tier,
        score,
        columns(c -> list_contains($normalised_columns, c))
    from result
    where score is not null
),
weighed as not materialized (
    select
        u.place,
        u.tier = 'A' as is_best,
        u.score,
        cast(a.position as utinyint) as position,
        a.weight,
        u.value
    from scored unpivot include nulls (
        value for name in (columns(c -> list_contains($normalised_columns, c)))
    ) as u
    inner join asked as a on a.name = u.name
),
present as materialized (
    -- the weight of the measures that are known of a customer
    select place, sum(weight) as present
    from weighed
    where value is not null
    group by place
),
moved as (
    select
        w.place,
        w.is_best,
        w.position,
        m.part > 0 as is_up,
        case
            when w.value is null or p.present + m.part * w.weight = 0
                then w.score
            else round(
                (w.score * p.present + m.part * w.weight * w.value)
                    / (p.present + m.part * w.weight),
                12
            )
        end as score
    from weighed as w
    inner join present as p on p.place = w.place
    cross join (select unnest([-0.2e0, 0.2e0]) as part) as m
),
ranked as (
    select
        place,
        is_best,
        position,
        is_up,
        row_number() over (
            partition by position, is_up order by score desc, place
        ) as rank
    from moved
),
member as (
    -- one row per customer of tier A and move
    select
        r.place,
        r.position,
        a.measure,
        case when r.is_up then 'up' else 'down' end as move,
        r.rank <= (select count(*) from scored where tier = 'A') as stays
    from ranked as r
    inner join asked as a on a.position = r.position
    where r.is_best
)
