product_curves as materialized (
    select split as product, days, events, survival, low, high
    from curve
),

-- The share of buyers who buy again, as far as anyone was watched, and the
-- share at which the product counts as used up: of those who come back (the
-- estimate of a cure model, Maller and Zhou 1992), or of every buyer.
product_targets as (
    select
        product,
        1 - min(survival) as returning_share,
        $due_share * case $cycle_of
            when 'returning' then 1 - min(survival)
            else 1
        end as target
    from product_curves
    group by product
),

product_quantiles as materialized (
    select
        t.product,
        any_value(t.returning_share) as returning_share,
        min(c.days) filter (
            where c.events > 0 and 1 - c.survival >= t.target - 1e-9
        ) as cycle_days,
        min(c.days) filter (where 1 - c.low >= t.target - 1e-9) as low,
        min(c.days) filter (where 1 - c.high >= t.target - 1e-9) as high
    from product_targets as t
    inner join product_curves as c on c.product = t.product
    group by t.product
),

-- The name that a product had last.
product_names as materialized (
    select
        l.product_id,
        arg_max(
            l.product_name,
            struct_pack(at := l.ordered_at, name := l.product_name)
        ) as product_name
    from order_lines as l
    cross join product_reading as r
    where l.product_id is not null
        and l.product_name is not null
        and l.ordered_at < r.today + interval 1 day
    group by l.product_id
),

-- Typed: a pack of so many units, used at so many a day.
typed_products as (
    select
        trim(product) as product,
        position,
        units_per_pack / units_per_day as days
    from (
        select
            unnest(cast($lasts_product as varchar[])) as product,
            unnest(cast($lasts_units_per_pack as double[])) as units_per_pack,
            unnest(cast($lasts_units_per_day as double[])) as units_per_day,
            unnest(range(len(cast($lasts_product as varchar[])))) as position
    )
),

-- The first row that names a product, by its id or its name, is in force.
typed_days as materialized (
    select f.product_id, arg_min(t.days, t.position) as days
    from product_facts as f
    left join product_names as n on n.product_id = f.product_id
    inner join typed_products as t
        on t.product = f.product_id
        or lower(t.product) = lower(n.product_name)
    group by f.product_id
),

-- One row per product that a known customer bought; missing says why it has no
-- cycle: few_gaps; share_not_reached (fewer than asked have come back);
-- too_new: it was not on sale for two cycles, so the long waits are not in yet.
product_cycles as materialized (
    select
        f.product_id,
        f.product,
        coalesce(n.product_name, f.product_id) as product_name,
        f.customers,
        case when t.days is null then f.gaps end as gaps,
        coalesce(t.days, q.cycle_days) as cycle_days,
        case when t.days is null then q.low end as low,
        case when t.days is null then q.high end as high,
        t.days is not null or f.by_unit as by_unit,
        case
            when t.days is not null then null
            when f.gaps < $min_gaps then 'few_gaps'
            when q.cycle_days is null then 'share_not_reached'
            when 2 * q.cycle_days * case
                    when f.by_unit then f.usual_quantity
                    else 1
                end > r.observed - f.first_day
            then 'too_new'
        end as missing
    from product_facts as f
    cross join product_reading as r
    left join product_names as n on n.product_id = f.product_id
    left join product_quantiles as q on q.product = f.product
    left join typed_days as t on t.product_id = f.product_id
),

-- One row per customer and product with a cycle: when what was bought last runs
-- out. A reminder is never before the day after the purchase.
due_products as (
    select
        w.customer_key,
        c.product_id,
        c.product_name,
        w.day as last_bought_at,
        w.quantity,
        c.cycle_days,
        c.low,
        c.high,
        c.gaps,
        c.by_unit,
        w.day + cast(least(36500, greatest(1, round(
            c.cycle_days * case when c.by_unit then w.quantity else 1 end
        ))) as integer) as due_at
    from product_waits as w
    inner join product_cycles as c on c.product = w.product
    where w.next_day is null and c.missing is null
),

reminders as (
    select
        d.*,
        greatest(last_bought_at + 1, due_at - $lead_max) as remind_from,
        greatest(last_bought_at + 1, due_at - $lead_min) as remind_to,
        case
            when r.today - last_bought_at
                > $lapsed_after * (due_at - last_bought_at)
            then 'lapsed'
            when r.today > greatest(last_bought_at + 1, due_at - $lead_min)
            then 'overdue'
            when r.today >= greatest(last_bought_at + 1, due_at - $lead_max)
            then 'now'
            else 'upcoming'
        end as state
    from due_products as d
    cross join product_reading as r
)
