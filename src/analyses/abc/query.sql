-- ABC: what each entity (customer, product, category, channel or country)
-- brought up to the as-of date, ranked, and its tier.
-- cumulative: A while what was ranked before is below the first cut of the
-- sum of positive values (whoever crosses it is still A), then B, and so on.
-- headcount: A while (rank - 1) / n is below the first cut, then B, and so on.
-- A value of zero is in the last tier, a negative one "loss".
-- a1: the first fifth of A. promote: the first fifth of B. prune: all of loss.
with look as (
    -- 0 is the as-of date, the other a week before it. A week after it is none
    -- of its own: no order after the as-of date is known, and without one
    -- everybody has the tier of today
    select 0 as look, cast($as_of as date) as day
    union all
    select -1, cast($as_of as date) - 7
    where $stability
),
/* entities.sql */,
ranked as materialized (
    select
        *,
        cast(row_number() over best_first as integer) as rank,
        sum(value) over (
            best_first rows between unbounded preceding and current row
        ) as cumulative_value
    from entity
    window best_first as (
        partition by look order by value desc, entity_id nulls last
    )
),
sized as (
    select
        look,
        count(*) as entities,
        sum(greatest(value, 0)) as positive_total
    from ranked
    group by look
),
placed as not materialized (
    -- where the entity begins on the scale that is cut
    select
        r.*,
        s.positive_total,
        case $cut
            when 'headcount' then cast(r.rank - 1 as decimal(28, 4))
            else cast(r.cumulative_value - r.value as decimal(28, 4))
        end as start,
        cast(
            case $cut when 'headcount' then s.entities else s.positive_total end
            as decimal(28, 4)
        ) as whole
    from ranked as r
    inner join sized as s on s.look = r.look
),
mass_of as not materialized (
    -- what the cuts measure, in whole units so that sums of few are exact
    select
        r.rank,
        s.entities,
        case $cut
            when 'headcount' then 1
            else cast(greatest(r.value, 0) * 10000 as hugeint)
        end as mass
    from ranked as r
    inner join sized as s on s.look = r.look
    where r.look = 0 and $stability
),
/* draws.sql */,
stepped as not materialized (
    -- 1 is the first tier
    select
        p.*,
        case
            when value < 0 then 0
            when value = 0 then 1 + len(cuts)
            else 1 + len([c for c in cuts if start >= c * whole])
        end as step,
        case
            when not $stability then null
            when value < 0 then 0
            when value = 0 then 1 + len(cuts)
            else 1 + len([c for c in lower_cuts if start >= c * whole])
        end as lower_step,
        case
            when not $stability then null
            when value < 0 then 0
            when value = 0 then 1 + len(cuts)
            else 1 + len([c for c in higher_cuts if start >= c * whole])
        end as higher_step
    from placed as p
    cross join cut
),
tier_size as (
    -- a tier is a stretch of ranks
    select step, min(rank) as first_rank, count(*) as entities
    from stepped
    where look = 0
    group by step
),
stayed as (
    -- from each rank on, the share of draws in which the tier is another
    select
        stay.step,
        stay.from_rank,
        lead(stay.from_rank) over (
            partition by stay.step order by stay.from_rank
        ) as next_rank,
        1 - stay.draws / draws.draws as share
    from stay
    cross join draws
),
flipping as (
    -- the share of each rank; a value that is not above zero has its tier by
    -- itself
    select n.rank, s.share
    from (
        select rank, step from stepped where look = 0 and value > 0
    ) as n
    inner join stayed as s
        on s.step = n.step
        and n.rank >= s.from_rank
        and (s.next_rank is null or n.rank < s.next_rank)
    where $stability
),
compared as (
    -- each entity beside itself a week before
    select
        n.*,
        n.rank - t.first_rank + 1 as rank_in_tier,
        t.entities as tier_entities,
        b.step as before_step,
        case
            when not $stability or draws.draws is null then null
            when n.value <= 0 then 0
            else coalesce(f.share, 1)
        end as flip_share
    from (from stepped where look = 0) as n
    inner join tier_size as t on t.step = n.step
    left join (select entity_id, step from stepped where look = -1) as b
        on b.entity_id is not distinct from n.entity_id
    left join flipping as f on f.rank = n.rank
    left join draws on true
),
/* variation.sql */,
lettered as (
    select
        c.*,
        v.periods,
        v.units / nullif(v.periods, 0) as mean_quantity,
        v.cv_squared,
        case
            when step = 0 then 'loss' else chr(cast(64 + step as integer))
        end as tier,
        case
            when lower_step = 0 then 'loss' else chr(cast(64 + lower_step as integer))
        end as tier_cuts_down,
        case
            when higher_step = 0 then 'loss' else chr(cast(64 + higher_step as integer))
        end as tier_cuts_up,
        case
            when before_step = 0 then 'loss' else chr(cast(64 + before_step as integer))
        end as tier_days_before,
        case
            when not $stability then null
            when step = 0 then 'loss'
            else chr(cast(64 + step as integer))
        end as tier_days_after
    from compared as c
    left join variation as v
        on $entity = 'product' and v.entity_id = c.entity_id
)
select
    cast(entity_id as varchar) as entity_id,
    cast(name as varchar) as name,
    cast(value as double) as value,
    cast(rank as integer) as rank,
    cast(cumulative_value as double) as cumulative_value,
    cast(cumulative_value as double)
        / nullif(cast(positive_total as double), 0) as cumulative_share,
    cast(tier as varchar) as tier,
    cast(
        case
            when tier = 'loss' then 'prune'
            -- ceil(0.2 * n) in whole numbers
            when rank_in_tier > (tier_entities + 4) // 5 then null
            when tier = 'A' then 'a1'
            when tier = 'B' then 'promote'
        end as varchar
    ) as flag,
    cast(case when $by = 'profit' and net_amount > 0
        then cast(value as double) / cast(net_amount as double)
    end as double) as margin,
    cast(case when $by = 'profit' and costs > 0
        then cast(value as double) / cast(costs as double)
    end as double) as roi,
    cast(periods as integer) as periods,
    cast(mean_quantity as double) as mean_quantity,
    cast(sqrt(cv_squared) as double) as cv,
    cast(case
        when cv_squared <= $xyz_cuts[1] * $xyz_cuts[1] then 'X'
        when cv_squared <= $xyz_cuts[2] * $xyz_cuts[2] then 'Y'
        when cv_squared is not null then 'Z'
    end as varchar) as xyz,
    cast(tier_days_before as varchar) as tier_days_before,
    cast(tier_days_after as varchar) as tier_days_after,
    cast(tier_cuts_down as varchar) as tier_cuts_down,
    cast(tier_cuts_up as varchar) as tier_cuts_up,
    cast(flip_share as double) as flip_share,
    cast(case when $stability then
        coalesce(tier_days_before <> tier, false)
        or tier_cuts_down <> tier
        or tier_cuts_up <> tier
        or flip_share > 0.05
    end as boolean) as fragile
from lettered
order by rank
