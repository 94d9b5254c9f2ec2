-- Each spec once, the notebook's own first.
evaluated as (
    select * from alone_values
    union
    select * from combined_values
),

compared as (
    select
        e.*,
        e.value - w.value as difference,
        list_filter([
            case when e.refunds <> o.refunds
                then 'refunds=' || e.refunds
            end,
            case when e.unpaid <> o.unpaid
                then 'unpaid=' || e.unpaid
            end,
            case when e.cancelled <> o.cancelled
                then 'cancelled=' || e.cancelled
            end,
            case when e.unattached_negative <> o.unattached_negative
                then 'unattached_negative=' || e.unattached_negative
            end,
            case when e.zero_value <> o.zero_value
                then 'zero_value=' || e.zero_value
            end,
            case when e.test_orders <> o.test_orders
                then 'test_orders=' || e.test_orders
            end,
            case when e.same_day <> o.same_day
                then 'same_day=' || e.same_day
            end,
            case when e.identity <> o.identity
                then 'identity=' || e.identity
            end,
            case when e.clock <> o.clock
                then 'clock=' || e.clock
            end,
            case when e.time_zone <> o.time_zone
                then 'time_zone=' || e.time_zone
            end,
            case when e.first_orders <> o.first_orders
                then 'first_orders=' || e.first_orders
            end
        ], x -> x is not null) as changes
    from evaluated as e
    cross join own_spec as o
    cross join own_value as w
),

-- Doubles from here on; the Wilson interval at 95 %.
rated as (
    select
        *,
        row_number() over (
            order by value desc nulls last, len(changes),
                refunds, unpaid, cancelled, unattached_negative, zero_value,
                test_orders, same_day, identity, clock, time_zone, first_orders
        ) as rank,
        row_number() over (
            order by len(changes),
                refunds, unpaid, cancelled, unattached_negative, zero_value,
                test_orders, same_day, identity, clock, time_zone, first_orders
        ) as spec_id,
        case
            when $figure in ('repeat_rate', 'retention', 'churn_rate')
            then 1.959963984540054 * 1.959963984540054 / nullif(n, 0)
        end as zz
    from compared
)

select
    cast(spec_id as integer) as spec_id,
    cast(refunds as varchar) as refunds,
    cast(unpaid as varchar) as unpaid,
    cast(cancelled as varchar) as cancelled,
    cast(unattached_negative as varchar) as unattached_negative,
    cast(zero_value as varchar) as zero_value,
    cast(test_orders as varchar) as test_orders,
    cast(same_day as varchar) as same_day,
    cast(identity as varchar) as identity,
    cast(clock as varchar) as clock,
    cast(time_zone as varchar) as time_zone,
    cast(first_orders as varchar) as first_orders,
    cast(value as double) as value,
    cast(case
        when zz is null then null
        when hits = 0 then 0
        else (value + zz / 2 - sqrt(zz * (value * (1 - value) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when zz is null then null
        when hits = n then 1
        else (value + zz / 2 + sqrt(zz * (value * (1 - value) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    cast(n as integer) as n,
    cast(difference as double) as difference,
    cast(coalesce(array_to_string(changes, ', '), '') as varchar) as changed,
    cast(len(changes) as integer) as changes,
    cast(rank as integer) as rank,
    cast(known as integer) as customers
from rated
order by rank
