-- Of the customers with 1, 2, 3 or more orders, and of those who began by each
-- value of a dimension, the share who have left.
with
/* days.sql */,

/* look-now.sql */,

/* limits.sql */,

/* standing.sql */,

/* statuses.sql */,

/* grouped.sql */,

counted as (
    select
        dimension,
        position,
        count(*) as n,
        count(*) filter (where status = 'short_term_churned') as short_term,
        count(*) filter (where status = 'long_term_churned') as long_term
    from grouped
    group by dimension, position
),

rated as (
    select
        c.*,
        c.short_term + c.long_term as churned,
        (c.short_term + c.long_term) / cast(c.n as double) as share,
        case
            when c.dimension = 'split' and c.position = 9 then null
            when c.dimension = 'split' then p.split
            when c.position = 3 then '3+'
            else cast(c.position as varchar)
        end as label,
        1.959963984540054 as z,
        s.complete
    from counted as c
    left join splits as p on c.dimension = 'split' and c.position < 9
        and p.position = c.position
    inner join status_places as s on s.status = 'short_term_churned'
)

select
    cast(dimension as varchar) as dimension,
    cast(position as integer) as position,
    cast(label as varchar) as label,
    cast(n as integer) as n,
    cast(churned as integer) as churned,
    cast(case when complete then share end as double) as rate,
    cast(case when complete then greatest(0, (share + z * z / (2 * n)
        - z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
        / (1 + z * z / n)) end as double) as low,
    cast(case when complete then least(1, (share + z * z / (2 * n)
        + z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
        / (1 + z * z / n)) end as double) as high,
    cast(short_term as integer) as short_term_churned,
    cast(long_term as integer) as long_term_churned,
    cast(complete as boolean) as complete
from rated
order by dimension, position
