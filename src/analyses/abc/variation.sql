-- XYZ: how much the units of a product vary from period to period.
calendar as (
    -- XYZ: periods that the orders cover in full, up to the first not over;
    -- weeks from Sunday are weeks from Monday on dates moved by one day
    select
        *,
        cast(date_trunc($period, observed + 1 + shift) as date) - shift
            as not_over
    from (
        select
            least(
                cast($as_of as date),
                cast($observed_through as date),
                cast($counted_through as date)
            ) as observed,
            case
                when $period = 'week' and $week_start = 'sunday' then 1 else 0
            end as shift,
            cast(case $period
                when 'day' then '1 day'
                when 'week' then '7 days'
                when 'month' then '1 month'
                when 'quarter' then '3 months'
                else '1 year'
            end as interval) as length
    )
),
period_units as (
    select
        l.entity_id,
        cast(date_trunc($period, cast(l.ordered_at as date) + c.shift)
            as date) - c.shift as period_start,
        cast(sum(l.quantity) as double) as units
    from line as l
    cross join calendar as c
    where $entity = 'product' and l.look = 0
    group by l.entity_id, period_start
),
first_period as (
    -- the period of the product's first sale, or the first that is counted
    select
        p.product_id as entity_id,
        c.not_over,
        c.shift,
        case
            when cast(p.first_sold_at as date) < cast($counted_from as date)
            then cast(
                date_trunc($period, cast($counted_from as date) - 1 + c.shift)
                + c.length as date) - c.shift
            else cast(
                date_trunc($period, cast(p.first_sold_at as date) + c.shift)
                as date) - c.shift
        end as starts_on
    from main.products as p
    cross join calendar as c
    where $entity = 'product'
),
variation as (
    -- squared coefficient of variation of the units of n periods:
    -- n (n sum(q^2) - sum(q)^2) / ((n - 1) sum(q)^2)
    select
        *,
        case
            when periods >= 2 and units > 0 then
                periods * greatest(periods * squares - units * units, 0)
                / ((periods - 1) * units * units)
        end as cv_squared
    from (
        select
            f.entity_id,
            greatest(date_diff(
                $period,
                any_value(f.starts_on + f.shift),
                any_value(f.not_over + f.shift)
            ), 0) as periods,
            coalesce(sum(u.units), 0) as units,
            coalesce(sum(u.units * u.units), 0) as squares
        from first_period as f
        left join period_units as u
            on u.entity_id = f.entity_id
            and u.period_start >= f.starts_on
            and u.period_start < f.not_over
        group by f.entity_id
    )
)
