-- The values that each rule can have here: a mark names one of each.
possible_choices as not materialized (
    select
        o.rule,
        case
            when a.rule is null then [o.own]
            else list_distinct(list_append(a.others, o.own))
        end as choices
    from own_values as o
    left join applicable as a on a.rule = o.rule
)
