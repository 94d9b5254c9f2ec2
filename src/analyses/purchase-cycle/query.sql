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

-- Who has not come back yet counts up to the last day observed. By gap: the
-- product limit over all gaps, open ones too (Peña, Strawderman and Hollander
-- 2001). By customer: a customer's closed gaps weigh 1 together, the open one
-- counts where it is the only one (Wang and Chang 1999).
risk_days as (
    select
        level_id,
        days,
        sum(case when still_open then 0 else weight end) as returns,
        sum(weight) as weight
    from (
        select
            level_id,
            days,
            still_open,
            count(*) * (case
                when $weight = 'gap' or own_gaps = 0 then 1
                when still_open then 0
                else 1 / own_gaps
            end) as weight
        from gaps
        group by level_id, days, still_open, own_gaps
    )
    group by level_id, days
),

risk_sets as (
    select
        level_id,
        days,
        returns,
        sum(weight) over (partition by level_id order by days desc) as at_risk
    from risk_days
),

survival as (
    select
        level_id,
        days,
        product(greatest(0, 1 - returns / at_risk)) over (
            partition by level_id order by days
        ) as away
    from risk_sets
    where returns > 0
),

medians as (
    select level_id, min(days) as km_median
    from survival
    where away <= 0.5 + 1e-9
    group by level_id
),

-- One row per level, the store always; whoever bought only once is there too.
buyers as (
    select
        level_id,
        count(distinct customer_key) filter (where not still_open)
            as customers,
        count(*) filter (where still_open) as open_gaps
    from gaps
    group by level_id
    union all
    select 'store', 0, 0
    where $level = 'store' and not exists (select * from gaps)
),

-- The name that a product had last.
names as (
    select
        l.product_id as level_id,
        max(struct_pack(day := o.day, name := l.product_name)).name as name
    from order_lines as l
    inner join known_orders as o
        on o.order_id = l.order_id and o.source_id = l.source_id
    where $level = 'product' and l.product_name is not null
    group by l.product_id
)

select
    cast(b.level_id as varchar) as level_id,
    cast(coalesce(n.name, b.level_id) as varchar) as level_name,
    cast(coalesce(l.gaps, 0) as integer) as gaps,
    cast(b.customers as integer) as customers,
    cast(case when l.gaps >= $min_gaps then
        case $statistic
            when 'p75' then q.p75
            when 'median' then q.p50
            when 'mean' then round(l.mean, 6)
            else q.p90
        end
    end as double) as cycle_days,
    cast(q.p25 as double) as p25,
    cast(q.p50 as double) as p50,
    cast(q.p75 as double) as p75,
    cast(q.p90 as double) as p90,
    cast(round(l.mean, 6) as double) as mean,
    cast(m.km_median as double) as km_median,
    cast(b.open_gaps as integer) as open_gaps,
    cast(coalesce(l.gaps >= $min_gaps, false) as boolean) as complete
from buyers as b
left join levels as l on l.level_id = b.level_id
left join quantiles as q on q.level_id = b.level_id
left join medians as m on m.level_id = b.level_id
left join names as n on n.level_id = b.level_id
order by gaps desc, b.level_id
