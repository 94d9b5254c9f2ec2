-- The cycle of each level, from `gap_counts` (level_id, days, own_gaps, gaps):
-- closed gaps of so many days, by how many its customer has. weight: each
-- customer's gaps weigh 1 together, or every gap weighs 1.
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
        end) as square,
        sum(gaps / own_gaps) as customers,
        sum(gaps * own_gaps) as crowd
    from gap_counts
    group by level_id, days
),

-- effective: Kish's number of gaps of equal weight that say as much;
-- informants: of customers, whose gaps are alike and say little anew.
levels as (
    select
        level_id,
        sum(gaps) as gaps,
        sum(weight) as weight,
        sum(weight) * sum(weight) / sum(square) as effective,
        round(sum(customers)) as customers,
        case $weight
            when 'customer' then round(sum(customers))
            else sum(gaps) * sum(gaps) / sum(crowd)
        end as informants,
        sum(weight * days) / sum(weight) as mean,
        sqrt(greatest(0, sum(weight * days * days) / sum(weight)
            - pow(sum(weight * days) / sum(weight), 2))) as deviation
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

-- The interval of a quantile lies between those of its p, more and less 1.96
-- standard errors of a share p of the informants (Woodruff 1952).
asked as (
    select
        level_id,
        unnest(['p25', 'p50', 'p75', 'p90', 'low', 'high']) as name,
        unnest([
            0.25, 0.5, 0.75, 0.9,
            greatest(0, p - 1.959963984540054 * error),
            least(1, p + 1.959963984540054 * error)
        ]) as p
    from (
        select
            level_id,
            p,
            sqrt(p * (1 - p) / informants) as error
        from levels
        cross join (
            select case $statistic
                when 'median' then 0.5
                when 'p90' then 0.9
                else 0.75
            end as p
        )
    )
),

pieces as (
    select
        c.level_id,
        q.name,
        c.days * (
            least(1, greatest(0, upto - (effective - 1) * q.p))
            - least(1, greatest(0, since - (effective - 1) * q.p))
        ) as piece
    from covered as c
    inner join asked as q on q.level_id = c.level_id
),

quantiles as (
    -- to a millionth of a day, so that whole days are whole
    select
        level_id,
        round(sum(piece) filter (where name = 'p25'), 6) as p25,
        round(sum(piece) filter (where name = 'p50'), 6) as p50,
        round(sum(piece) filter (where name = 'p75'), 6) as p75,
        round(sum(piece) filter (where name = 'p90'), 6) as p90,
        round(sum(piece) filter (where name = 'low'), 6) as low,
        round(sum(piece) filter (where name = 'high'), 6) as high
    from pieces
    group by level_id
),

-- The chosen statistic of the levels with enough gaps, and its interval; that
-- of the mean takes each informant for one gap, which is rather too wide.
cycles as (
    select
        l.level_id,
        case $statistic
            when 'p75' then q.p75
            when 'median' then q.p50
            when 'mean' then round(l.mean, 6)
            else q.p90
        end as cycle_days,
        case $statistic
            when 'mean' then round(greatest(0, l.mean
                - 1.959963984540054 * l.deviation / sqrt(l.informants)), 6)
            else q.low
        end as low,
        case $statistic
            when 'mean' then round(l.mean
                + 1.959963984540054 * l.deviation / sqrt(l.informants), 6)
            else q.high
        end as high
    from levels as l
    inner join quantiles as q on q.level_id = l.level_id
    where l.gaps >= $min_gaps
)
