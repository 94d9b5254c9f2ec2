-- ABC: what each customer or product brought up to the as-of date,
-- ranked, and its tier.
-- cumulative: A while what was ranked before is below the first share of the
-- sum of positive values (whoever crosses it is still A), then B, then C.
-- headcount: A while (rank - 1) / n is below the first share, then B, then C.
-- A value of zero is C, a negative one "loss".
-- a1: the first fifth of A. promote: the first fifth of B. prune: all of loss.
with known_order as (
    select order_id, source_id, customer_key, customer_id, net_amount
    from orders
    where ordered_at < $as_of + interval 1 day
),
customer_value as (
    select
        any_value(customer_id) as entity_id,
        any_value(customer_id) as name,
        case $by
            when 'orders' then cast(count(*) as decimal(28, 4))
            else cast(coalesce(sum(net_amount), 0) as decimal(28, 4))
        end as value
    from known_order
    where $entity = 'customer' and customer_key is not null
    group by customer_key
),
line as (
    select l.product_id, l.order_id, l.source_id, l.quantity, l.net_amount
    from order_lines as l
    semi join known_order as o
        on o.order_id = l.order_id and o.source_id = l.source_id
    where $entity = 'product' and l.product_id is not null
),
product_value as (
    select
        product_id as entity_id,
        coalesce(any_value(p.product_name), product_id) as name,
        case $by
            when 'orders' then
                cast(count(distinct (order_id, source_id)) as decimal(28, 4))
            when 'quantity' then
                cast(coalesce(sum(l.quantity), 0) as decimal(28, 4))
            else cast(coalesce(sum(l.net_amount), 0) as decimal(28, 4))
        end as value
    from line as l
    left join products as p using (product_id)
    group by product_id
),
entity as (
    from customer_value
    union all
    from product_value
),
ranked as (
    select
        *,
        row_number() over best_first as rank,
        sum(value) over (
            best_first rows between unbounded preceding and current row
        ) as cumulative_value,
        count(*) over () as entities,
        sum(greatest(value, 0)) over () as positive_total
    from entity
    window best_first as (order by value desc, entity_id)
),
placed as (
    -- where the entity begins on the scale that is cut, and where the cuts are
    select
        *,
        case $cut
            when 'headcount' then cast(rank - 1 as decimal(28, 4))
            else cast(cumulative_value - value as decimal(28, 4))
        end as start,
        cast(
            case $cut when 'headcount' then entities else positive_total end
            as decimal(28, 4)
        ) as whole,
        cast(
            case $cut
                when 'headcount' then $headcount_cuts[1]
                else $cumulative_cuts[1]
            end as decimal(9, 8)
        ) as cut_a,
        cast(
            case $cut
                when 'headcount' then $headcount_cuts[2]
                else $cumulative_cuts[2]
            end as decimal(9, 8)
        ) as cut_b
    from ranked
),
tiered as (
    select
        *,
        case
            when value < 0 then 'loss'
            when value = 0 then 'C'
            when start < cut_a * whole then 'A'
            when start < cut_b * whole then 'B'
            else 'C'
        end as tier
    from placed
),
numbered as (
    select
        *,
        row_number() over (partition by tier order by rank) as rank_in_tier,
        count(*) over (partition by tier) as tier_entities
    from tiered
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
    ) as flag
from numbered
order by rank
