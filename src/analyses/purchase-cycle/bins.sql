-- Bars of the distribution at store level: at most 40 of one width, of 1, 2, 7
-- … days, up to three cycles and 98 % of the gaps; the last holds all above.
scale as (
    select
        max(g.days) as longest,
        least(max(g.days), greatest(
            quantile_cont(g.days, 0.98), ceil(3 * any_value(c.cycle_days))
        )) as extent
    from gaps as g
    cross join (select max(cycle_days) as cycle_days from result) as c
    where $level = 'store' and not g.still_open
),

widths as (
    select
        longest,
        extent,
        coalesce(list_min(list_filter(
            [1, 2, 7, 14, 30, 60, 90, 180, 365, 730],
            width -> extent / width <= 40
        )), 3650) as width
    from scale
    where extent is not null
),

bars as (
    select
        longest,
        width,
        cast(ceil(extent / width) as integer) as bars
    from widths
),

placed as (
    select
        g.*,
        1 + b.width * least((g.days - 1) // b.width, b.bars - 1) as bin_from
    from gaps as g
    left join bars as b on not g.still_open
)
