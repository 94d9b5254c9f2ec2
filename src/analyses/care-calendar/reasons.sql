-- Each reason that is asked for, the most valuable first: whom it holds for in
-- the coming days, and who is written to for it.
found as (
    select
        reason,
        count(distinct customer_key) as candidates,
        count(distinct customer_key) filter (where is_quiet) as quiet
    from candidates
    group by reason
),

written as (
    select
        reason,
        count(distinct customer_key) as customers,
        count(*) as contacts
    from listed
    group by reason
)

select
    cast(a.reason as varchar) as reason,
    cast(coalesce(f.candidates, 0) as integer) as candidates,
    cast(coalesce(w.customers, 0) as integer) as customers,
    cast(coalesce(w.contacts, 0) as integer) as contacts,
    cast(coalesce(f.quiet, 0) as integer) as contacted_before
from (
    select
        unnest(cast($reasons_reason as varchar[])) as reason,
        unnest(range(len(cast($reasons_reason as varchar[])))) as position
) as a
left join found as f on f.reason = a.reason
left join written as w on w.reason = a.reason
order by a.position
