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

-- One row for each customer and date since the first order.
dated as (
    select
        customer_key,
        look,
        /* status.sql */ as status
    from (
        select v.*, l.look, l.day
        from visible as v
        inner join looks as l on l.look >= v.from_look and l.look < v.to_look
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
    l.day,
    coalesce(b.status, 'none')
from dated as d
inner join looks as l on l.look = d.look
left join dated as b on b.customer_key = d.customer_key
    and b.look = d.look - 1
order by customer_key
