-- RFM migration: each customer's segment on the first date and at the as-of
-- date, by the same definitions, each date by its own cuts. from_segment `new`:
-- the first order of all came after the first date; `outside`: no counted order
-- on that date (outside the window, or left out by the filter).
-- share: of those of from_segment; low, high: its 95 % Wilson interval.
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
/* moves.sql */,
moved as (
    select
        from_segment,
        to_segment,
        count(*) as customers,
        sum(net_amount_change) as net_amount_change
    from move
    group by from_segment, to_segment
),
place as (
    select
        unnest(list_concat($scheme_segments, ['new', 'outside'])) as segment,
        unnest(range(1, len($scheme_segments) + 3)) as position
),
pair as (
    -- every pair of the scheme's segments, and new to each; outside only where
    -- somebody is
    select
        a.segment as from_segment,
        b.segment as to_segment,
        a.position as from_position,
        b.position as to_position,
        coalesce(moved.customers, 0) as customers,
        coalesce(moved.net_amount_change, 0) as net_amount_change,
        cast(sum(coalesce(moved.customers, 0)) over (partition by a.segment)
            as double) as n
    from place as a
    cross join place as b
    left join moved
        on moved.from_segment = a.segment and moved.to_segment = b.segment
    where
        b.segment <> 'new'
        and (
            moved.customers > 0
            or (a.segment <> 'outside' and b.segment <> 'outside')
        )
),
rated as (
    select *, customers / nullif(n, 0) as share, 1.959963984540054 as z
    from pair
)
select
    cast(from_segment as varchar) as from_segment,
    cast(to_segment as varchar) as to_segment,
    cast(customers as integer) as customers,
    cast(share as double) as share,
    cast(net_amount_change as double) as net_amount_change,
    cast(n as integer) as n,
    case
        when n > 0 then greatest(0.0e0,
            (share + z * z / (2 * n)
                - z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
            / (1 + z * z / n))
    end as low,
    case
        when n > 0 then least(1.0e0,
            (share + z * z / (2 * n)
                + z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
            / (1 + z * z / n))
    end as high
from rated
order by from_position, to_position
