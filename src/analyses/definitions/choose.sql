-- The four rules that move it most, alone.
own_value as materialized (
    select v.value
    from alone_values as v
    inner join own_spec as o using (
        refunds, unpaid, cancelled, unattached_negative, zero_value,
        test_orders, same_day, identity, clock, time_zone, first_orders
    )
),

chosen_rules as (
    select s.rule
    from alone_specs as s
    inner join alone_values as v using (
        refunds, unpaid, cancelled, unattached_negative, zero_value,
        test_orders, same_day, identity, clock, time_zone, first_orders
    )
    inner join applicable as a on a.rule = s.rule
    cross join own_value as o
    group by s.rule, a.position
    -- rounded, so that equal differences stay equal
    order by
        max(round(abs(v.value - o.value), 12)) desc nulls last, a.position
    limit 4
),

own_values as (
    select
        unnest([
            'refunds', 'unpaid', 'cancelled', 'unattached_negative',
            'zero_value', 'test_orders', 'same_day', 'identity', 'clock',
            'time_zone', 'first_orders'
        ]) as rule,
        unnest([
            refunds, unpaid, cancelled, unattached_negative, zero_value,
            test_orders, same_day, identity, clock, time_zone, first_orders
        ]) as own
    from own_spec
),

choice_lists as materialized (
    select
        o.rule,
        case
            when c.rule is null then [o.own]
            else list_concat([o.own], list_filter(a.others, x -> x <> o.own))
        end as choices
    from own_values as o
    left join applicable as a on a.rule = o.rule
    left join chosen_rules as c on c.rule = o.rule
),

-- Every combination of the values of these four, at most 256.
combined_specs as materialized (
    select
        c1.value as refunds,
        c2.value as unpaid,
        c3.value as cancelled,
        c4.value as unattached_negative,
        c5.value as zero_value,
        c6.value as test_orders,
        c7.value as same_day,
        c8.value as identity,
        c9.value as clock,
        c10.value as time_zone,
        c11.value as first_orders
    from (
        select unnest(choices) as value from choice_lists where rule = 'refunds'
    ) as c1
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'unpaid'
    ) as c2
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'cancelled'
    ) as c3
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'unattached_negative'
    ) as c4
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'zero_value'
    ) as c5
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'test_orders'
    ) as c6
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'same_day'
    ) as c7
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'identity'
    ) as c8
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'clock'
    ) as c9
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'time_zone'
    ) as c10
    cross join (
        select unnest(choices) as value from choice_lists where rule = 'first_orders'
    ) as c11
)
