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
        count(*) filter (where still_open) as open_gaps
    from gaps
    group by level_id
    union all
    select 'store', 0
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
    cast(coalesce(l.customers, 0) as integer) as customers,
    cast(c.cycle_days as double) as cycle_days,
    cast(q.p25 as double) as p25,
    cast(q.p50 as double) as p50,
    cast(q.p75 as double) as p75,
    cast(q.p90 as double) as p90,
    cast(round(l.mean, 6) as double) as mean,
    cast(m.km_median as double) as km_median,
    cast(b.open_gaps as integer) as open_gaps,
    cast(c.low as double) as low,
    cast(c.high as double) as high,
    cast(c.level_id is not null as boolean) as complete
from buyers as b
left join levels as l on l.level_id = b.level_id
left join quantiles as q on q.level_id = b.level_id
left join cycles as c on c.level_id = b.level_id
left join medians as m on m.level_id = b.level_id
left join names as n on n.level_id = b.level_id
order by gaps desc, b.level_id
