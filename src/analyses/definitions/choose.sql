-- The four rules that move it most, alone: at most 256 combinations.
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

combined_choices as materialized (
    select
        o.rule,
        case
            when c.rule is null then [o.own]
            else list_concat([o.own], list_filter(a.others, x -> x <> o.own))
        end as choices
    from own_values as o
    left join applicable as a on a.rule = o.rule
    left join chosen_rules as c on c.rule = o.rule
)
