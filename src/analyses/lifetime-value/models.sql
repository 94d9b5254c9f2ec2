-- The fitted parameters: shape and rate of buying, then a and b of leaving, or
-- shape and rate of leaving (s, beta). No row where there is no fit. horizon is
-- how far the split is asked to look, in units; force is the discount a unit.
models as (
    select
        m.split,
        m.fitted[1] as r,
        m.fitted[2] as alpha,
        m.fitted[3] as a,
        m.fitted[4] as b,
        case m.split
            when 'forecast' then cast($horizon as double)
            else (s.until - s.ends_on) / cast(s.unit_days as double)
        end as horizon,
        ln(1 + cast($discount_rate as double)) / 365 * s.unit_days as force
    from (
        values
        ('forecast', cast($fit_values as double[])),
        ('check', cast($check_values as double[]))
    ) as m (split, fitted)
    inner join splits as s on s.split = m.split
    where m.fitted is not null
),

-- Times at which expected orders are asked: the horizon, and for the forecast
-- eight more (Gauss-Legendre), over which discounting is summed.
gauss as (
    select (1 + side * place) / 2 as place, weight / 2 as weight
    from (
        values
        (0.1834346424956498e0, 0.3626837833783620e0),
        (0.5255324099163290e0, 0.3137066458778873e0),
        (0.7966664774136267e0, 0.2223810344533745e0),
        (0.9602898564975363e0, 0.1012285362903763e0)
    ) as half (place, weight)
    cross join (values (-1), (1)) as sides (side)
),

-- An order after t is worth e^(-force t); by parts, its sum is the last
-- expectation times e^(-force horizon) and force times the integral between.
moments as (
    select
        split,
        horizon as t,
        1.0e0 as share,
        exp(-force * horizon) as discounted
    from models
    union all
    select
        m.split,
        m.horizon * g.place,
        0,
        m.force * m.horizon * g.weight * exp(-m.force * m.horizon * g.place)
    from models as m
    cross join gauss as g
    where m.split = 'forecast' and m.force > 0
),

-- Who has bought x times and is still there leaves with a chance p that is
-- beta(a, b + x), under mbg_nbd beta(a, b + x + 1). Means over p by the
-- trapezoid on a stretched logit around its mode; log_p and log_q are ln p and
-- ln (1 - p).
chances as (
    select
        m.split,
        f.frequency,
        m.a,
        m.b + f.frequency + case $model when 'mbg_nbd' then 1 else 0 end
            as beyond
    from models as m
    inner join (
        select distinct split, frequency from histories
        union
        -- the newcomer, whom the tracking of weeks begins with
        select split, 0 from models
    ) as f on f.split = m.split
    where $model <> 'pareto_nbd'
),

logits as (
    select
        c.split,
        c.frequency,
        c.a,
        c.beyond,
        ln(c.a / c.beyond) as mode,
        ln(c.a / c.beyond)
        + sqrt(1 / c.a + 1 / c.beyond)
        * (exp(n.node / 10.0e0) - exp(-n.node / 10.0e0)) / 2 as logit,
        exp(n.node / 10.0e0) + exp(-n.node / 10.0e0) as stretch
    from chances as c
    cross join (select unnest(range(-65, 66)) as node) as n
),

nodes as (
    select
        split,
        frequency,
        exp(greatest(log_p, -700)) as p,
        weight / sum(weight) over (partition by split, frequency) as weight
    from (
        select
            split,
            frequency,
            least(0, logit) - ln(1 + exp(-abs(logit))) as log_p,
            stretch * exp(
                a * (
                    least(0, logit) - ln(1 + exp(-abs(logit)))
                    - least(0, mode) + ln(1 + exp(-abs(mode)))
                )
                + beyond * (
                    least(0, -logit) - ln(1 + exp(-abs(logit)))
                    - least(0, -mode) + ln(1 + exp(-abs(mode)))
                )
            ) as weight
        from logits
    )
    where weight > 1e-20
)
