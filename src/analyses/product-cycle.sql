-- How long a product lasts: the days from one purchase of it to the same
-- customer's next, per unit bought where quantity matters. The wait that is
-- still open counts for as long as it was watched. Several orders of a day are
-- one purchase; where as much came back as went out there is none.
product_numbers as materialized (
    -- products by number, which is read faster than their ids
    select
        product_id,
        cast(row_number() over (order by product_id) as integer) as product
    from (
        select distinct product_id
        from order_lines
        where product_id is not null
    )
),

product_days as (
    -- a line has the customer and the time of its order
    select
        p.product,
        l.customer_key,
        cast(l.ordered_at as date) as day,
        cast(sum(coalesce(l.quantity, 1)) as double) as quantity
    from order_lines as l
    inner join product_numbers as p on p.product_id = l.product_id
    cross join product_reading as r
    where l.customer_key is not null
        and l.ordered_at < r.today + interval 1 day
    group by p.product, l.customer_key, cast(l.ordered_at as date)
    having sum(coalesce(l.quantity, 1)) > 0
),

-- One row per purchase; next_day is null for the last one of a customer.
product_waits as materialized (
    select
        d.product,
        d.customer_key,
        d.day,
        d.quantity,
        d.next_day,
        case
            when d.next_day is null then greatest(0, r.observed - d.day)
            else d.next_day - d.day
        end as days
    from (
        select
            product,
            customer_key,
            day,
            quantity,
            lead(day) over (
                partition by product, customer_key order by day
            ) as next_day
        from product_days
    ) as d
    cross join product_reading as r
),

-- Quantity matters where more of it lasts longer: where the logarithms of
-- quantity and days of the waits that ended correlate by more than 1.96
-- standard errors of no correlation. Each customer has one last purchase.
product_facts as materialized (
    select
        any_value(p.product_id) as product_id,
        product,
        count(next_day) as gaps,
        count(*) - count(next_day) as customers,
        min(day) as first_day,
        median(quantity) as usual_quantity,
        case $per_unit
            when 'always' then true
            when 'never' then false
            else count(next_day) > 2 and coalesce(round(nullif(corr(
                ln(quantity),
                case when next_day is not null then ln(days) end
            ), cast('nan' as double)), 9)
                > 1.959963984540054 / sqrt(count(next_day)), false)
        end as by_unit
    from product_waits
    inner join product_numbers as p using (product)
    group by product
),

-- Waits as the estimate reads them: days, or days per unit.
spells as (
    select
        w.product as split,
        case
            when f.by_unit then round(w.days / w.quantity, 6)
            else cast(w.days as double)
        end as days,
        w.next_day is not null as ended
    from product_waits as w
    inner join product_facts as f on f.product = w.product
),
