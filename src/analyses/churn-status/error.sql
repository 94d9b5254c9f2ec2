-- The measured error of the rule: of those whom it called lost `horizon_days`
-- ago, by the cycle as it was known then, the share who have ordered since.
with
/* days.sql */,

looked as (
    select cast(observed - cast($horizon_days as integer) as date) as day
    from reading
),

/* limits.sql */,

-- The gap that was open on that day, and whether an order ended it since.
flagged as (
    select
        status,
        count(*) as n,
        count(*) filter (where returned) as returned
    from (
        select
            case
                when l.day - p.day > l.long_days then 'long_term_churned'
                else 'short_term_churned'
            end as status,
            coalesce(p.next_day <= r.observed, false) as returned
        from purchases as p
        cross join limits as l
        cross join reading as r
        where p.day <= l.day
            and (p.next_day is null or p.next_day > l.day)
            and l.day - p.day > l.short_days
    )
    group by status
),

rated as (
    select
        l.day,
        l.cycle_days,
        s.status,
        coalesce(f.n, 0) as n,
        coalesce(f.returned, 0) as returned,
        coalesce(f.returned, 0) / cast(nullif(coalesce(f.n, 0), 0) as double)
            as share,
        1.959963984540054 as z
    from limits as l
    cross join (
        select unnest([
            'churned', 'short_term_churned', 'long_term_churned'
        ]) as status
    ) as s
    left join (
        select status, n, returned from flagged
        union all
        select 'churned', sum(n), sum(returned) from flagged
    ) as f on f.status = s.status
)

select
    cast(status as varchar) as status,
    cast(day as date) as flagged_on,
    cast(cycle_days as double) as cycle_days,
    cast(n as integer) as n,
    cast(returned as integer) as returned,
    cast(share as double) as share,
    cast(case when n > 0 then greatest(0, (share + z * z / (2 * n)
        - z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
        / (1 + z * z / n)) end as double) as low,
    cast(case when n > 0 then least(1, (share + z * z / (2 * n)
        + z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
        / (1 + z * z / n)) end as double) as high
from rated
order by status
