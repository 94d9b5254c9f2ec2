-- What was known of customers on the last day on which they could still leave
-- by now, and whether they left: the share of those with it against those
-- without it.
with /* base.sql */,
/* precursors-base.sql */,
factor_size as (
    select
        factor,
        count(*) as n,
        count(*) filter (has_left) as left_count
    from (select distinct factor, customer_key, has_left from trait)
    group by factor
),
exposed as (
    select
        a.factor,
        a.value,
        count(*) as n,
        count(*) filter (a.has_left) as left_count,
        any_value(f.n) - count(*) as n_others,
        any_value(f.left_count) - count(*) filter (a.has_left) as left_others
    from trait as a
    inner join factor_size as f using (factor)
    where a.value is not null
    group by a.factor, a.value
),
compared as (
    -- Katz, Baptista, Azen and Pike (1978): the logarithm of the ratio has the
    -- variance 1/a - 1/n + 1/b - 1/m, and none where nobody left
    select
        *,
        left_count / n as rate,
        left_others / nullif(n_others, 0) as rate_others,
        n >= $min_group and n_others >= $min_group as tested,
        case when left_count > 0 and left_others > 0 then sqrt(
            1 / left_count - 1 / n + 1 / left_others - 1 / n_others
        ) end as deviation,
        (left_count + left_others) / (n + n_others) as pooled,
        1.959963984540054 * 1.959963984540054 / n as zz
    from exposed
),
scored as (
    -- the test of two proportions, pooled; none where all left, or nobody
    select
        *,
        case when tested and pooled > 0 and pooled < 1 then
            abs(rate - rate_others)
            / sqrt(pooled * (1 - pooled) * (1 / n + 1 / n_others))
        end as z
    from compared
),
weighed as (
    -- twice the normal tail above z: erfc of z / sqrt 2 by Chebyshev's fit,
    -- within 1.2e-7 of itself (Press et al., Numerical Recipes, 6.2)
    select
        *,
        t * exp(
            -z * z / 2 - 1.26551223 + t * (1.00002368 + t * (0.37409196
            + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807
            + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223
            + t * 0.17087277))))))))
        ) as p_value
    from (select *, 1 / (1 + 0.5 * z / sqrt(2)) as t from scored)
),
ranked as (
    select
        *,
        row_number() over (order by p_value, factor, value) as rank,
        count(p_value) over () as tests
    from weighed
),
controlled as (
    -- Benjamini and Hochberg (1995): the smallest p * tests / rank from here on
    select
        *,
        case when p_value is not null then least(1, min(
            p_value * tests / rank
        ) over (order by rank desc)) end as q_value
    from ranked
),
product_name as (
    select
        l.product_id,
        arg_max(
            l.product_name,
            (l.ordered_at, l.order_id, l.source_id, l.line_number)
        ) as name
    from order_lines as l
    cross join horizon as h
    where
        l.product_name is not null
        and l.ordered_at < h.day + interval 1 day
    group by l.product_id
)
select
    cast(c.factor as varchar) as factor,
    cast(c.value as varchar) as value,
    cast(p.name as varchar) as name,
    cast(c.n as integer) as n,
    cast(c.left_count as integer) as customers,
    cast(c.rate as double) as rate,
    cast(case
        when left_count = 0 then 0
        else (rate + zz / 2 - sqrt(zz * (rate * (1 - rate) + zz / 4))) / (1 + zz)
    end as double) as low,
    cast(case
        when left_count = n then 1
        else (rate + zz / 2 + sqrt(zz * (rate * (1 - rate) + zz / 4))) / (1 + zz)
    end as double) as high,
    cast(c.n_others as integer) as n_others,
    cast(c.left_others as integer) as customers_others,
    cast(c.rate_others as double) as rate_others,
    cast(c.rate / nullif(c.rate_others, 0) as double) as risk_ratio,
    cast(
        c.rate / c.rate_others * exp(-1.959963984540054 * c.deviation)
        as double
    ) as ratio_low,
    cast(
        c.rate / c.rate_others * exp(1.959963984540054 * c.deviation)
        as double
    ) as ratio_high,
    cast(c.p_value as double) as p_value,
    cast(c.q_value as double) as q_value
from controlled as c
left join product_name as p
    on c.factor = 'first_product' and p.product_id = c.value
where c.tested
order by
    list_position([
        'late_delivery', 'refund', 'first_discount', 'first_product', 'city',
        'handling_time', 'severity', 'satisfaction'
    ], c.factor),
    c.q_value nulls last,
    c.p_value nulls last,
    c.n desc,
    c.value
