-- The two sides and their difference, with its 95 % interval: of proportions
-- Newcombe (1998), method 10; of means Welch (1947), with the quantile of t by
-- its expansion around the normal one (Abramowitz and Stegun 26.7.5).
totals as (
    select
        side,
        sum(n) as n,
        cast(sum(value) as double) / nullif(sum(n), 0) as rate,
        var_samp(cast(value as double)) filter (where n = 1) as variance
    from units
    group by side
),

placed_sides as (
    select
        s.side,
        s.starts_on,
        s.ends_on,
        s.left_truncated,
        coalesce(t.n, 0) as n,
        t.rate,
        t.variance / nullif(t.n, 0) as square_error,
        1.959963984540054 * 1.959963984540054 / nullif(t.n, 0) as zz
    from sides as s
    left join totals as t on t.side = s.side
),

-- Wilson's interval, which holds for proportions only.
bounds as (
    select
        *,
        case when rate between 0 and 1 then case
            when rate = 0 then 0
            else (rate + zz / 2 - sqrt(zz * (rate * (1 - rate) + zz / 4)))
                / (1 + zz)
        end end as low,
        case when rate between 0 and 1 then case
            when rate = 1 then 1
            else (rate + zz / 2 + sqrt(zz * (rate * (1 - rate) + zz / 4)))
                / (1 + zz)
        end end as high
    from placed_sides
),

pairs as (
    select
        a.starts_on as starts_on_0,
        a.ends_on as ends_on_0,
        b.starts_on as starts_on_1,
        b.ends_on as ends_on_1,
        coalesce(a.n, 0) as n_0,
        coalesce(b.n, 0) as n_1,
        a.rate as rate_0,
        b.rate as rate_1,
        b.rate - a.rate as difference,
        a.low as low_0,
        a.high as high_0,
        b.low as low_1,
        b.high as high_1,
        a.square_error + b.square_error as square_error,
        -- Welch and Satterthwaite's degrees of freedom.
        power(a.square_error + b.square_error, 2) / nullif(
            power(a.square_error, 2) / nullif(a.n - 1, 0)
            + power(b.square_error, 2) / nullif(b.n - 1, 0), 0) as freedom,
        coalesce(a.left_truncated, false) as left_truncated_0,
        coalesce(b.left_truncated, false) as left_truncated_1
    from (select 0 as side) as one
    left join bounds as a on a.side = one.side
    left join bounds as b on b.side = one.side + 1
),

reach as (
    select
        *,
        $what = 'retention' or $measure = 'repeat_rate' as is_share,
        sqrt(square_error) * (1.959963984540054
            + 2.3722712309 / freedom
            + 2.8224986208 / power(freedom, 2)
            + 2.5558497193 / power(freedom, 3)
            + 1.5895341131 / power(freedom, 4)) as margin
    from pairs
)

select
    cast(starts_on_0 as date) as starts_on_0,
    cast(ends_on_0 as date) as ends_on_0,
    cast(starts_on_1 as date) as starts_on_1,
    cast(ends_on_1 as date) as ends_on_1,
    cast(n_0 as integer) as n_0,
    cast(n_1 as integer) as n_1,
    cast(rate_0 as double) as rate_0,
    cast(rate_1 as double) as rate_1,
    cast(difference as double) as difference,
    cast(case
        when is_share then difference - sqrt(
            power(rate_1 - low_1, 2) + power(high_0 - rate_0, 2))
        else difference - margin
    end as double) as low,
    cast(case
        when is_share then difference + sqrt(
            power(high_1 - rate_1, 2) + power(rate_0 - low_0, 2))
        else difference + margin
    end as double) as high,
    cast(left_truncated_0 as boolean) as left_truncated_0,
    cast(left_truncated_1 as boolean) as left_truncated_1
from reach
