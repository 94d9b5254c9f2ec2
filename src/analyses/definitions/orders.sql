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
        end as truncated_before
),

-- What went back by then of the orders that refunds name; only money asks.
refunded as materialized (
    select
        f.order_id,
        f.customer_key,
        coalesce(sum(f.amount) filter (
            where f.refunded_at is null
                or f.refunded_at < r.as_of + interval 1 day
        ), 0) as amount
    from main.refunds as f
    cross join reading as r
    where $figure in ('net_amount', 'average_order_value')
    group by f.order_id, f.customer_key
),

-- An order of several files takes them once, in the file where it came first.
booked as materialized (
    select
        f.order_id,
        f.customer_key,
        f.amount,
        arg_min(o.source_id, (o.ordered_at, o.source_id)) as source_id
    from refunded as f
    inner join main.all_orders as o
        on o.order_id = f.order_id
        and o.customer_key is not distinct from f.customer_key
    cross join reading as r
    where o.excluded_by is null and o.ordered_at < r.as_of + interval 1 day
    group by f.order_id, f.customer_key, f.amount
),

-- Every order that some rule may count, as few bytes as it takes. Guests are
-- customers of one order each, with numbers below 0. before: the amount before
-- refunds; booked: what went back by now, where no refund has a date all of it.
pool as not materialized (
    select
        coalesce(o.customer_key, -row_number() over ()) as buyer,
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
        case
            when b.order_id is null then coalesce(o.refund_amount, 0)
            when b.source_id = o.source_id then b.amount
            else 0
        end as booked,
        coalesce(o.status, '') as status
    from main.all_orders as o
    left join booked as b
        on b.order_id = o.order_id
        and b.customer_key is not distinct from o.customer_key
        and o.excluded_by is null
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

-- What each rule asks of an order, as the sum of 1 unpaid, 2 cancelled, 4 test,
-- 8 worth nothing, 16 unattached, 32 refunded whole. Earlier rules hide later
-- ones, so that these are read from the order itself.
flagged as materialized (
    select
        buyer,
        ordered_at,
        excluded_by is null as is_counted,
        refund <> 0 as has_refund,
        if(status = 'unpaid', 1, 0)
            + if(status = 'cancelled', 2, 0)
            + if(excluded_by is not distinct from 'test_orders', 4, 0)
            + if(coalesce(before = 0, false), 8, 0)
            + if(
                excluded_by is not distinct from 'unattached_negative'
                or (
                    excluded_by is not distinct from 'refunds'
                    and $refund_policy = 'ignore'
                )
                or (excluded_by is not null and coalesce(before < 0, false)),
                16, 0
            )
            + if(
                status = 'refunded'
                or coalesce(before > 0 and refund >= before, false),
                32, 0
            ) as flags,
        net_amount,
        before,
        refund,
        booked
    from pool
)
