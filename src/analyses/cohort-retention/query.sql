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
        count(*) as customers,
        sum(orders) as orders,
        sum(net_amount) as net_amount
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
        where $return <> 'in'
        group by customer_key, split, cohort, begun, counts_to
    )
    where first_return is not null
    group by split, cohort, begun, counts_to, first_return, last_order
),

-- Each figure counts in the rows from_k to to_k of its cohort.
spans as (
    -- customers at risk
    select
        split, cohort, begun as from_k, ended as to_k,
        n, 0 as customers, 0 as orders,
        cast(0 as decimal(38, 4)) as net_amount,
        cast(0 as decimal(38, 4)) as cumulative_net_amount,
        0 as base_orders, cast(0 as decimal(38, 4)) as base_net_amount
    from at_risk
    union all
    -- the cohort itself, which is known without counting
    select split, cohort, 0, least(0, ended), n, 0, 0, 0, 0, 0, 0
    from at_risk
    where begun > 0
    union all
    -- customers who ordered in k
    select
        split, cohort, k, least(k, counts_to), 0, customers, 0, 0, 0, 0, 0
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
        0, customers, 0, 0, 0, 0, 0
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
        0, 0, orders, net_amount, 0, 0, 0
    from periods
    union all
    -- money since the beginning
    select
        split, cohort, k, counts_to, 0, 0, 0, 0, net_amount, 0, 0
    from periods
    union all
    -- the same customers' period 0, which rates of orders and money refer to
    select
        split, cohort, 0, counts_to, 0, 0, 0, 0, 0, orders, net_amount
    from periods
    where k = 0
),

-- A span enters at from_k and leaves after to_k.
changes as (
    select
        split,
        cohort,
        k,
        sum(sign * n) as n,
        sum(sign * customers) as customers,
        sum(sign * orders) as orders,
        sum(sign * net_amount) as net_amount,
        sum(sign * cumulative_net_amount) as cumulative_net_amount,
        sum(sign * base_orders) as base_orders,
        sum(sign * base_net_amount) as base_net_amount
    from (
        select *, from_k as k, 1 as sign from spans where from_k <= to_k
        union all
        select *, to_k + 1 as k, -1 as sign from spans where from_k <= to_k
    )
    group by split, cohort, k
),

-- Every k whose period had begun by as_of, for the cohort's first customer.
grid as (
    select
        c.split,
        c.cohort,
        c.cohort_customers,
        unnest(range(0, 1 + case $clock
            when 'age'
            then date_diff('day', c.first_day, r.as_of) // r.window_days
            else date_diff($period, c.cohort + r.shift, r.as_of + r.shift)
        end)) as k,
        b.begun,
        coalesce(c.cohort < r.truncated_before, false) as left_truncated
    from cohorts as c
    inner join (
        select split, cohort, min(begun) as begun
        from at_risk
        group by split, cohort
    ) as b on b.split is not distinct from c.split and b.cohort = c.cohort
    cross join reading as r
),

counted as (
    select
        g.split,
        g.cohort,
        g.k,
        g.cohort_customers,
        g.begun,
        g.left_truncated,
        coalesce(sum(h.n) over w, 0) as n,
        coalesce(sum(h.customers) over w, 0) as returned,
        coalesce(sum(h.orders) over w, 0) as orders,
        coalesce(sum(h.net_amount) over w, 0) as net_amount,
        coalesce(sum(h.cumulative_net_amount) over w, 0)
            as cumulative_net_amount,
        coalesce(sum(h.base_orders) over w, 0) as base_orders,
        coalesce(sum(h.base_net_amount) over w, 0) as base_net_amount
    from grid as g
    left join changes as h
        on h.split is not distinct from g.split
        and h.cohort = g.cohort
        and h.k = g.k
    window w as (partition by g.split, g.cohort order by g.k)
),

-- Period 0 is the cohort itself, everyone. Periods from before the counted
-- days are left out.
cohort_cells as (
    select
        * exclude (returned),
        case
            when k > 0 then returned
            when $clock = 'age' then n
            else cohort_customers
        end as customers,
        n = cohort_customers as complete
    from counted
    where k = 0 or k >= begun
),

pooled_cells as (
    select
        split,
        cast(null as date) as cohort,
        k,
        sum(cohort_customers) as cohort_customers,
        0 as begun,
        false as left_truncated,
        sum(n) as n,
        sum(orders) as orders,
        sum(net_amount) as net_amount,
        sum(cumulative_net_amount) as cumulative_net_amount,
        sum(base_orders) as base_orders,
        sum(base_net_amount) as base_net_amount,
        sum(customers) as customers,
        true as complete
    from cohort_cells
    where complete and not left_truncated
        and (k >= begun or $measure = 'customers')
    group by split, k
),

-- Doubles from here on; the Wilson interval at 95 %.
cells as (
    select
        split,
        cohort,
        k,
        cohort_customers,
        n,
        customers,
        orders,
        cast(net_amount as double) as net_amount,
        cast(cumulative_net_amount as double) as cumulative_net_amount,
        cast(base_orders as double) as base_orders,
        cast(base_net_amount as double) as base_net_amount,
        customers / nullif(n, 0) as share,
        1.959963984540054 * 1.959963984540054 / nullif(n, 0) as zz,
        k >= begun or $measure = 'customers' as known,
        complete,
        left_truncated
    from (from cohort_cells union all by name from pooled_cells)
)

select
    cast(cohort as date) as cohort,
    cast(split as varchar) as split,
    cast(k as integer) as k,
    cast(cohort_customers as integer) as cohort_customers,
    cast(n as integer) as n,
    cast(customers as integer) as customers,
    cast(orders as integer) as orders,
    cast(net_amount as double) as net_amount,
    cast(case when n > 0 and known then
        case $measure
            when 'customers' then share
            when 'orders' then orders / nullif(
                case $show when 'rate' then base_orders else n end, 0)
            when 'net_amount' then net_amount / nullif(
                case $show when 'rate' then base_net_amount else n end, 0)
            when 'cumulative_net_amount' then cumulative_net_amount / nullif(
                case $show when 'rate' then base_net_amount else n end, 0)
            else net_amount / nullif(orders, 0) / case $show
                when 'rate'
                then nullif(base_net_amount / nullif(base_orders, 0), 0)
                else 1
            end
        end
    end as double) as value,
    cast(case
        when $measure <> 'customers' or n = 0 then null
        when customers = 0 then 0
        else (share + zz / 2 - sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when $measure <> 'customers' or n = 0 then null
        when customers = n then 1
        else (share + zz / 2 + sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    cast(complete as boolean) as complete,
    cast(left_truncated as boolean) as left_truncated
from cells
order by split nulls last, cohort nulls last, k
