-- The customers behind each span: a row per customer who ordered in it, or
-- whose first order of all is in it.
span_began as (
    select span, starts_on, customer_key, returned
    from span_lifetimes
),

span_members as (
    select
        coalesce(o.customer_key, b.customer_key) as customer_key,
        coalesce(o.span, b.span) as span,
        coalesce(o.starts_on, b.starts_on) as starts_on,
        o.customer_key is not null as ordered,
        o.is_new,
        o.orders >= 2 as repeated,
        b.customer_key is not null as began,
        b.returned
    from span_customers as o
    full outer join span_began as b
        on b.span = o.span
        and b.starts_on = o.starts_on
        and b.customer_key = o.customer_key
)

select
    cast(m.customer_key as integer) as customer_key,
    cast(m.span as varchar) as span,
    cast(m.starts_on as date) as starts_on,
    cast(s.ends_on as date) as ends_on,
    cast(m.ordered as boolean) as ordered,
    cast(m.is_new as boolean) as is_new,
    cast(m.repeated as boolean) as repeated,
    cast(m.began as boolean) as began,
    cast(m.returned as boolean) as returned
from span_members as m
inner join spans as s on s.span = m.span and s.starts_on = m.starts_on
order by m.span, m.starts_on, m.customer_key
