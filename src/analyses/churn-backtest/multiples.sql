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
        sum(r.cost) as cost
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
