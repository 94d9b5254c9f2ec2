-- The statuses in their order, whoever is in them. Who can have been lost is
-- known from the first purchase day on, and nobody before it: a status that
-- takes longer than that has no share yet.
status_places as (
    select
        p.position,
        p.status,
        l.cycle_days,
        coalesce(case p.status
            when 'long_term_churned' then l.long_days <= l.day - l.began
            when 'short_term_churned' then l.short_days <= l.day - l.began
            else true
        end, false)
            and l.cycle_days is not null
            and l.day <= r.observed + 1 as complete
    from (
        select
            unnest([
                'active', 'new', 'reactivated', 'short_term_churned',
                'long_term_churned'
            ]) as status,
            unnest(range(1, 6)) as position
    ) as p
    cross join limits as l
    cross join reading as r
),

status_totals as (
    select
        status,
        count(*) as customers,
        count(*) filter (where at_risk) as at_risk,
        sum(net_amount) as net_amount,
        quantile_cont(cast(days_since as double), 0.5) as median_days_since
    from standing
    group by status
),

rated_statuses as (
    select
        p.position,
        p.status,
        coalesce(t.customers, 0) as customers,
        coalesce(t.net_amount, 0) as net_amount,
        t.median_days_since,
        coalesce(t.at_risk, 0) as at_risk,
        sum(coalesce(t.customers, 0)) over () as n,
        sum(coalesce(t.net_amount, 0)) over () as net_amount_of_all,
        coalesce(t.customers, 0) / cast(
            nullif(sum(coalesce(t.customers, 0)) over (), 0) as double)
            as share,
        1.959963984540054 as z,
        p.complete
    from status_places as p
    left join status_totals as t on t.status = p.status
),

status_rows as (
    select
        cast(position as integer) as place,
        cast(status as varchar) as status,
        cast(customers as integer) as customers,
        cast(case when complete then share end as double) as share,
        cast(net_amount as double) as net_amount,
        cast(case
            when complete and net_amount_of_all > 0
            then cast(net_amount as double) / cast(net_amount_of_all as double)
        end as double) as share_of_net_amount,
        cast(case when complete then median_days_since end as double)
            as median_days_since,
        cast(n as integer) as n,
        cast(case when complete and n > 0 then greatest(0,
            (share + z * z / (2 * n)
                - z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
            / (1 + z * z / n)) end as double) as low,
        cast(case when complete and n > 0 then least(1,
            (share + z * z / (2 * n)
                + z * sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)))
            / (1 + z * z / n)) end as double) as high,
        cast(at_risk as integer) as at_risk,
        cast(complete as boolean) as complete
    from rated_statuses
)
