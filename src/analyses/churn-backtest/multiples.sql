-- Each multiple over the earlier dates, the later ones, and all; a customer
-- counts on each date. chosen: of the least cost on the earlier dates.
halves as (
    select unnest(['earlier', 'later', 'all']) as half
),

pooled as (
    select
        h.half,
        r.m,
        count(distinct r.date) as dates,
        sum(r.n) as n,
        sum(r.not_returned) as not_returned,
        sum(r.flagged) as flagged,
        sum(r.returned) as returned,
        sum(r.cost) as cost,
        coalesce(sum(r.flagged) filter (where r.p_alive is not null), 0)
            as modelled,
        coalesce(sum(r.returned) filter (where r.p_alive is not null), 0)
            as modelled_returned,
        sum(r.flagged * r.p_alive) as alive,
        sum(r.flagged * r.chance) as chance,
        sum(r.flagged * r.lowest_share) as lowest_returned
    from result as r
    inner join halves as h on h.half in (r.half, 'all')
    where r.complete
    group by h.half, r.m
),

chosen as (
    select m
    from pooled
    where half = 'earlier'
    order by cost, m
    limit 1
)
