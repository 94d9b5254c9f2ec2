-- Per segment, in the scheme's order and also where nobody is in it: how many
-- customers, what they brought, both as shares, and the medians of R, F and M.
with customer_money as (
    -- what each customer brought, whichever measure M is
    select customer_id, cast(monetary as decimal(28, 4)) as net_amount
    from result
    where $monetary = 'net_amount'
    union all
    select customer_id, cast(net_amount as decimal(28, 4)) as net_amount
    from (
        with look as (
            select 1 as look, cast($as_of as date) as day
        ),
        /* totals.sql */
        select customer_id, net_amount from total
    )
    where $monetary <> 'net_amount'
),
segment as (
    select
        unnest($scheme_segments) as segment,
        unnest(range(1, len($scheme_segments) + 1)) as position
),
summed as (
    select
        segment,
        count(*) as customers,
        sum(c.net_amount) as net_amount,
        median(recency_days) as recency_days,
        median(frequency) as frequency,
        median(monetary) as monetary
    from result
    join customer_money as c using (customer_id)
    group by segment
),
whole as (
    select
        cast(sum(customers) as double) as customers,
        cast(sum(net_amount) as double) as net_amount
    from summed
)
select
    cast(segment as varchar) as segment,
    cast(coalesce(s.customers, 0) as integer) as customers,
    coalesce(s.customers, 0) / nullif(whole.customers, 0) as share,
    cast(coalesce(s.net_amount, 0) as double) as net_amount,
    cast(coalesce(s.net_amount, 0) as double)
        / nullif(whole.net_amount, 0) as share_of_net_amount,
    cast(s.recency_days as double) as median_recency_days,
    cast(s.frequency as double) as median_frequency,
    cast(s.monetary as double) as median_monetary
from segment
left join summed as s using (segment)
cross join whole
order by position
