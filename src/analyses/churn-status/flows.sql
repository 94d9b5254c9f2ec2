-- Who moved from which status to which between consecutive dates.
with
/* days.sql */,

/* look-now.sql */,

/* limits.sql */,

/* looks.sql */,

/* stretches.sql */,

/* moves.sql */,

/* transitions.sql */

select
    cast(l.day_before as date) as date_from,
    cast(l.day as date) as date_to,
    cast(t.from_status as varchar) as from_status,
    cast(t.to_status as varchar) as to_status,
    cast(t.customers as integer) as customers,
    cast(sum(t.customers) over (partition by t.look, t.from_status)
        as integer) as n,
    cast(l.closed as boolean) as complete
from transitions as t
inner join looks as l on l.look = t.look
order by
    l.day,
    list_position([
        'none', 'active', 'new', 'reactivated', 'short_term_churned',
        'long_term_churned'
    ], t.from_status),
    list_position([
        'active', 'new', 'reactivated', 'short_term_churned',
        'long_term_churned'
    ], t.to_status)
