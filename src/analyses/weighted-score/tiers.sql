-- Per tier, all four of them: how many customers, from which score to which,
-- and the net amount of all their orders; `none` has no score.
with tier as (
    select * from (values (1, 'A'), (2, 'B'), (3, 'C'), (4, 'none'))
        as t(place, tier)
),
summed as (
    select
        tier,
        count(*) as customers,
        min(score) as score_low,
        max(score) as score_high,
        sum(cast(net_amount as decimal(28, 4))) as net_amount
    from result
    group by tier
),
whole as (
    select
        count(*) as customers,
        sum(cast(net_amount as decimal(28, 4))) as net_amount
    from result
)
select
    cast(t.tier as varchar) as tier,
    cast(coalesce(s.customers, 0) as integer) as customers,
    cast(coalesce(s.customers, 0) as double)
        / nullif(w.customers, 0) as share,
    cast(s.score_low as double) as score_low,
    cast(s.score_high as double) as score_high,
    cast(coalesce(s.net_amount, 0) as double) as net_amount,
    cast(coalesce(s.net_amount, 0) as double)
        / case when w.net_amount > 0 then cast(w.net_amount as double) end
        as share_of_net_amount
from tier as t
left join summed as s on s.tier = t.tier
cross join whole as w
order by t.place
