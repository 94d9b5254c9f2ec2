-- The customers behind each status now, by orders made and by how they began,
-- and behind each status and move on each date.
with
/* days.sql */,

/* look-now.sql */,

/* limits.sql */,

/* standing.sql */,

/* grouped.sql */,

/* looks.sql */,

/* stretches.sql */,

/* moves.sql */,

-- Who had which status on each date, and who had which on the date before it:
-- not kept, so that only the date of the mark is unfolded.
dated as not materialized (
    select
        customer_key,
        day as date,
        /* status.sql */ as status
    from (
        select v.*, l.day
        from visible as v
        inner join looks as l on l.look >= v.from_look and l.look < v.to_look
    )
),

dated_before as not materialized (
    select
        customer_key,
        date,
        /* status.sql */ as status
    from (
        select v.*, l.day_before as day, l.day as date
        from visible as v
        inner join looks as l
            on l.look > v.from_look and l.look <= v.to_look
    )
)

select
    cast(s.customer_key as integer) as customer_key,
    cast(s.customer_id as varchar) as customer_id,
    cast(s.status as varchar) as status,
    cast(s.at_risk as boolean) as at_risk,
    s.status in ('short_term_churned', 'long_term_churned') as churned,
    cast(g.dimension as varchar) as dimension,
    cast(g.position as integer) as position,
    cast(null as date) as date,
    cast(null as varchar) as from_status
from standing as s
inner join grouped as g on g.customer_key = s.customer_key
union all
select
    d.customer_key,
    null,
    d.status,
    null,
    null,
    null,
    null,
    d.date,
    coalesce(b.status, 'none')
from dated as d
left join dated_before as b on b.customer_key = d.customer_key
    and b.date = d.date
order by customer_key
