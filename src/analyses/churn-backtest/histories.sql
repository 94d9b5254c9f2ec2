-- What each customer had done by each date: frequency counts the days with an
-- order after the first; recency and age are the days from the first to the
-- last of them and to the date. Customers alike are counted together; returned
-- is told only afterwards, by who ordered within the horizon.
stays as (
    select
        first_day,
        day,
        frequency,
        next_day,
        from_number,
        to_number,
        count(*) as customers
    from (
        select
            p.first_day,
            p.day,
            p.frequency,
            p.next_day,
            f.number as from_number,
            coalesce(
                t.number,
                1 + (select max(number) from tried)
            ) as to_number
        from (
            select
                day,
                next_day,
                min(day) over own as first_day,
                row_number() over own - 1 as frequency
            from purchases
            window own as (partition by customer_key order by day)
        ) as p
        inner join first_tried as f on f.day = p.day
        left join first_tried as t on t.day = p.next_day
    )
    where from_number < to_number
    group by first_day, day, frequency, next_day, from_number, to_number
),

histories as (
    select
        s.number as split,
        s.frequency,
        s.day - s.first_day as recency,
        t.day - s.first_day as age,
        sum(s.customers) as customers,
        coalesce(sum(s.customers) filter (
            where s.next_day - t.day <= $horizon_days
        ), 0) as returned
    from (
        select *, unnest(range(from_number, to_number)) as number
        from stays
    ) as s
    inner join tried as t on t.number = s.number
    group by s.number, s.frequency, s.day - s.first_day, t.day - s.first_day
)
