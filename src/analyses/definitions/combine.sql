-- Every combination of the values in the lists.
stage_specs as (
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
        select unnest(choices) as value from stage_choices where rule = 'refunds'
    ) as c1
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'unpaid'
    ) as c2
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'cancelled'
    ) as c3
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'unattached_negative'
    ) as c4
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'zero_value'
    ) as c5
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'test_orders'
    ) as c6
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'same_day'
    ) as c7
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'identity'
    ) as c8
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'clock'
    ) as c9
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'time_zone'
    ) as c10
    cross join (
        select unnest(choices) as value from stage_choices where rule = 'first_orders'
    ) as c11
)
