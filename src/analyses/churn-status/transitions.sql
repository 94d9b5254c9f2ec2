transitions as (
    select
        t.look,
        t.from_status,
        t.to_status,
        sum(t.customers) as customers
    from (
        select look, from_status, to_status, customers
        from stays
        union all
        select look, from_status, to_status, 1
        from arrivals
    ) as t
    where t.look >= 2
    group by t.look, t.from_status, t.to_status
)
