-- The same statuses at the end of each period, by the cycle of the as-of date
-- throughout, so that what moves is customers and not the yardstick.
with
/* days.sql */,

/* look-now.sql */,

/* limits.sql */,

/* looks.sql */,

/* stretches.sql */,

by_days as (
    select
        look,
        status,
        days_since,
        sum(customers) as customers,
        sum(net_amount) as net_amount
    from seen
    group by look, status, days_since
),

ranked as (
    select
        *,
        sum(customers) over (
            partition by look, status order by days_since
        ) as upto,
        sum(customers) over (partition by look, status) as of_status
    from by_days
),

totals as (
    select
        look,
        status,
        sum(customers) as customers,
        sum(net_amount) as net_amount,
        -- the two in the middle, or the one
        (min(days_since) filter (where upto * 2 >= of_status)
            + min(days_since) filter (where upto * 2 >= of_status + 1)) / 2.0
            as median_days_since
    from ranked
    group by look, status
),

filled as (
    select
        l.look,
        l.day,
        p.position,
        p.status,
        coalesce(t.customers, 0) as customers,
        coalesce(t.net_amount, 0) as net_amount,
        t.median_days_since,
        sum(coalesce(t.customers, 0)) over (partition by l.look) as n,
        sum(coalesce(t.net_amount, 0)) over (partition by l.look)
            as net_amount_of_all,
        l.closed and case p.status
            when 'long_term_churned' then l.sees_long
            when 'short_term_churned' then l.sees_short
            else true
        end as complete
    from looks as l
    cross join (
        select
            unnest([
                'active', 'new', 'reactivated', 'short_term_churned',
                'long_term_churned'
            ]) as status,
            unnest(range(1, 6)) as position
    ) as p
    left join totals as t on t.look = l.look and t.status = p.status
)

select
    cast(day as date) as date,
    cast(status as varchar) as status,
    cast(customers as integer) as customers,
    cast(case when complete then customers / cast(nullif(n, 0) as double) end
        as double) as share,
    cast(net_amount as double) as net_amount,
    cast(case
        when complete and net_amount_of_all > 0
        then cast(net_amount as double) / cast(net_amount_of_all as double)
    end as double) as share_of_net_amount,
    cast(case when complete then median_days_since end as double)
        as median_days_since,
    cast(n as integer) as n,
    cast(complete as boolean) as complete
from filled
order by day, position
