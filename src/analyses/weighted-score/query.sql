-- Weighted score: each measure of a customer who ordered up to the as-of date,
-- brought to one scale and weighed. Weights are divided by their sum.
-- percentile_rank: the share of the others whose value is worse (equal values
-- share it). min_max: 0 the worst, 1 the best. z_score: standard deviations (of
-- the sample) better than the mean. Where all are equal, everyone has 0.
-- Direction: what is better, the higher value or the lower.
-- Rank by score, then customer_id. A while (rank - 1) / n is below the first
-- cut, B below the second, then C; none without a score.
with asked as (
    -- the measures in their order
    select
        position,
        measure,
        direction,
        weight / nullif(sum(weight) over (), 0) as weight
    from (
        select
            unnest(range(1, 1 + len($measures_measure))) as position,
            unnest(cast($measures_measure as varchar[])) as measure,
            unnest(cast($measures_direction as varchar[])) as direction,
            unnest(cast($measures_weight as double[])) as weight
    )
),
known_order as not materialized (
    select
        order_id,
        customer_key,
        customer_id,
        cast(ordered_at as date) as ordered_on,
        net_amount,
        gross_amount,
        discount_amount,
        shipping_amount,
        tax_amount,
        cost_amount,
        items
    from orders
    where
        customer_key is not null
        and ordered_at < $as_of + interval 1 day
),
refunded as (
    -- booked on its day; under every other policy it is in net_amount already
    select r.customer_key, sum(r.amount) as amount
    from refunds as r
    inner join (
        select order_id, customer_key, min(ordered_on) as ordered_on
        from known_order
        group by order_id, customer_key
    ) as o on o.order_id = r.order_id and o.customer_key = r.customer_key
    where
        $refund_policy = 'at_refund_date'
        and coalesce(cast(r.refunded_at as date), o.ordered_on) <= $as_of
    group by r.customer_key
),
order_gap as (
    -- days between consecutive days with an order
    select customer_key, median(gap) as median_gap_days
    from (
        select
            customer_key,
            ordered_on - lag(ordered_on) over (
                partition by customer_key order by ordered_on
            ) as gap
        from (
            select distinct customer_key, ordered_on
            from known_order
            where list_contains($measures_measure, 'median_gap_days')
        )
    )
    where gap is not null
    group by customer_key
),
total as (
    -- one row per customer; what one order leaves unknown is unknown of the sum
    select
        customer_key,
        any_value(customer_id) as customer_id,
        $as_of - max(ordered_on) as recency_days,
        $as_of - min(ordered_on) as tenure_days,
        count(*) as orders,
        count(distinct ordered_on) filter (
            where list_contains($measures_measure, 'order_days')
        ) as order_days,
        coalesce(sum(net_amount), 0) as net_amount,
        case when count(cost_amount) = count(*) then
            coalesce(sum(net_amount), 0)
            - case $amount_rule
                when 'goods' then 0
                else coalesce(sum(shipping_amount), 0)
                    + coalesce(sum(tax_amount), 0)
            end
            - sum(cost_amount)
        end as profit,
        case when count(items) = count(*) then sum(items) end as items,
        sum(discount_amount) filter (where gross_amount is not null)
            as discount_amount,
        sum(gross_amount) filter (where discount_amount is not null)
            as gross_amount
    from known_order
    group by customer_key
),
customer as (
    -- ratios are kept to a few decimals, so that ties stay ties
    select
        t.customer_key,
        t.customer_id,
        t.recency_days,
        t.tenure_days,
        t.orders,
        t.order_days,
        t.net_amount - coalesce(r.amount, 0) as net_amount,
        cast(
            (t.net_amount - coalesce(r.amount, 0)) / t.orders
            as decimal(28, 4)
        ) as average_order_value,
        t.profit - coalesce(r.amount, 0) as profit,
        t.items,
        round(
            cast(t.discount_amount as double)
                / case when t.gross_amount > 0 then t.gross_amount end,
            8
        ) as discount_share,
        g.median_gap_days
    from total as t
    left join refunded as r on r.customer_key = t.customer_key
    left join order_gap as g on g.customer_key = t.customer_key
),
typed_attribute as (
    select
        customer_id as attribute_of,
        cast(columns(
            c -> c = 'customer_id' or list_contains($measures_measure, c)
        ) as varchar)
    from customer_attributes
),
attribute as (
    -- the columns of customer files that are asked for, where they hold numbers
    select
        attribute_of as customer_id,
        measure,
        try_cast(value as double) as value
    from (
        unpivot typed_attribute on columns(* exclude (attribute_of))
        into name measure value value
    )
    where measure <> 'customer_id' and isfinite(try_cast(value as double))
),
measured as (
    -- one row per customer and measure with a value; more `worth` is better
    select
        c.customer_key,
        a.position,
        case a.measure
            when 'recency_days' then cast(c.recency_days as double)
            when 'tenure_days' then cast(c.tenure_days as double)
            when 'orders' then cast(c.orders as double)
            when 'order_days' then cast(c.order_days as double)
            when 'net_amount' then cast(c.net_amount as double)
            when 'average_order_value'
                then cast(c.average_order_value as double)
            when 'profit' then cast(c.profit as double)
            when 'items' then cast(c.items as double)
            when 'discount_share' then c.discount_share
            when 'median_gap_days' then c.median_gap_days
        end as value,
        case a.direction when 'lower' then 0 - value else value end as worth
    from customer as c
    cross join asked as a
    where value is not null
    union all
    select
        c.customer_key,
        a.position,
        f.value,
        case a.direction when 'lower' then 0 - f.value else f.value end
    from attribute as f
    inner join asked as a
        on a.measure = f.measure
        and not list_contains($order_measures, a.measure)
    inner join customer as c on c.customer_id = f.customer_id
),
spread as (
    select
        position,
        min(worth) as low,
        max(worth) as high,
        avg(worth) as mean,
        stddev_samp(worth) as deviation
    from measured
    group by position
),
normalised as (
    select
        k.customer_key,
        k.position,
        k.value,
        round(
            case
                when s.low = s.high then 0
                when $normalisation = 'percentile_rank' then percent_rank()
                    over (partition by k.position order by k.worth)
                when $normalisation = 'min_max'
                    then (k.worth - s.low) / (s.high - s.low)
                else (k.worth - s.mean) / s.deviation
            end,
            12
        ) as normalised
    from measured as k
    inner join spread as s on s.position = k.position
),
weighed as (
    -- side by side again; `present`: the weight of the measures that are known
    select
        customer_key,
        sum(weight * normalised) as weighted,
        sum(weight) as present,
        count(*) filter (where weight > 0) as known,
        max(normalised) filter (where position = 1) as normalised_1,
        max(normalised) filter (where position = 2) as normalised_2,
        max(normalised) filter (where position = 3) as normalised_3,
        max(normalised) filter (where position = 4) as normalised_4,
        max(normalised) filter (where position = 5) as normalised_5,
        max(normalised) filter (where position = 6) as normalised_6,
        max(normalised) filter (where position = 7) as normalised_7,
        max(normalised) filter (where position = 8) as normalised_8,
        max(value) filter (where position = 1) as value_1,
        max(value) filter (where position = 2) as value_2,
        max(value) filter (where position = 3) as value_3,
        max(value) filter (where position = 4) as value_4,
        max(value) filter (where position = 5) as value_5,
        max(value) filter (where position = 6) as value_6,
        max(value) filter (where position = 7) as value_7,
        max(value) filter (where position = 8) as value_8
    from normalised
    inner join (select position, weight from asked) as a using (position)
    group by customer_key
),
scored as (
    -- compared to twelve decimals: what is equal on paper shares its score
    select
        c.customer_key,
        c.customer_id,
        c.net_amount,
        w.* exclude (customer_key, weighted, present, known),
        case
            when
                $missing = 'other_weights'
                or w.known = (select count(*) from asked where weight > 0)
                then round(w.weighted / nullif(w.present, 0), 12)
        end as score
    from customer as c
    left join weighed as w on w.customer_key = c.customer_key
),
ranked as (
    select
        *,
        case when score is not null then row_number() over (
            order by score desc nulls last, customer_id
        ) end as rank,
        count(score) over () as scores
    from scored
),
named as (
    select
        cast(customer_id as varchar) as customer_id,
        normalised_1 as $normalised_1,
        normalised_2 as $normalised_2,
        normalised_3 as $normalised_3,
        normalised_4 as $normalised_4,
        normalised_5 as $normalised_5,
        normalised_6 as $normalised_6,
        normalised_7 as $normalised_7,
        normalised_8 as $normalised_8,
        cast(score as double) as score,
        cast(rank as integer) as rank,
        cast(
            case
                when rank is null then 'none'
                when rank - 1 < cast($tier_cuts[1] as decimal(9, 8)) * scores
                    then 'A'
                when rank - 1 < cast($tier_cuts[2] as decimal(9, 8)) * scores
                    then 'B'
                else 'C'
            end as varchar
        ) as tier,
        cast(net_amount as double) as net_amount,
        value_1 as $value_1,
        value_2 as $value_2,
        value_3 as $value_3,
        value_4 as $value_4,
        value_5 as $value_5,
        value_6 as $value_6,
        value_7 as $value_7,
        value_8 as $value_8
    from ranked
)
-- the columns of the measures that are asked for
select columns(c -> list_contains($result_columns, c))
from named
order by rank nulls last, customer_id
