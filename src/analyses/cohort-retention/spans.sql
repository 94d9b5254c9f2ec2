-- From here on customers with the same dates are counted together.
at_risk as (
    select split, cohort, begun, ended, count(*) as n
    from clocks
    group by split, cohort, begun, ended
),

periods as (
    select
        split,
        cohort,
        begun,
        counts_to,
        k,
        count(*) filter (where orders > 0) as customers,
        sum(orders) as orders,
        sum(net_amount) as net_amount,
        sum(amount) as amount
    from customer_periods
    group by split, cohort, begun, counts_to, k
),

returns as (
    select
        split,
        cohort,
        begun,
        counts_to,
        first_return,
        last_order,
        count(*) as customers
    from (
        select
            split,
            cohort,
            begun,
            counts_to,
            min(k) filter (where k >= 1) as first_return,
            max(k) as last_order
        from customer_periods
        where $return <> 'in' and orders > 0
        group by customer_key, split, cohort, begun, counts_to
    )
    where first_return is not null
    group by split, cohort, begun, counts_to, first_return, last_order
),

-- Each figure counts in the rows from_k to to_k of its cohort.
period_spans as (
    -- customers at risk
    select
        split, cohort, begun as from_k, ended as to_k,
        n, 0 as customers, 0 as orders,
        cast(0 as decimal(38, 4)) as net_amount,
        cast(0 as decimal(38, 4)) as amount,
        cast(0 as decimal(38, 4)) as cumulative_amount,
        0 as base_orders, cast(0 as decimal(38, 4)) as base_amount
    from at_risk
    union all
    -- the cohort itself, which is known without counting
    select split, cohort, 0, least(0, ended), n, 0, 0, 0, 0, 0, 0, 0
    from at_risk
    where begun > 0
    union all
    -- customers who ordered in k
    select split, cohort, k, least(k, counts_to), 0, customers, 0, 0, 0, 0, 0, 0
    from periods
    where $return = 'in' and k >= 1
    union all
    -- customers who ordered in k or later, or in any period 1 to k
    select
        split, cohort,
        case when $return = 'by' then first_return else greatest(1, begun) end,
        case
            when $return = 'by' then counts_to
            else least(last_order, counts_to)
        end,
        0, customers, 0, 0, 0, 0, 0, 0
    from returns
    union all
    -- orders and money of the same periods
    select
        split, cohort,
        case
            when $return = 'on_or_after' then least(k, greatest(1, begun))
            else k
        end,
        case
            when $return = 'by' and k >= 1 then counts_to
            else least(k, counts_to)
        end,
        0, 0, orders, net_amount, amount, 0, 0, 0
    from periods
    union all
    -- money since the beginning
    select split, cohort, k, counts_to, 0, 0, 0, 0, 0, amount, 0, 0
    from periods
    union all
    -- the same customers' period 0, which rates of orders and money refer to
    select split, cohort, 0, counts_to, 0, 0, 0, 0, 0, 0, orders, amount
    from periods
    where k = 0
)
