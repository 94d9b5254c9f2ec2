-- The model fitted on each date, by what was known then: shape and rate of
-- buying, then a and b of leaving, or shape and rate of leaving (s, beta). No
-- row where there is no fit. Time is in days.
models as (
    select
        number as split,
        fitted[1] as r,
        fitted[2] as alpha,
        fitted[3] as a,
        fitted[4] as b
    from (
        select
            number,
            (cast($model_values as double[][]))[number] as fitted
        from tried
    )
    where fitted is not null
),

splits as (
    select number as split, 1 as unit_days
    from tried
),

/* alive.sql */,

-- The chance of an order within the horizon of who is still there: of one who
-- cannot leave before it 1 - (A / (A + h))^n, with A = alpha + T, n = r + x. Under
-- mbg_nbd nobody leaves before it. Under pareto_nbd each share of that chance,
-- in the order of its day u, counts by (B / (B + u))^s, with B = beta + T: the
-- chance not to have left by then.
orders_ahead as (
    select
        h.split,
        h.frequency,
        h.age,
        m.r + h.frequency as n,
        m.alpha + h.age as rate,
        m.a as s,
        m.b + h.age as leaving,
        1 - exp(-(m.r + h.frequency)
            * ln(1 + cast($horizon_days as double) / (m.alpha + h.age)))
            as chance
    from (select distinct split, frequency, age from histories) as h
    inner join models as m on m.split = h.split
),

ordering as (
    select split, frequency, age, chance
    from orders_ahead
    where $model <> 'pareto_nbd'
    union all
    select
        o.split,
        o.frequency,
        o.age,
        any_value(o.chance) * sum(
            d.weight * exp(-o.s * ln(1 + o.rate / o.leaving * (
                exp(least(-ln(1 - o.chance * d.place) / o.n,
                    ln(1 + cast($horizon_days as double) / o.rate))) - 1
            )))
        )
    from orders_ahead as o
    cross join double_exponential as d
    where $model = 'pareto_nbd'
    group by o.split, o.frequency, o.age
),

-- chance: of an order within the horizon; null where there is no fit.
predicted as (
    select
        h.*,
        a.p_alive,
        a.p_alive * o.chance as chance
    from histories as h
    left join alive as a on a.split = h.split
        and a.frequency = h.frequency
        and a.recency = h.recency
        and a.age = h.age
    left join ordering as o on o.split = h.split
        and o.frequency = h.frequency
        and o.age = h.age
)
