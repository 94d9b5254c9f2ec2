-- How many entities have another tier when seen otherwise, among those that
-- are there both times, with the Wilson interval at 95 %. bootstrap: the mean
-- over the draws, and the interval that holds 95 % of them. days_after: a week
-- later without orders after as_of, when everybody has the tier of today.
with mass_of as (
    select
        rank,
        count(*) over () as entities,
        case $cut
            when 'headcount' then 1
            else cast(greatest(cast(value as decimal(28, 4)), 0) * 10000
                as hugeint)
        end as mass
    from result
    where $stability
),
/* draws.sql */,
base as (
    -- the ranks of each step among the positive values
    select
        step,
        coalesce(max(last_rank) over (
            order by step rows between unbounded preceding and 1 preceding
        ), 0) as before_rank,
        max(last_rank) over (order by step) as last_rank,
        positive,
        n
    from (
        select
            step,
            coalesce(max(rank) filter (
                where value > 0 and tier = chr(cast(64 + step as integer))
            ), 0) as last_rank,
            count(*) filter (where value > 0) as positive,
            count(*) as n
        from result
        cross join (select unnest(range(1, len($cuts) + 2)) as step)
        where $stability
        group by step
    )
),
drawn_step as (
    -- and the same in a draw
    select
        draw,
        cut as step,
        lag(last_rank, 1, 0) over (partition by draw order by cut)
            as before_rank,
        last_rank
    from (
        from boundary
        union all
        select draw, len($cuts) + 1, null from boundary group by draw
    )
),
draw_flips as (
    select
        d.draw,
        any_value(b.n) as n,
        any_value(b.positive) - sum(greatest(
            0,
            least(coalesce(d.last_rank, b.positive), b.last_rank)
            - greatest(d.before_rank, b.before_rank)
        )) as flipped
    from drawn_step as d
    inner join base as b on b.step = d.step
    group by d.draw
),
looked as (
    select
        unnest(['days_before', 'days_after', 'cuts_down', 'cuts_up'])
            as perturbation,
        tier,
        unnest([
            tier_days_before, tier_days_after, tier_cuts_down, tier_cuts_up
        ]) as other_tier
    from result
    where $stability
),
counted as (
    select
        perturbation,
        count(other_tier) as n,
        cast(count(*) filter (where other_tier <> tier) as double) as flipped,
        null as low,
        null as high
    from looked
    group by perturbation
    union all
    select
        'bootstrap',
        any_value(n),
        avg(flipped),
        quantile_cont(flipped / n, 0.025),
        quantile_cont(flipped / n, 0.975)
    from draw_flips
    having count(*) > 0
),
shared as (
    select
        p.place,
        p.perturbation,
        coalesce(c.n, 0) as n,
        coalesce(c.flipped, 0) as flipped,
        c.flipped / nullif(c.n, 0) as share,
        1.959963984540054 * 1.959963984540054 / nullif(c.n, 0) as zz,
        c.low,
        c.high
    from (
        select
            unnest(['days_before', 'days_after', 'cuts_down', 'cuts_up',
                'bootstrap']) as perturbation,
            unnest(range(5)) as place
    ) as p
    left join counted as c on c.perturbation = p.perturbation
    where $stability
)
select
    cast(perturbation as varchar) as perturbation,
    cast(n as integer) as entities,
    cast(flipped as double) as flipped,
    cast(share as double) as share,
    cast(case
        when low is not null then low
        when flipped = 0 and n > 0 then 0
        else (share + zz / 2 - sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when high is not null then high
        when flipped = n and n > 0 then 1
        else (share + zz / 2 + sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    true as complete
from shared
order by place
