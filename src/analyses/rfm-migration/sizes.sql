-- How many customers are in each segment on a series of dates: as_of and each
-- step before it, by the same definitions, each date by its own cuts. A date is
-- complete when the data cover it in full; else its share is not known yet.
select
    cast(day as date) as date,
    cast(segment as varchar) as segment,
    cast(customers as integer) as customers,
    case when complete then customers / nullif(n, 0) end as share,
    cast(complete as boolean) as complete
from (
    with look as (
        select
            number as look,
            cast(
                cast($as_of as date)
                - to_months(cast(
                    number * if($step = 'quarter', 3, 1) as integer))
                as date) as day
        from (select unnest(range(0, $dates)) as number)
    ),
    /* series.sql */,
    /* scores.sql */,
    /* triples.sql */,
    place as (
        select
            unnest($scheme_segments) as segment,
            unnest(range(1, len($scheme_segments) + 1)) as position
    ),
    triple_count as (
        select look, r, f, m, count(*) as customers
        from scored
        group by look, r, f, m
    ),
    counted as (
        select look, segment, sum(customers) as customers
        from triple_count
        inner join segment_of using (r, f, m)
        group by look, segment
    )
    select
        look.day,
        place.segment,
        place.position,
        coalesce(c.customers, 0) as customers,
        cast(sum(coalesce(c.customers, 0)) over (partition by look.day)
            as double) as n,
        look.day <= least(
            cast($observed_through as date),
            cast($counted_through as date)
        ) as complete
    from look
    cross join place
    left join counted as c
        on c.look = look.look and c.segment = place.segment
)
order by day, position
