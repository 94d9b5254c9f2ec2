-- What the rows add up to, and what they rest on; one row.
select
    cast(r.customers as integer) as customers,
    cast(r.repeaters as integer) as repeaters,
    cast(s.first_day as date) as first_on,
    cast(s.ends_on as date) as calibrated_through,
    cast(s.until as date) as looked_through,
    cast(k.ends_on + 1 as date) as checked_from,
    cast($fit_state as varchar) as fit_state,
    cast($spend_state as varchar) as spend_state,
    cast($check_state as varchar) as check_state,
    cast(r.expected_orders as double) as expected_orders,
    cast(r.expected_value as double) as expected_value,
    cast(r.discounted_value as double) as discounted_value,
    cast(r.best_value as double) as best_value,
    cast(r.mean_alive as double) as mean_alive,
    cast(r.correlation as double) as correlation,
    cast(r.worthless as integer) as worthless
from (
    select
        count(*) as customers,
        count(*) filter (where frequency > 0) as repeaters,
        round(sum(expected_orders), 8) as expected_orders,
        round(sum(expected_value), 8) as expected_value,
        round(sum(discounted_value), 8) as discounted_value,
        round(
            sum(expected_value) filter (
                where place <= ceil(0.2 * customers)
            ),
            8
        ) as best_value,
        round(avg(p_alive), 10) as mean_alive,
        -- gamma-gamma takes frequency and spend as unrelated
        round(
            case
                when stddev_samp(monetary) filter (where frequency > 0) > 0
                    and stddev_samp(frequency) filter (where frequency > 0) > 0
                then corr(frequency, monetary) filter (where frequency > 0)
            end,
            10
        ) as correlation,
        count(*) filter (where frequency > 0 and not monetary > 0) as worthless
    from (
        select
            *,
            count(*) over () as customers,
            row_number() over (
                order by
                    expected_value desc nulls last,
                    expected_orders desc nulls last,
                    customer_id
            ) as place
        from result
    )
) as r
cross join (
    select s.*, g.first_day
    from splits as s
    cross join reading as g
    where s.split = 'forecast'
) as s
cross join (select ends_on from splits where split = 'check') as k
