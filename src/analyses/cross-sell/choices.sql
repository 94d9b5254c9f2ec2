-- The first pairs, the most probable purchase first.
choice_pairs as materialized (
    select
        p.head,
        p.tail,
        p.low > p.base_rate as is_beyond_chance,
        cast(row_number() over (
            order by p.rate desc, p.orders_both desc, p.tail, p.head
        ) as integer) as place
    from pairs as p
    where p.rank <= 1000
),

-- One row per pair and customer addressed who bought the first product and
-- never the second. Too many to be kept: each reader makes its own.
choices as not materialized (
    select h.customer_key, p.place, p.is_beyond_chance
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
