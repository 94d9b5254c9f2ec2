-- From each date to the next: of customers without an order between, and of
-- those with one; `none` is who had not ordered by the first of the two.
stays as (
    select
        look + 1 as look,
        before as from_status,
        /* status.sql */ as to_status,
        customers
    from (
        select
            s.look,
            s.customers,
            s.status as before,
            s.last_day,
            s.comeback_day,
            s.first_day,
            l.day,
            l.short_days,
            l.long_days
        from seen as s
        inner join looks as l on l.look = s.look + 1 and l.look < s.to_look
    )
),

-- The status at the first look of each stretch, and at its last.
ends as (
    select
        customer_key,
        from_look,
        first_status,
        /* status.sql */ as last_status
    from (
        select o.* exclude (day), l.day
        from (
            select
                *,
                /* status.sql */ as first_status
            from (
                select v.*, l.day
                from visible as v
                inner join looks as l on l.look = v.from_look
            )
        ) as o
        inner join looks as l on l.look = o.to_look - 1
    )
),

arrivals as (
    select
        customer_key,
        from_look as look,
        coalesce(lag(last_status) over (
            partition by customer_key order by from_look
        ), 'none') as from_status,
        first_status as to_status
    from ends
)
