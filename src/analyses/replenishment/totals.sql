-- The whole: who is to be reminded within seven days, and the products that
-- have a cycle or none, and why.
week as (
    select
        count(distinct customer_id) filter (where this_week) as customers,
        count(*) filter (where this_week) as reminders,
        count(distinct product_id) filter (where this_week) as products
    from placed
),

known as (
    select
        count(*) as products,
        count(*) filter (where missing is null) as with_cycle,
        count(*) filter (where missing is null and gaps is null) as typed,
        count(*) filter (where missing = 'few_gaps') as few_gaps,
        count(*) filter (where missing = 'share_not_reached')
            as share_not_reached,
        count(*) filter (where missing = 'too_new') as too_new,
        coalesce(sum(gaps) filter (where missing is null), 0) as gaps
    from product_cycles
),

-- Rows of the typed table that name no product of these orders.
unknown as (
    select count(*) as products
    from typed_products as t
    where t.product <> ''
        and not exists (
            select *
            from product_facts as f
            left join product_names as n on n.product_id = f.product_id
            where t.product = f.product_id
                or lower(t.product) = lower(n.product_name)
        )
)

select
    cast(r.today as date) as today,
    cast(w.customers as integer) as week_customers,
    cast(w.reminders as integer) as week_reminders,
    cast(w.products as integer) as week_products,
    cast(k.products as integer) as products,
    cast(k.with_cycle as integer) as with_cycle,
    cast(k.typed as integer) as typed,
    cast(k.few_gaps as integer) as few_gaps,
    cast(k.share_not_reached as integer) as share_not_reached,
    cast(k.too_new as integer) as too_new,
    cast(k.gaps as integer) as gaps,
    cast(u.products as integer) as unknown_products
from week as w
cross join known as k
cross join unknown as u
cross join product_reading as r
