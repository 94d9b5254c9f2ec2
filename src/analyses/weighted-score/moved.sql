-- Each weight a fifth lower and a fifth higher, all weights divided by their
-- sum again, the scores anew: is a member of tier A still among as many best?
with weighing as (
    -- the weights in their order, divided by their sum
    select [w / nullif(list_sum(given), 0) for w in given] as weights
    from (select cast($measures_weight as double[]) as given)
),
move as (
    select
        cast(unnest(range(1, 1 + len($measures_measure))) as utinyint)
            as position,
        unnest(cast($measures_measure as varchar[])) as measure,
        unnest(weights) as weight,
        move,
        part
    from weighing
    cross join (values ('down', -0.2e0), ('up', 0.2e0)) as m(move, part)
),
scored as not materialized (
    -- `present`: the weight of the measures that are known of a customer
    select
        customer_id,
        is_best,
        score,
        normalised,
        list_sum(list_transform(
            normalised,
            lambda n, i: case when n is not null then weights[i] end
        )) as present
    from (
        select
            customer_id,
            tier = 'A' as is_best,
            score,
            list_value(
                *columns(c -> list_contains($normalised_columns, c))
            ) as normalised
        from result
        where score is not null
    )
    cross join weighing
),
moved as not materialized (
    select
        s.customer_id,
        s.is_best,
        m.position,
        m.move,
        case
            when
                s.normalised[m.position] is null
                or s.present + m.part * m.weight = 0
                then s.score
            else round(
                (
                    s.score * s.present
                    + m.part * m.weight * s.normalised[m.position]
                ) / (s.present + m.part * m.weight),
                12
            )
        end as score
    from scored as s
    cross join move as m
),
contest as materialized (
    -- Tier A has n members; after the move the worst of them has the score
    -- `low`, the best of the others `high`. All n members have `low` or more:
    -- nobody below it is among the n best. Above `high` there are members
    -- only, n at the most: all of them are. Who stays is settled between.
    select
        position,
        move,
        min(score) filter (where is_best) as low,
        max(score) filter (where not is_best) as high
    from moved
    group by position, move
),
contender as materialized (
    select m.customer_id, m.is_best, m.position, m.move, m.score
    from moved as m
    inner join contest as c on c.position = m.position and c.move = m.move
    where m.score between c.low and c.high
),
left_over as (
    -- the places that members above `high` leave to the others
    select position, move, count(*) filter (where is_best) as places
    from contender
    group by position, move
),
leaver as (
    -- one row per customer of tier A and move that drops it
    select r.customer_id, r.position, m.measure, r.move
    from (
        select
            customer_id,
            is_best,
            position,
            move,
            row_number() over (
                partition by position, move order by score desc, customer_id
            ) as rank
        from contender
    ) as r
    inner join left_over as l on l.position = r.position and l.move = r.move
    inner join move as m on m.position = r.position and m.move = r.move
    where r.is_best and r.rank > l.places
)
