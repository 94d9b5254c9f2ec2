-- The calendar: for each day ahead the 20 products with the most reminders that
-- fall on it, each with its first 20 customers, and the others together.
day_products as (
    select
        remind_on,
        product_id,
        any_value(product_name) as product_name,
        count(*) as reminders,
        row_number() over (
            partition by remind_on order by count(*) desc, product_id
        ) as rank
    from placed
    where remind_on < today + $days_ahead
    group by remind_on, product_id
),

first_customers as (
    select
        remind_on,
        product_id,
        string_agg(customer_id, chr(10) order by customer_id) as customers
    from (
        select p.remind_on, p.product_id, p.customer_id
        from placed as p
        inner join day_products as d
            on d.remind_on = p.remind_on
            and d.product_id = p.product_id
            and d.rank <= 20
        qualify row_number() over (
            partition by p.remind_on, p.product_id order by p.customer_id
        ) <= 20
    )
    group by remind_on, product_id
),

day_customers as (
    select
        remind_on,
        count(distinct customer_id) as customers,
        count(distinct product_id) as products
    from placed
    where remind_on < today + $days_ahead
    group by remind_on
)

select
    cast(d.remind_on as date) as day,
    cast(any_value(c.customers) as integer) as day_customers,
    cast(any_value(c.products) as integer) as day_products,
    cast(case when d.rank <= 20 then d.product_id end as varchar)
        as product_id,
    cast(any_value(
        case when d.rank <= 20 then d.product_name end
    ) as varchar) as product_name,
    cast(sum(d.reminders) as integer) as reminders,
    cast(any_value(f.customers) as varchar) as first_customers
from day_products as d
inner join day_customers as c on c.remind_on = d.remind_on
left join first_customers as f
    on f.remind_on = d.remind_on and f.product_id = d.product_id
group by d.remind_on, least(d.rank, 21),
    case when d.rank <= 20 then d.product_id end
order by d.remind_on, least(d.rank, 21)
