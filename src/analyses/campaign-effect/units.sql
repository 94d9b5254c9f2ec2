-- Customers whose window is over. Fifths of the contacted by recency,
-- frequency and money as of the day before; without an assigned control group
-- whoever has ordered before is compared within the 125 fields of these.
observed_facts as (
    select f.*
    from facts as f
    cross join modes as m
    where f.closed and (f.orders_before > 0 or not m.matched)
),

cuts as (
    select
        k,
        list_transform(
            quantile_cont(cast(recency_days as double), [0.2, 0.4, 0.6, 0.8]),
            lambda cut: round(cut, 6)
        ) as recency_cuts,
        list_transform(
            quantile_cont(cast(orders_before as double), [0.2, 0.4, 0.6, 0.8]),
            lambda cut: round(cut, 6)
        ) as frequency_cuts,
        list_transform(
            quantile_cont(cast(net_before as double), [0.2, 0.4, 0.6, 0.8]),
            lambda cut: round(cut, 6)
        ) as money_cuts
    from observed_facts
    where treated and orders_before > 0
    group by k
),

placed as (
    select
        f.*,
        case when f.orders_before > 0 then len(list_filter(
            c.recency_cuts, lambda cut: cut < f.recency_days
        )) end as recency_class,
        case when f.orders_before > 0 then len(list_filter(
            c.frequency_cuts, lambda cut: cut < f.orders_before
        )) end as frequency_class,
        case when f.orders_before > 0 then len(list_filter(
            c.money_cuts, lambda cut: cut < cast(f.net_before as double)
        )) end as money_class,
        case when m.matched then
            25 * recency_class + 5 * frequency_class + money_class
        else 0 end as stratum
    from observed_facts as f
    cross join modes as m
    left join cuts as c on c.k = f.k
),

strata as (
    select
        k,
        stratum,
        count(*) filter (where treated) as treated_n,
        count(*) filter (where not treated) as control_n
    from placed
    group by k, stratum
),

-- A matched customer weighs as many contacted ones as there are in the field
-- for each control; fields with fewer than two controls are left out.
weighted as (
    select
        p.*,
        case
            when not m.matched then 1
            when s.treated_n = 0 or s.control_n < 2 then null
            when p.treated then 1
            else s.treated_n / s.control_n
        end as weight
    from placed as p
    cross join modes as m
    inner join strata as s on s.k = p.k and s.stratum = p.stratum
),

units as (
    select * from weighted where weight is not null
)
