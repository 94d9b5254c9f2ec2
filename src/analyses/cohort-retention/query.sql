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
        sum(sign * amount) as amount,
        sum(sign * cumulative_amount) as cumulative_amount,
        sum(sign * base_orders) as base_orders,
        sum(sign * base_amount) as base_amount
    from (
        select *, from_k as k, 1 as sign from spans where from_k <= to_k
        union all
        select *, to_k + 1 as k, -1 as sign from spans where from_k <= to_k
    )
    group by split, cohort, k
),

-- Every k whose period had begun by as_of, for the cohort's first customer.
cohort_facts as (
    select
        c.split,
        c.cohort,
        c.cohort_customers,
        b.begun,
        coalesce(c.cohort < r.truncated_before, false) as left_truncated,
        date_diff('day', c.first_day, r.as_of) as last_day,
        case
            when r.own_clock
            then date_diff('day', c.first_day, r.as_of) // r.window_days
            else date_diff($period, c.cohort + r.shift, r.as_of + r.shift)
        end as last_k
    from cohorts as c
    inner join (
        select split, cohort, min(begun) as begun
        from at_risk
        group by split, cohort
    ) as b on b.split is not distinct from c.split and b.cohort = c.cohort
    cross join reading as r
),

grid as (
    select
        *,
        unnest(range(0, 1 + last_k)) as k,
        cast(null as integer) as from_day,
        cast(null as integer) as to_day
    from cohort_facts
    where len($bracket_from) = 0
    union all
    select c.*, b.k, b.from_day, b.to_day
    from cohort_facts as c
    inner join brackets as b on b.from_day <= c.last_day
),

counted as (
    select
        g.split,
        g.cohort,
        g.k,
        g.from_day,
        g.to_day,
        g.cohort_customers,
        coalesce(g.from_day, g.k) >= g.begun as known,
        g.left_truncated,
        coalesce(sum(h.n) over w, 0) as n,
        coalesce(sum(h.customers) over w, 0) as returned,
        coalesce(sum(h.orders) over w, 0) as orders,
        coalesce(sum(h.net_amount) over w, 0) as net_amount,
        coalesce(sum(h.amount) over w, 0) as amount,
        coalesce(sum(h.cumulative_amount) over w, 0) as cumulative_amount,
        coalesce(sum(h.base_orders) over w, 0) as base_orders,
        coalesce(sum(h.base_amount) over w, 0) as base_amount
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
        c.* exclude (returned),
        case
            when c.k > 0 then c.returned
            when r.own_clock then c.n
            else c.cohort_customers
        end as customers,
        c.n = c.cohort_customers as complete
    from counted as c
    cross join reading as r
    where c.k = 0 or c.known
),

pooled_cells as (
    select
        split,
        cast(null as date) as cohort,
        k,
        from_day,
        to_day,
        sum(cohort_customers) as cohort_customers,
        bool_or(known) as known,
        false as left_truncated,
        sum(n) as n,
        sum(orders) as orders,
        sum(net_amount) as net_amount,
        sum(amount) as amount,
        sum(cumulative_amount) as cumulative_amount,
        sum(base_orders) as base_orders,
        sum(base_amount) as base_amount,
        sum(customers) as customers,
        true as complete
    from cohort_cells
    where complete and not left_truncated
        and (known or $measure = 'customers')
    group by split, k, from_day, to_day
),

-- Doubles from here on; the Wilson interval at 95 %. A rate of money has no
-- meaning against a beginning that brought nothing.
cells as (
    select
        split,
        cohort,
        k,
        from_day,
        to_day,
        cohort_customers,
        n,
        customers,
        orders,
        cast(net_amount as double) as net_amount,
        cast(amount as double) as amount,
        cast(cumulative_amount as double) as cumulative_amount,
        nullif(cast(base_orders as double), 0) as base_orders,
        case when base_amount > 0 then cast(base_amount as double) end
            as base_amount,
        customers / nullif(n, 0) as share,
        1.959963984540054 * 1.959963984540054 / nullif(n, 0) as zz,
        known or $measure = 'customers' as known,
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
            when 'orders' then orders / case $show
                when 'rate' then base_orders else n end
            when 'average_order_value' then amount / nullif(orders, 0) / case
                $show when 'rate' then base_amount / base_orders else 1 end
            else case
                when $measure in ('cumulative_net_amount', 'cumulative_margin')
                then cumulative_amount
                else amount
            end / case $show when 'rate' then base_amount else n end
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
    cast(left_truncated as boolean) as left_truncated,
    cast(from_day as integer) as from_day,
    cast(to_day as integer) as to_day
from cells
order by split nulls last, cohort nulls last, k
