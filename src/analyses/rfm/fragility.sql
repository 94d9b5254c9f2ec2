/* shifted-cuts.sql */,
edge as (
    select
        dimension,
        bound,
        row_number() over (partition by dimension order by bound) as place
    from (select distinct dimension, bound from bound)
),
height as materialized (
    -- how many of all the bounds each value is above
    select dimension, value, place
    from (
        select
            dimension,
            value,
            is_edge,
            sum(is_edge) over (
                partition by dimension order by value, is_edge
                rows between unbounded preceding and current row
            ) as place
        from (
            select dimension, value, 0 as is_edge from tally
            union all
            select dimension, bound, 1 from edge
        )
    )
    where is_edge = 0
),
spot as materialized (
    -- one row per customer: the heights of the three values
    select
        known.number,
        known.customer_id,
        known.segment,
        r.place as r,
        f.place as f,
        m.place as m
    from known
    inner join height as r on r.dimension = 'r' and r.value = known.days
    inner join height as f on f.dimension = 'f' and f.value = known.orders
    inner join height as m on m.dimension = 'm' and m.value = known.money
),
cell as (
    -- customers who score alike under every change
    select r, f, m, segment, count(*) as customers
    from spot
    group by r, f, m, segment
),
passed as (
    -- the changes, and how many cuts of each a value of that height passes
    select
        dimension,
        place,
        list(change order by change) as changes,
        list(cuts order by change) as cuts
    from (
        select p.dimension, p.place, b.change, count(*) filter (
            where e.place <= p.place) as cuts
        from (
            select distinct 'r' as dimension, r as place from cell
            union all
            select distinct 'f', f from cell
            union all
            select distinct 'm', m from cell
        ) as p
        inner join bound as b on b.dimension = p.dimension
        inner join edge as e
            on e.dimension = b.dimension and e.bound = b.bound
        group by p.dimension, p.place, b.change
    )
    group by dimension, place
),
cell_change as (
    -- lists side by side, so that nothing but the cells is multiplied
    select
        c.r,
        c.f,
        c.m,
        c.segment,
        c.customers,
        c.change,
        to_be.segment <> c.segment as flips
    from (
        select
            cell.*,
            unnest(r.changes) as change,
            unnest(r.cuts) as r_cuts,
            unnest(f.cuts) as f_cuts,
            unnest(m.cuts) as m_cuts
        from cell
        inner join passed as r on r.dimension = 'r' and r.place = cell.r
        inner join passed as f on f.dimension = 'f' and f.place = cell.f
        inner join passed as m on m.dimension = 'm' and m.place = cell.m
    ) as c
    inner join segment_of as to_be
        on to_be.r = $classes - c.r_cuts
        and to_be.f = 1 + c.f_cuts
        and to_be.m = 1 + c.m_cuts
),
cell_fragile as (
    select
        r,
        f,
        m,
        segment,
        count(*) filter (where flips and change < 0) > 0
            or count(*) filter (where flips and change > 0)
                > 0.05 * count(*) filter (where change > 0) as fragile
    from cell_change
    group by r, f, m, segment
),
other_day as (
    select look, customer_id, segment
    from (
        with look as (
            select
                unnest([-7, 7]) as look,
                cast($as_of as date) + unnest([-7, 7]) as day
            where $stability
        ),
        /* totals.sql */,
        /* scores.sql */
        select scored.look, scored.customer_id, segment_of.segment
        from scored
        inner join segment_of using (r, f, m)
    )
),
day_change as materialized (
    -- one row per customer of the other day; no number where there was or will
    -- be a segment on that day only
    select
        o.look,
        known.number,
        known.segment <> o.segment as flips
    from other_day as o
    left join known on known.customer_id = o.customer_id
),
customer_fragile as (
    select
        spot.customer_id,
        spot.segment,
        cell_fragile.fragile or coalesce(d.flips, false) as fragile
    from spot
    inner join cell_fragile
        on cell_fragile.r = spot.r
        and cell_fragile.f = spot.f
        and cell_fragile.m = spot.m
        and cell_fragile.segment = spot.segment
    left join (
        select number, bool_or(flips) as flips
        from day_change
        where number is not null
        group by number
    ) as d on d.number = spot.number
)
