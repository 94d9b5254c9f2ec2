-- One figure under every counting rule: the rules that have something to change
-- in these orders, each alone, and the four that move it most together.
with reading as materialized (
    select
        cast($as_of as date) as as_of,
        least(cast($as_of as date), cast($observed_through as date))
            as observed,
        -- Cohorts from before this day may hold customers who are not new;
        -- a typed beginning of the store clears it.
        case
            when cast($observed_from as date) is null
            then cast((select min(ordered_at) from main.orders) as date) + 90
        end as truncated_before,
        $figure in ('net_amount', 'average_order_value') as is_money,
        $figure in ('orders', 'net_amount', 'average_order_value')
            as is_of_orders
),

-- Every order that some rule may count. before: its amount before refunds.
pool as materialized (
    select
        row_number() over (
            order by o.ordered_at, o.order_id, o.source_id, o.net_amount
        ) as place,
        o.order_id,
        o.customer_key,
        o.ordered_at,
        o.excluded_by,
        o.net_amount,
        coalesce(o.refund_amount, 0) as refund,
        o.net_amount + case
            when $amount_rule = 'paid'
                and $refund_policy in ('reduce_original', 'drop_refunded_orders')
            then coalesce(o.refund_amount, 0)
            else 0
        end as before,
        coalesce(o.status, '') as status
    from main.all_orders as o
    cross join reading as r
    where o.ordered_at < r.as_of + interval 1 day
        and (
            o.excluded_by is null
            or o.excluded_by in (
                'refunds', 'unpaid', 'cancelled', 'unattached_negative',
                'zero_value', 'test_orders'
            )
        )
),

-- Refunds known by then, each at one order; those without a date, and those of
-- orders that no refund names, count when their order was placed.
booked as (
    select p.place, sum(f.amount) as amount
    from (
        select order_id, customer_key, min(place) as place
        from pool
        where excluded_by is null
        group by order_id, customer_key
    ) as p
    inner join main.refunds as f
        on f.order_id = p.order_id
        and f.customer_key is not distinct from p.customer_key
    cross join reading as r
    where f.refunded_at is null or f.refunded_at < r.as_of + interval 1 day
    group by p.place
),

dated_orders as (
    select distinct p.place
    from pool as p
    semi join main.refunds as f
        on f.order_id = p.order_id
        and f.customer_key is not distinct from p.customer_key
    where p.excluded_by is null
),

-- What each rule asks of an order. Guests are customers of one order each.
-- Earlier rules hide later ones, so that flags are read from the order itself.
flagged as materialized (
    select
        p.place,
        coalesce(p.customer_key, -p.place) as buyer,
        p.customer_key is null as is_guest,
        p.ordered_at,
        p.excluded_by is null as is_counted,
        p.status = 'unpaid' as is_unpaid,
        p.status = 'cancelled' as is_cancelled,
        p.excluded_by is not distinct from 'test_orders' as is_test,
        coalesce(p.before = 0, false) as is_zero,
        p.excluded_by is not distinct from 'unattached_negative'
            or (
                p.excluded_by is not distinct from 'refunds'
                and $refund_policy = 'ignore'
            )
            or (p.excluded_by is not null and coalesce(p.before < 0, false))
            as is_unattached,
        p.status = 'refunded'
            or coalesce(p.before > 0 and p.refund >= p.before, false)
            as is_refunded,
        p.refund <> 0 as has_refund,
        p.before,
        p.net_amount,
        p.refund,
        case
            when d.place is null then p.refund else coalesce(b.amount, 0)
        end as booked
    from pool as p
    left join dated_orders as d on d.place = p.place
    left join booked as b on b.place = p.place
),

-- What there is to change, and what holds now.
found as materialized (
    select
        bool_or(has_refund or is_refunded) as refunds,
        bool_or(is_unpaid) as unpaid,
        bool_or(is_unpaid and is_counted) as unpaid_counted,
        bool_or(is_cancelled) as cancelled,
        bool_or(is_cancelled and is_counted) as cancelled_counted,
        bool_or(is_unattached) as unattached,
        bool_or(is_zero) as zero,
        bool_or(is_zero and is_counted) as zero_counted,
        bool_or(is_test) as test,
        bool_or(is_guest and is_counted) as guests,
        bool_or(ordered_at <> date_trunc('day', ordered_at)) as moments
    from flagged
),

several_a_day as (
    select count(*) > 0 as found
    from (
        select buyer
        from flagged
        where is_counted
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
                when r.is_money and $amount_rule = 'paid'
                then [
                    'reduce_original', 'at_refund_date', 'ignore',
                    'drop_refunded_orders'
                ]
                when $refund_policy = 'drop_refunded_orders'
                then ['reduce_original']
                else ['drop_refunded_orders']
            end as others,
            f.refunds as applies
        from found as f cross join reading as r
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
            found and $figure in (
                'repeat_rate', 'orders', 'average_order_value'
            )
        from several_a_day
        union all
        select
            8, 'identity', 'known', ['guests_apart'],
            guests and not r.is_of_orders
        from found as f cross join reading as r
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

-- Buyers with an order on which some rule differs; the others are the same
-- under all of them and counted once.
touched as materialized (
    select distinct buyer
    from flagged
    where is_unpaid or is_cancelled or is_test or is_zero or is_unattached
        or is_refunded or has_refund or not is_counted
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
)
