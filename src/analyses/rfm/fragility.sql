/* shifted-cuts.sql */,
edge as (
    select
        dimension,
        bound,
        row_number() over (partition by dimension order by bound) as place
    from (select distinct dimension, bound from bound)
),
spot as (
    -- one row per customer: how many of all the bounds each value is above
    select
        number,
        max(place) filter (where dimension = 'r') as r,
        max(place) filter (where dimension = 'f') as f,
        max(place) filter (where dimension = 'm') as m
    from (
        select w.number, w.dimension, coalesce(e.place, 0) as place
        from worth as w
        asof left join edge as e
            on e.dimension = w.dimension and w.value > e.bound
    )
    group by number
),
cell as (
    -- customers who score alike under every change
    select r, f, m, segment, count(*) as customers
    from spot
    inner join known using (number)
    group by r, f, m, segment
),
passed as (
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
    inner join edge as e on e.dimension = b.dimension and e.bound = b.bound
    group by p.dimension, p.place, b.change
),
cell_change as (
    select
        cell.*,
        r.change,
        to_be.segment <> cell.segment as flips
    from cell
    inner join passed as r on r.dimension = 'r' and r.place = cell.r
    inner join passed as f
        on f.dimension = 'f' and f.place = cell.f and f.change = r.change
    inner join passed as m
        on m.dimension = 'm' and m.place = cell.m and m.change = r.change
    inner join segment_of as to_be
        on to_be.r = $classes - r.cuts
        and to_be.f = 1 + f.cuts
        and to_be.m = 1 + m.cuts
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
day_change as (
    -- one row per customer of either day; a segment is null where there is none
    select
        look,
        coalesce(k.customer_id, o.customer_id) as customer_id,
        k.segment,
        o.segment as other_segment
    from (
        select known.*, unnest([-7, 7]) as look from known
    ) as k
    full join other_day as o using (look, customer_id)
),
customer_fragile as (
    select
        known.customer_id,
        known.segment,
        cell_fragile.fragile or coalesce(d.flips, false) as fragile
    from known
    inner join spot using (number)
    inner join cell_fragile
        on cell_fragile.r = spot.r
        and cell_fragile.f = spot.f
        and cell_fragile.m = spot.m
        and cell_fragile.segment = known.segment
    left join (
        select customer_id, bool_or(segment <> other_segment) as flips
        from day_change
        where segment is not null and other_segment is not null
        group by customer_id
    ) as d on d.customer_id = known.customer_id
)
