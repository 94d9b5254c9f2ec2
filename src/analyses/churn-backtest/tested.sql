-- How many gaps of each customer had ended, and on which dates it was so many.
ended_gaps as (
    select
        p.customer_key,
        p.gap as days,
        row_number() over own as gap_number,
        f.number as from_number,
        coalesce(
            t.number,
            1 + (select max(number) from tried)
        ) as to_number
    from purchases as p
    inner join first_tried as f on f.day = p.day
    left join first_tried as t on t.day = p.next_day
    where p.gap is not null
    window own as (partition by p.customer_key order by p.day)
),

gap_counts as (
    select
        cast(number as varchar) as level_id,
        days,
        own_gaps,
        sum(gaps) as gaps
    from (
        select
            g.days,
            s.gap_number as own_gaps,
            unnest(range(s.from_number, s.to_number)) as number,
            count(*) as gaps
        from ended_gaps as s
        inner join ended_gaps as g on g.customer_key = s.customer_key
            and g.gap_number <= s.gap_number
        where s.from_number < s.to_number
        group by g.days, s.gap_number, s.from_number, s.to_number
    )
    group by number, days, own_gaps
),

/* cycle.sql */,

-- The cycle as it was known on each date: no gap that ended later is in it.
tested as (
    select
        t.number,
        t.day,
        case when t.number <= t.dates // 2 then 'earlier' else 'later' end
            as half,
        case $cycle
            when 'typed' then cast($cycle_days as double)
            else c.cycle_days
        end as cycle_days
    from tried as t
    left join cycles as c on c.level_id = cast(t.number as varchar)
),

multiples as (
    select distinct unnest(cast($multiples as double[])) as m
)
