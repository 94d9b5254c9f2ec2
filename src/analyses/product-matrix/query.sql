names as (
    -- the name that stood last with the product
    select product_id, arg_max(name, (last_day, name)) as name
    from (
        select product_id, name, max(day) as last_day
        from named_lines
        where name is not null
        group by product_id, name
    )
    group by product_id
),

product_money as (
    select
        product_id,
        count(distinct place) as orders,
        coalesce(sum(net_amount), 0) as net_amount,
        sum(net_amount) filter (where cost_amount is not null) as costed_amount,
        sum(net_amount - cost_amount) as profit
    from named_lines
    group by product_id
),

product_customers as (
    select
        w.product_id,
        count(*) as won,
        count(*) filter (where s.observed) as n,
        count(*) filter (where s.observed and s.ordered_again) as customers
    from won as w
    inner join starters as s on s.customer_key = w.customer_key
    group by w.product_id
),

products_sold as (
    select
        m.product_id,
        coalesce(t.name, m.product_id) as name,
        m.orders,
        m.net_amount,
        m.costed_amount,
        m.profit,
        coalesce(c.won, 0) as won,
        coalesce(c.n, 0) as n,
        coalesce(c.customers, 0) as customers
    from product_money as m
    left join names as t on t.product_id = m.product_id
    left join product_customers as c on c.product_id = m.product_id
),

-- What the thresholds are where none is typed, as sums and counts.
averages as (
    select
        count(*) as products,
        sum(won) as won,
        sum(net_amount) as net_amount,
        count(profit) as costed_products,
        sum(profit) as profit,
        sum(costed_amount) as costed_amount
    from products_sold
),

-- Averages are compared crosswise in whole numbers, so that equals stay equal.
judged as (
    select
        p.*,
        e.won as first_orders,
        p.n >= $min_customers and case
            when cast($rate_threshold as double) is null
            then p.customers * e.n >= e.customers * p.n
            else p.customers / p.n >= cast($rate_threshold as double)
        end as comes_back,
        p.won > 0 and case
            when cast($share_threshold as double) is null
            then p.won * a.products >= a.won
            else p.won / e.won >= cast($share_threshold as double)
        end as wins,
        -- A product without a known cost is judged by its net amount.
        case
            when $earns_by = 'net_amount' or p.profit is null
            then p.net_amount > 0 and case
                when cast($earns_threshold as double) is null
                    or $earns_by <> 'net_amount'
                then p.net_amount * a.products >= a.net_amount
                else cast(p.net_amount as double)
                    >= cast($earns_threshold as double)
            end
            when $earns_by = 'profit'
            then p.profit > 0 and case
                when cast($earns_threshold as double) is null
                then p.profit * a.costed_products >= a.profit
                else cast(p.profit as double)
                    >= cast($earns_threshold as double)
            end
            else p.profit > 0 and p.costed_amount > 0 and case
                when cast($earns_threshold as double) is null
                then cast(p.profit * 10000 as hugeint)
                    * cast(a.costed_amount * 10000 as hugeint)
                    >= cast(a.profit * 10000 as hugeint)
                    * cast(p.costed_amount * 10000 as hugeint)
                else cast(p.profit as double) / cast(p.costed_amount as double)
                    >= cast($earns_threshold as double)
            end
        end as earns
    from products_sold as p
    cross join averages as a
    cross join everyone as e
),

-- Doubles from here on; the Wilson interval at 95 %.
rated as (
    select
        *,
        customers / nullif(n, 0) as rate,
        1.959963984540054 * 1.959963984540054 / nullif(n, 0) as zz
    from judged
)

select
    cast(product_id as varchar) as product_id,
    cast(name as varchar) as name,
    cast(orders as integer) as orders,
    cast(net_amount as double) as net_amount,
    cast(case when costed_amount > 0
        then cast(profit as double) / cast(costed_amount as double)
    end as double) as margin,
    cast(won / nullif(first_orders, 0) as double) as first_order_share,
    cast(n as integer) as n,
    cast(customers as integer) as customers,
    cast(rate as double) as rate,
    cast(case
        when n = 0 then null
        when customers = 0 then 0
        else (rate + zz / 2 - sqrt(zz * (rate * (1 - rate) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when n = 0 then null
        when customers = n then 1
        else (rate + zz / 2 + sqrt(zz * (rate * (1 - rate) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    -- The first rule that holds.
    cast(case
        when comes_back then 'brings_back'
        when wins then 'brings_in'
        when earns then 'earns'
        else 'drags'
    end as varchar) as quadrant,
    cast(won as integer) as won,
    cast(profit as double) as profit,
    cast(n = won as boolean) as complete
from rated
order by rated.net_amount desc, rated.product_id
