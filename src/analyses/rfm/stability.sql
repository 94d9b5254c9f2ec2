-- How firm the segments are (only where `stability` is asked for): the share of
-- customers whose segment changes when
-- days_before, days_after: seen 7 days earlier or later, later without orders
--   after as_of; customers of both days only;
-- cuts_down, cuts_up: every quantile cut moved by one percent of the ranking,
--   every mean, median or typed cut by one day, order and unit of money;
-- bootstrap: the mean of 200 draws of the customers, cuts computed anew (typed
--   cuts stay); low and high hold 95 % of the draws;
-- any: fragile ones, who change under one of the four, or in more than 5 % of
--   the draws; of all, then of each segment in the scheme's order.
-- A draw takes a bucket of customers as often as Poisson with mean 1 says.
with /* triples.sql */,
/* fragility.sql */,
counted as materialized (
    select
        change,
        cast(null as integer) as look,
        cast(null as varchar) as segment,
        sum(customers) as customers,
        coalesce(sum(customers) filter (where flips), 0) as flipped,
        0 as only_now,
        0 as only_then
    from cell_change
    group by change
    union all
    select
        null,
        look,
        null,
        coalesce(both_days, 0),
        coalesce(flipped, 0),
        now - coalesce(both_days, 0),
        coalesce(only_then, 0)
    from (select unnest([-7, 7]) as look)
    cross join (select count(*) as now from known)
    left join (
        select
            look,
            count(number) as both_days,
            count(*) filter (where flips) as flipped,
            count(*) filter (where number is null) as only_then
        from day_change
        group by look
    ) using (look)
    where now > 0 or only_then > 0
    union all
    select null, null, segment, count(*), count(*) filter (where fragile),
        0, 0
    from customer_fragile
    group by segment
),
segment as (
    select
        unnest($scheme_segments) as segment,
        unnest(range(1, len($scheme_segments) + 1)) as position
),
whole as (
    select coalesce(sum(customers), 0) as customers
    from counted
    where segment is not null
),
perturbed as (
    select
        case look when -7 then 1 else 2 end as position,
        case look when -7 then 'days_before' else 'days_after' end
            as perturbation,
        cast(null as varchar) as segment,
        customers,
        cast(flipped as double) as flipped,
        only_now,
        only_then,
        cast(null as double) as low,
        cast(null as double) as high
    from counted
    where look is not null
    union all
    select
        2 - change,
        case change when -1 then 'cuts_down' else 'cuts_up' end,
        null, customers, flipped, 0, 0, null, null
    from counted
    where change < 0
    union all
    select
        5, 'bootstrap', null, any_value(whole.customers),
        coalesce(avg(flipped), 0), 0, 0,
        coalesce(quantile_cont(flipped, 0.025), 0)
            / any_value(whole.customers),
        coalesce(quantile_cont(flipped, 0.975), 0)
            / any_value(whole.customers)
    from whole
    left join counted on counted.change > 0
    where whole.customers > 0
    union all
    select 6, 'any', null, sum(customers), sum(flipped), 0, 0, null, null
    from counted
    where segment is not null
    having count(*) > 0
    union all
    select
        6 + position, 'any', segment, coalesce(customers, 0),
        coalesce(flipped, 0), 0, 0, null, null
    from segment
    left join counted using (segment)
    where (select customers from whole) > 0
),
rated as (
    select
        *,
        cast(customers as double) as n,
        flipped / nullif(customers, 0) as share,
        1.959963984540054 as z
    from perturbed
)
select
    cast(perturbation as varchar) as perturbation,
    cast(segment as varchar) as segment,
    cast(customers as integer) as customers,
    cast(flipped as double) as flipped,
    cast(share as double) as share,
    case
        when perturbation = 'bootstrap' then low
        when n > 0 then greatest(0.0e0,
            (share + z * z / (2 * n)
                - z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
            / (1 + z * z / n))
    end as low,
    case
        when perturbation = 'bootstrap' then high
        when n > 0 then least(1.0e0,
            (share + z * z / (2 * n)
                + z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
            / (1 + z * z / n))
    end as high,
    cast(only_now as integer) as only_now,
    cast(only_then as integer) as only_then
from rated
order by position
