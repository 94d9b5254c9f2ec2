-- The pairs with someone to offer to, the most probable purchase first.
choice_pairs as (
    select
        r.antecedent,
        r.consequent,
        r.consequent_name,
        a.item as head,
        c.item as tail,
        r.low > r.base_rate as is_beyond_chance,
        cast(row_number() over (
            order by
                r.confidence desc, r.orders_both desc, r.consequent, r.antecedent
        ) as integer) as place
    from result as r
    inner join items as a on a.product_id = r.antecedent
    inner join items as c on c.product_id = r.consequent
    where r.to_offer > 0
),

-- One row per pair and customer addressed who bought the first product and
-- never the second. Too many to be kept: each reader makes its own.
choices as not materialized (
    select
        h.customer_key,
        p.place,
        p.antecedent,
        p.consequent,
        p.is_beyond_chance
    from choice_pairs as p
    inner join addressed as h on h.item = p.head
    anti join customer_items as t
        on t.customer_key = h.customer_key and t.item = p.tail
),

-- Each customer's own best offer, of pairs beyond chance.
best_places as (
    select customer_key, min(place) as place
    from choices
    where is_beyond_chance
    group by customer_key
)
