-- The churn rate between consecutive dates: of those not long-term churned at
-- the first, the share who are at the second.
with
/* days.sql */,

/* look-now.sql */,

/* limits.sql */,

/* looks.sql */,

/* stretches.sql */,

/* moves.sql */,

/* transitions.sql */,

rated as (
    select
        l.look,
        l.day_before,
        l.day,
        l.closed and l.sees_long as complete,
        coalesce(t.n, 0) as n,
        coalesce(t.churned, 0) as churned,
        coalesce(t.churned, 0) / cast(nullif(coalesce(t.n, 0), 0) as double)
            as share,
        1.959963984540054 as z
    from looks as l
    left join (
        select
            look,
            sum(customers) as n,
            coalesce(sum(customers) filter (
                where to_status = 'long_term_churned'
            ), 0) as churned
        from transitions
        where from_status not in ('none', 'long_term_churned')
        group by look
    ) as t on t.look = l.look
    where l.look >= 2
)

select
    cast(day_before as date) as date_from,
    cast(day as date) as date_to,
    cast(n as integer) as n,
    cast(churned as integer) as churned,
    cast(case when complete then share end as double) as churn_rate,
    cast(case when complete and n > 0 then greatest(0,
        (share + z * z / (2 * n)
            - z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
        / (1 + z * z / n)) end as double) as low,
    cast(case when complete and n > 0 then least(1,
        (share + z * z / (2 * n)
            + z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
        / (1 + z * z / n)) end as double) as high,
    cast(complete as boolean) as complete
from rated
order by look
