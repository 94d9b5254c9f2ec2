-- How long until the event, from `spells` (split, days, ended): whole days
-- (0 or more), and whether the event ended them or observation did. A spell
-- that observation ends on a day is at risk on it. Gives `curve` (one row per
-- split and day on which a spell ends) and `medians` (one row per split).
spell_days as (
    select
        split,
        days,
        count(*) filter (where ended) as events,
        count(*) filter (where not ended) as censored
    from spells
    group by split, days
),

risk_sets as (
    select
        split,
        days,
        events,
        censored,
        sum(events + censored) over (
            partition by split order by days desc
        ) as n
    from spell_days
),

-- survival: Kaplan and Meier (1958), relative_variance times its square its
-- variance (Greenwood 1926); hazard: Nelson (1972) and Aalen (1978).
steps as (
    select
        split,
        days,
        n,
        events,
        censored,
        product((n - events) / n) over w as survival,
        sum(case
            when events = 0 then 0.0
            else events / nullif(cast(n as double) * (n - events), 0)
        end) over w as relative_variance,
        sum(events / n) over w as hazard,
        sum(events / (cast(n as double) * n)) over w as hazard_variance
    from risk_sets
    window w as (partition by split order by days)
),

-- The bands at 95 %: of survival on the scale of log(-log), of the hazard on
-- the scale of log. There are none before the first event, and of survival
-- none where nobody is left.
spreads as (
    select
        *,
        case
            when survival > 0 and survival < 1
            then 1.959963984540054 * sqrt(relative_variance) / -ln(survival)
        end as survival_spread,
        case
            when hazard > 0
            then 1.959963984540054 * sqrt(hazard_variance) / hazard
        end as hazard_spread
    from steps
),

curve as (
    select
        split,
        days,
        n,
        events,
        censored,
        survival,
        case when survival > 0 then survival * sqrt(relative_variance) end
            as std_error,
        pow(survival, exp(survival_spread)) as low,
        pow(survival, exp(-survival_spread)) as high,
        hazard,
        sqrt(hazard_variance) as hazard_std_error,
        hazard * exp(-hazard_spread) as hazard_low,
        hazard * exp(hazard_spread) as hazard_high
    from spreads
),

-- The first day with at most half left; the interval is where the band holds
-- one half (Brookmeyer and Crowley 1982). A product that is one half on paper
-- may end a few units in the last place above it.
medians as (
    select
        split,
        min(days) filter (where survival <= 0.5 + 1e-9) as median_days,
        min(days) filter (where low <= 0.5 + 1e-9) as median_low,
        min(days) filter (where high <= 0.5 + 1e-9) as median_high
    from curve
    group by split
)
