-- The customers of the forecast by what they have done: repeat days, 7 and more
-- together, and how long ago the last was, in ten classes of one width.
widths as (
    select
        greatest(1, ceil((max(age) + 1) / 10)) as units
    from result
),

placed as (
    select
        r.*,
        least(r.frequency, 7) as class,
        floor((r.age - r.recency) / w.units) as bin,
        w.units
    from result as r
    cross join widths as w
)
