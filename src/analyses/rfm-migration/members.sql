-- The customers behind each pair of segments, and behind each segment on each
-- date of the series.
with pair_of as (
    with look as (
        select
            1 as look,
            coalesce(cast($from as date), cast($as_of as date) - 90) as day
        union all
        select 2, cast($as_of as date)
    ),
    /* totals.sql */,
    /* scores.sql */,
    /* triples.sql */,
    segmented as (
        select look, customer_key, net_amount, segment
        from scored
        inner join segment_of using (r, f, m)
    ),
    /* moves.sql */
    select customer_key, from_segment, to_segment
    from move
),
sized as (
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
    /* triples.sql */
    select scored.customer_key, look.day as date, segment_of.segment
    from scored
    inner join segment_of using (r, f, m)
    inner join look using (look)
)
select
    customer_key,
    from_segment,
    to_segment,
    cast(null as date) as date,
    cast(null as varchar) as segment
from pair_of
union all
select
    customer_key,
    cast(null as varchar) as from_segment,
    cast(null as varchar) as to_segment,
    date,
    segment
from sized
order by customer_key
