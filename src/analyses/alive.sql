-- P(alive) of each history: `histories` (split, frequency, recency, age in days),
-- under the parameters of its split: `models` (split, r, alpha, a, b, in units of
-- time), `splits` (split, unit_days).
-- The odds of having left against being there still, in logarithms: under
-- bg_nbd and mbg_nbd a / (b + k - 1) ((alpha + T) / (alpha + t_x))^(r + x) with
-- k = x chances to leave, under mbg_nbd one more; without a chance nobody left.
closed_odds as (
    select
        h.*,
        case
            when h.chances > 0
            then ln(m.a / (m.b + h.chances - 1))
                + (m.r + h.frequency)
                * ln(
                    (m.alpha + h.age / cast(s.unit_days as double))
                    / (m.alpha + h.recency / cast(s.unit_days as double))
                )
        end as log_odds
    from (
        select
            split,
            frequency,
            recency,
            age,
            frequency + case $model when 'mbg_nbd' then 1 else 0 end as chances
        from histories
        where $model <> 'pareto_nbd'
        group by split, frequency, recency, age
    ) as h
    inner join models as m on m.split = h.split
    inner join splits as s on s.split = h.split
),

-- Under pareto_nbd they are s times the integral over y from t_x to T of
-- ((alpha + T) / (alpha + y))^(r + x) ((beta + T) / (beta + y))^s / (beta + y),
-- here over the logarithm of near + y, near the smaller of alpha and beta, by
-- the double exponential rule (Takahasi and Mori 1974); beyond e^-40 of its
-- beginning the integrand adds nothing.
stretches as (
    select
        *,
        case
            when slope > 0 then least(ln((near + until) / (near + since)), 40 / slope)
            else ln((near + until) / (near + since))
        end as reach
    from (
        select
            h.split,
            h.frequency,
            h.recency,
            h.age,
            m.alpha,
            m.a as s,
            m.b as beta,
            m.r + h.frequency as n,
            least(m.alpha, m.b) as near,
            h.recency / cast(s.unit_days as double) as since,
            h.age / cast(s.unit_days as double) as until,
            case
                when m.b <= m.alpha
                then m.a + (m.r + h.frequency)
                    * (m.b * s.unit_days + h.recency)
                    / (m.alpha * s.unit_days + h.recency)
                else m.r + h.frequency - 1
                    + (m.a + 1) * (m.alpha * s.unit_days + h.recency)
                    / (m.b * s.unit_days + h.recency)
            end as slope
        from (
            select distinct split, frequency, recency, age from histories
        ) as h
        inner join models as m on m.split = h.split
        inner join splits as s on s.split = h.split
        where $model = 'pareto_nbd'
    )
),

double_exponential as (
    select place, weight / sum(weight) over () as weight
    from (
        select
            1 / (1 + exp(-u)) as place,
            stretch / (exp(u / 2) + exp(-u / 2)) ** 2 as weight
        from (
            select
                pi() * (exp(node / 8.0e0) - exp(-node / 8.0e0)) / 2 as u,
                exp(node / 8.0e0) + exp(-node / 8.0e0) as stretch
            from (select unnest(range(-25, 26)) as node)
        )
    )
),

summed_odds as (
    select
        split,
        frequency,
        recency,
        age,
        -- the odds are summed against their value at t_x, which may be huge
        any_value(log_start) + ln(sum(weight * exp(greatest(
            log_value - log_start, -700
        )))) as log_odds
    from (
        select
            split,
            frequency,
            recency,
            age,
            weight,
            ln(s) + ln(reach)
            + n * ln((alpha + until) / (alpha + since))
            + s * ln((beta + until) / (beta + since))
            + ln((near + since) / (beta + since)) as log_start,
            ln(s) + ln(reach)
            + n * ln((alpha + until) / (alpha + y))
            + s * ln((beta + until) / (beta + y))
            + ln((near + y) / (beta + y)) as log_value
        from (
            select
                t.*,
                d.weight,
                (t.near + t.since) * exp(t.reach * d.place) - t.near as y
            from stretches as t
            cross join double_exponential as d
            where t.reach > 0
        )
    )
    group by split, frequency, recency, age
),

alive as (
    select
        split,
        frequency,
        recency,
        age,
        case
            when log_odds is null then 1
            when log_odds > 700 then 0
            else 1 / (1 + exp(log_odds))
        end as p_alive
    from (
        select split, frequency, recency, age, log_odds
        from closed_odds
        union all
        select s.split, s.frequency, s.recency, s.age, o.log_odds
        from stretches as s
        left join summed_odds as o
            on
                o.split = s.split
                and o.frequency = s.frequency
                and o.recency = s.recency
                and o.age = s.age
    )
)
