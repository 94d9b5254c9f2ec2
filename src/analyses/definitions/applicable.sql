-- What there is to change, and what holds now.
found as materialized (
    select
        bool_or(has_refund or (flags & 32) > 0) as refunds,
        bool_or((flags & 1) > 0) as unpaid,
        bool_or((flags & 1) > 0 and is_counted) as unpaid_counted,
        bool_or((flags & 2) > 0) as cancelled,
        bool_or((flags & 2) > 0 and is_counted) as cancelled_counted,
        bool_or((flags & 16) > 0) as unattached,
        bool_or((flags & 8) > 0) as zero,
        bool_or((flags & 8) > 0 and is_counted) as zero_counted,
        bool_or((flags & 4) > 0) as test,
        bool_or(buyer < 0 and is_counted) as guests,
        bool_or(ordered_at <> date_trunc('day', ordered_at)) as moments
    from flagged
),

several_a_day as (
    select count(*) > 0 as found
    from (
        select buyer
        from flagged
        where is_counted
            and $figure in ('repeat_rate', 'orders', 'average_order_value')
        group by buyer, cast(ordered_at as date)
        having count(*) > 1
    )
),

-- Each rule that this figure depends on and that has something to change here.
applicable as materialized (
    select position, rule, own, others
    from (
        select
            1 as position,
            'refunds' as rule,
            $refund_policy as own,
            case
                when $figure in ('net_amount', 'average_order_value')
                    and $amount_rule = 'paid'
                then [
                    'reduce_original', 'at_refund_date', 'ignore',
                    'drop_refunded_orders'
                ]
                when $refund_policy = 'drop_refunded_orders'
                then ['reduce_original']
                else ['drop_refunded_orders']
            end as others,
            f.refunds as applies
        from found as f
        union all
        select
            2, 'unpaid',
            case when unpaid_counted then 'include' else 'exclude' end,
            ['exclude', 'include'], unpaid
        from found
        union all
        select
            3, 'cancelled',
            case when cancelled_counted then 'include' else 'exclude' end,
            ['exclude', 'include'], cancelled
        from found
        union all
        select
            4, 'unattached_negative', 'exclude', ['keep_as_order'], unattached
        from found
        union all
        select
            5, 'zero_value',
            case when zero_counted then 'include' else 'exclude' end,
            ['exclude', 'include'], zero
        from found
        union all
        select 6, 'test_orders', 'exclude', ['include'], test
        from found
        union all
        select
            7, 'same_day', 'keep', ['one'],
            found
        from several_a_day
        union all
        select
            8, 'identity', 'known', ['guests_apart'],
            guests and $figure not in (
                'orders', 'net_amount', 'average_order_value'
            )
        from found
        union all
        select
            9, 'clock', 'calendar', ['age'],
            $figure in ('repeat_rate', 'retention')
        union all
        select
            10, 'time_zone', 'own', ['earlier', 'later'],
            moments and $zone_hours > 0
                and $figure in ('repeat_rate', 'retention', 'churn_rate')
        from found
        union all
        select
            11, 'first_orders',
            case when $figure = 'retention' then 'observed' else 'all' end,
            ['all', 'observed'],
            r.truncated_before is not null and $figure in (
                'repeat_rate', 'retention', 'churn_rate'
            )
        from reading as r
    )
    where applies
),

rule_values as (
    select position, rule, own as value, true as is_own
    from applicable
    union all
    select position, rule, value, false
    from (select *, unnest(others) as value from applicable)
    where value <> own
),

-- What holds where a rule has nothing to change.
own_spec as materialized (
    select
        coalesce(max(own) filter (where rule = 'refunds'), $refund_policy)
            as refunds,
        coalesce(max(own) filter (where rule = 'unpaid'), 'exclude') as unpaid,
        coalesce(max(own) filter (where rule = 'cancelled'), 'exclude')
            as cancelled,
        'exclude' as unattached_negative,
        coalesce(max(own) filter (where rule = 'zero_value'), 'exclude')
            as zero_value,
        'exclude' as test_orders,
        'keep' as same_day,
        'known' as identity,
        'calendar' as clock,
        'own' as time_zone,
        coalesce(max(own) filter (where rule = 'first_orders'), 'all')
            as first_orders
    from applicable
),

alone_specs as materialized (
    select
        coalesce(v.rule, '') as rule,
        case when v.rule = 'refunds' then v.value else o.refunds end as refunds,
        case when v.rule = 'unpaid' then v.value else o.unpaid end as unpaid,
        case when v.rule = 'cancelled' then v.value else o.cancelled end
            as cancelled,
        case
            when v.rule = 'unattached_negative' then v.value
            else o.unattached_negative
        end as unattached_negative,
        case when v.rule = 'zero_value' then v.value else o.zero_value end
            as zero_value,
        case when v.rule = 'test_orders' then v.value else o.test_orders end
            as test_orders,
        case when v.rule = 'same_day' then v.value else o.same_day end
            as same_day,
        case when v.rule = 'identity' then v.value else o.identity end
            as identity,
        case when v.rule = 'clock' then v.value else o.clock end
            as clock,
        case when v.rule = 'time_zone' then v.value else o.time_zone end
            as time_zone,
        case when v.rule = 'first_orders' then v.value else o.first_orders end
            as first_orders
    from own_spec as o
    cross join (
        select rule, value
        from rule_values
        where not is_own
        union all
        select null, null
    ) as v
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
)
