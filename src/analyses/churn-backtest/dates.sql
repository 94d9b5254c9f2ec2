-- The past dates on which the rule is tried, the latest such that the days
-- after it, in which customers may order again, are observed.
tried as (
    select
        *,
        row_number() over (order by day) as number,
        count(*) over () as dates
    from (
        select cast(r.observed - cast($horizon_days as integer)
            - k * cast($every_days as integer) as date) as day
        from reading as r
        cross join (
            select cast(unnest(range(0, $dates)) as integer) as k
        )
    )
    cross join begun
    where day >= first_day
),

-- The first of these dates on or after each purchase day.
first_tried as (
    select d.day, t.number
    from (select distinct day from purchases) as d
    asof inner join tried as t on d.day <= t.day
)
