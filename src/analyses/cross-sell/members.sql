-- The customers behind each pair (they bought the antecedent and never the
-- consequent) and, with is_best, behind each offer.
select
    cast(o.customer_key as integer) as customer_key,
    cast(a.product_id as varchar) as antecedent,
    cast(c.product_id as varchar) as consequent,
    cast(o.is_best as boolean) as is_best
from (
    select customer_key, place, false as is_best
    from choices
    union all
    select customer_key, place, true
    from best_places
) as o
inner join choice_pairs as p on p.place = o.place
inner join items as a on a.item = p.head
inner join items as c on c.item = p.tail
order by antecedent, consequent, customer_key, is_best
