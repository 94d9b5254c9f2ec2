-- Weighted score: each measure of a customer who ordered up to the as-of date,
-- brought to one scale and weighed. Weights are divided by their sum.
-- percentile_rank: the share of the others whose value is worse (equal values
-- share it). min_max: 0 the worst, 1 the best. z_score: standard deviations (of
-- the sample) better than the mean. Where all are equal, everyone has 0.
-- Direction: what is better, the higher value or the lower.
-- Rank by score, then customer_id. A while (rank - 1) / n is below the first
-- cut, B below the second, then C; none without a score.
with asked as (
    -- the measures in their order, their directions and weights
    select
        measures,
        directions,
        [w / nullif(list_sum(given), 0) for w in given] as weights
    from (
        select
            cast($measures_measure as varchar[]) as measures,
            cast($measures_direction as varchar[]) as directions,
            cast($measures_weight as double[]) as given
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
    -- the columns of customer files that are asked for, where they hold
    -- numbers, in the order of the measures
    select
        attribute_of as customer_id,
        [
            max(value) filter (where measure = $measures_measure[1]),
            max(value) filter (where measure = $measures_measure[2]),
            max(value) filter (where measure = $measures_measure[3]),
            max(value) filter (where measure = $measures_measure[4]),
            max(value) filter (where measure = $measures_measure[5]),
            max(value) filter (where measure = $measures_measure[6]),
            max(value) filter (where measure = $measures_measure[7]),
            max(value) filter (where measure = $measures_measure[8])
        ] as found
    from (
        select
            attribute_of,
            measure,
            try_cast(value as double) as value
        from (
            unpivot typed_attribute on columns(* exclude (attribute_of))
            into name measure value value
        )
        where
            measure <> 'customer_id'
            and not list_contains($order_measures, measure)
            and isfinite(try_cast(value as double))
    )
    group by attribute_of
),
measured as materialized (
    -- one row per customer; more `worth` is better, null is without a value
    select
        c.customer_key,
        c.customer_id,
        c.net_amount,
        list_transform(
            [
                case a.measures[i]
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
                    else f.found[i]
                end
                for i in range(1, 1 + len(a.measures))
            ],
            lambda v, i: case a.directions[i] when 'lower' then 0 - v else v end
        ) as worths
    from customer as c
    cross join asked as a
    left join attribute as f on f.customer_id = c.customer_id
),
level as not materialized (
    select
        cast(unnest(range(1, 1 + len(worths))) as utinyint) as position,
        unnest(worths) as worth
    from measured
),
spread as (
    -- per measure, as lists
    select
        list(customers order by position) as customers,
        list(low order by position) as lows,
        list(high order by position) as highs,
        list(mean order by position) as means,
        list(deviation order by position) as deviations
    from (
        select
            position,
            count(worth) as customers,
            min(worth) as low,
            max(worth) as high,
            avg(worth) as mean,
            stddev_samp(worth) as deviation
        from level
        group by position
    )
),
standing as materialized (
    -- per measure and value, how many customers have a worse one
    select
        position,
        worth,
        cast(sum(count(*)) over (
            partition by position order by worth
        ) - count(*) as integer) as worse
    from level
    where worth is not null and $normalisation = 'percentile_rank'
    group by position, worth
),
placed as (
    select
        m.*,
        [
            s1.worse, s2.worse, s3.worse, s4.worse,
            s5.worse, s6.worse, s7.worse, s8.worse
        ] as worse
    from measured as m
    left join standing as s1
        on s1.position = 1 and s1.worth = m.worths[1]
    left join standing as s2
        on s2.position = 2 and s2.worth = m.worths[2]
    left join standing as s3
        on s3.position = 3 and s3.worth = m.worths[3]
    left join standing as s4
        on s4.position = 4 and s4.worth = m.worths[4]
    left join standing as s5
        on s5.position = 5 and s5.worth = m.worths[5]
    left join standing as s6
        on s6.position = 6 and s6.worth = m.worths[6]
    left join standing as s7
        on s7.position = 7 and s7.worth = m.worths[7]
    left join standing as s8
        on s8.position = 8 and s8.worth = m.worths[8]
),
normalised as (
    select
        p.customer_key,
        p.customer_id,
        p.net_amount,
        a.weights,
        [case a.directions[i] when 'lower' then 0 - p.worths[i]
            else p.worths[i] end for i in range(1, 1 + len(p.worths))]
            as "values",
        list_transform(p.worths, lambda w, i: round(
            case
                when w is null then null
                when s.lows[i] = s.highs[i] then 0
                when $normalisation = 'percentile_rank'
                    then p.worse[i] / (s.customers[i] - 1)
                when $normalisation = 'min_max'
                    then (w - s.lows[i]) / (s.highs[i] - s.lows[i])
                else (w - s.means[i]) / s.deviations[i]
            end,
            12
        )) as normalised
    from placed as p
    cross join spread as s
    cross join asked as a
),
scored as (
    -- the mean by the weights of the measures that are known, compared to
    -- twelve decimals: what is equal on paper shares its score
    select
        customer_key,
        customer_id,
        net_amount,
        "values",
        normalised,
        case
            when
                $missing = 'other_weights'
                or len(list_filter(
                    normalised,
                    lambda n, i: n is null and weights[i] > 0
                )) = 0
                then round(
                    list_sum(list_transform(
                        normalised, lambda n, i: n * weights[i]
                    ))
                    / nullif(list_sum(list_transform(
                        normalised,
                        lambda n, i: case when n is not null then weights[i] end
                    )), 0),
                    12
                )
        end as score
    from normalised
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
        normalised[1] as $normalised_1,
        normalised[2] as $normalised_2,
        normalised[3] as $normalised_3,
        normalised[4] as $normalised_4,
        normalised[5] as $normalised_5,
        normalised[6] as $normalised_6,
        normalised[7] as $normalised_7,
        normalised[8] as $normalised_8,
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
        "values"[1] as $value_1,
        "values"[2] as $value_2,
        "values"[3] as $value_3,
        "values"[4] as $value_4,
        "values"[5] as $value_5,
        "values"[6] as $value_6,
        "values"[7] as $value_7,
        "values"[8] as $value_8
    from ranked
)
-- the columns of the measures that are asked for
select columns(c -> list_contains($result_columns, c))
from named
order by rank nulls last, customer_id
