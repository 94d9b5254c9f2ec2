-- Each weight a fifth lower and a fifth higher, all weights divided by their sum
-- again, the scores and ranks anew: is a customer among as many best as tier A?
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
scored as (
    select
        row_number() over (order by customer_id) as place,
        customer_id,
        tier,
        score,
        columns(c -> list_contains($normalised_columns, c))
    from result
    where score is not null
),
weighed as (
    select u.place, u.tier, u.score, a.position, a.measure, a.weight, u.value
    from scored unpivot include nulls (
        value for name in (columns(c -> list_contains($normalised_columns, c)))
    ) as u
    inner join asked as a on a.name = u.name
),
present as (
    -- the weight of the measures that are known of a customer
    select place, sum(weight) as present
    from weighed
    where value is not null
    group by place
),
moved as (
    select
        w.place,
        w.tier,
        w.position,
        w.measure,
        m.move,
        row_number() over (
            partition by w.position, m.move
            order by
                case
                    when w.value is null or p.present + m.part * w.weight = 0
                        then w.score
                    else round(
                        (w.score * p.present + m.part * w.weight * w.value)
                            / (p.present + m.part * w.weight),
                        12
                    )
                end desc,
                w.place
        ) as rank
    from weighed as w
    inner join present as p on p.place = w.place
    cross join (values ('down', -0.2e0), ('up', 0.2e0)) as m(move, part)
),
member as (
    -- one row per customer of tier A and move
    select
        place,
        position,
        measure,
        move,
        rank <= (select count(*) from scored where tier = 'A') as stays
    from moved
    where tier = 'A'
)
