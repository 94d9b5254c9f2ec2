-- weight: each customer's gaps weigh 1 together, or every gap weighs 1.
gap_days as (
    select
        level_id,
        days,
        sum(gaps) as gaps,
        sum(case $weight
            when 'customer' then gaps / own_gaps
            else gaps
        end) as weight,
        sum(case $weight
            when 'customer' then gaps / (own_gaps * own_gaps)
            else gaps
        end) as square
    from (
        select level_id, days, own_gaps, count(*) as gaps
        from gaps
        where not still_open
        group by level_id, days, own_gaps
    )
    group by level_id, days
),

-- effective: Kish's number of gaps of equal weight that say as much.
levels as (
    select
        level_id,
        sum(gaps) as gaps,
        sum(weight) as weight,
        sum(weight) * sum(weight) / sum(square) as effective,
        sum(weight * days) / sum(weight) as mean
    from gap_days
    group by level_id
),

-- Type 7 quantiles for weights (Akinshin 2023): the gaps in order lie end to
-- end on the line from 0 to effective, each as long as its weight; the quantile
-- is the mean of those over the unit from (effective - 1) * p on.
lengths as (
    select
        g.level_id,
        g.days,
        l.effective,
        sum(g.weight) over (partition by g.level_id order by g.days)
            * (l.effective / l.weight) as upto
    from gap_days as g
    inner join levels as l on l.level_id = g.level_id
),

covered as (
    select
        level_id,
        days,
        effective,
        upto,
        lag(upto, 1, 0) over (partition by level_id order by days) as since
    from lengths
),

pieces as (
    select
        c.level_id,
        q.p,
        c.days * (
            least(1, greatest(0, upto - (effective - 1) * q.p))
            - least(1, greatest(0, since - (effective - 1) * q.p))
        ) as piece
    from covered as c
    cross join (select unnest([0.25, 0.5, 0.75, 0.9]) as p) as q
),

quantiles as (
    -- to a millionth of a day, so that whole days are whole
    select
        level_id,
        round(sum(piece) filter (where p = 0.25), 6) as p25,
        round(sum(piece) filter (where p = 0.5), 6) as p50,
        round(sum(piece) filter (where p = 0.75), 6) as p75,
        round(sum(piece) filter (where p = 0.9), 6) as p90
    from pieces
    group by level_id
),

-- The chosen statistic of the levels with enough gaps.
cycles as (
    select
        l.level_id,
        case $statistic
            when 'p75' then q.p75
            when 'median' then q.p50
            when 'mean' then round(l.mean, 6)
            else q.p90
        end as cycle_days
    from levels as l
    inner join quantiles as q on q.level_id = l.level_id
    where l.gaps >= $min_gaps
)
