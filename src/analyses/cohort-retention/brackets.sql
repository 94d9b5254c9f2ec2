-- Under brackets the periods above are days, and each figure counts in the
-- brackets that hold its days. At risk of a bracket are those of whom each of
-- its days is counted and over.
bracket_at_risk as (
    select r.split, r.cohort, r.begun, r.ended, r.n, b.k, b.from_day, b.to_day
    from at_risk as r
    inner join brackets as b
        on r.ended >= b.to_day - 1 and (r.begun <= b.from_day or b.k = 0)
),

bracket_customers as (
    select p.split, p.cohort, b.k, count(distinct p.customer_key) as customers
    from customer_periods as p
    inner join brackets as b on p.k >= b.from_day and p.k < b.to_day
    where $return = 'in' and p.orders > 0 and b.k > 0
        and p.begun <= b.from_day and p.counts_to >= b.to_day - 1
    group by p.split, p.cohort, b.k
),

bracket_spans as (
    select
        split, cohort, k as from_k, k as to_k, n, 0 as customers, 0 as orders,
        cast(0 as decimal(38, 4)) as net_amount,
        cast(0 as decimal(38, 4)) as amount,
        cast(0 as decimal(38, 4)) as cumulative_amount,
        0 as base_orders, cast(0 as decimal(38, 4)) as base_amount
    from bracket_at_risk
    union all
    select split, cohort, k, k, 0, customers, 0, 0, 0, 0, 0, 0
    from bracket_customers
    union all
    -- customers who ordered from its first day on, or from day 1 to its last
    select r.split, r.cohort, b.k, b.k, 0, r.customers, 0, 0, 0, 0, 0, 0
    from returns as r
    inner join brackets as b
        on r.begun <= b.from_day and r.counts_to >= b.to_day - 1
        and case
            when $return = 'by' then r.first_return < b.to_day
            else r.last_order >= b.from_day
        end
    where b.k > 0
    union all
    -- orders and money of the same days
    select
        p.split, p.cohort, b.k, b.k, 0, 0, p.orders, p.net_amount, p.amount,
        0, 0, 0
    from periods as p
    inner join brackets as b
        on p.begun <= b.from_day and p.counts_to >= b.to_day - 1
        and case
            when b.k = 0 then p.k = 0
            when $return = 'by' then p.k between 1 and b.to_day - 1
            when $return = 'on_or_after' then p.k >= b.from_day
            else p.k >= b.from_day and p.k < b.to_day
        end
    union all
    -- money since the beginning
    select p.split, p.cohort, b.k, b.k, 0, 0, 0, 0, 0, p.amount, 0, 0
    from periods as p
    inner join brackets as b
        on p.k < b.to_day and p.counts_to >= b.to_day - 1
    union all
    -- the same customers' first day
    select p.split, p.cohort, b.k, b.k, 0, 0, 0, 0, 0, 0, p.orders, p.amount
    from periods as p
    inner join brackets as b on p.k = 0 and p.counts_to >= b.to_day - 1
),

spans as (
    select *
    from period_spans
    where len($bracket_from) = 0
    union all
    select *
    from bracket_spans
)
