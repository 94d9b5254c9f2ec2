-- The groups as they were assigned, and what became of them on the way.
assigned_counts as (
    select
        count(*) filter (where not first.is_control) as treated_assigned,
        count(*) filter (where first.is_control) as control_assigned,
        count(*) filter (where crossed) as crossed,
        coalesce(sum(contacts) filter (where not first.is_control), 0)
            as contacts,
        count(*) filter (where customer_key is null and not first.is_control)
            as unknown
    from assigned
),

window_counts as (
    select
        count(*) filter (where treated and not closed and not too_early)
            as treated_open,
        count(*) filter (where not treated and not closed and not too_early)
            as control_open,
        count(*) filter (where treated and too_early) as too_early,
        count(*) filter (where treated and orders > 0) as treated_so_far,
        min(starts_on) filter (where treated) as first_sent_on,
        max(starts_on) filter (where treated) as last_sent_on,
        max(ends_on) filter (where treated) as ends_on
    from facts
    where k = 0
),

compared_counts as (
    select
        count(*) filter (where treated) as treated_n,
        count(*) filter (where not treated) as control_n
    from units
    where k = 0
)

select
    cast((select campaign from chosen) as varchar) as campaign,
    cast(m.matched as boolean) as matched,
    cast(a.treated_assigned as integer) as treated_assigned,
    cast(a.control_assigned as integer) as control_assigned,
    cast(c.treated_n as integer) as treated_n,
    cast(c.control_n as integer) as control_n,
    cast(w.treated_open as integer) as treated_open,
    cast(w.control_open as integer) as control_open,
    cast(w.too_early as integer) as too_early,
    cast(a.treated_assigned - w.treated_open - w.too_early - c.treated_n
        as integer) as unmatched,
    cast(a.crossed as integer) as crossed,
    cast(a.unknown as integer) as unknown,
    cast(w.treated_so_far as integer) as treated_so_far,
    cast(w.first_sent_on as date) as first_sent_on,
    cast(w.last_sent_on as date) as last_sent_on,
    cast(w.ends_on as date) as ends_on,
    cast(a.control_assigned
        / nullif(a.treated_assigned + a.control_assigned, 0) as double)
        as control_share,
    cast(case when not m.matched then $fit_ratio_p end as double) as ratio_p
from assigned_counts as a
cross join modes as m
cross join window_counts as w
cross join compared_counts as c
