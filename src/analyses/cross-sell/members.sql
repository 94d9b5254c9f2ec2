-- The customers behind each pair (they bought the antecedent and never the
-- consequent) and, with is_best, behind each offer.
select
    cast(customer_key as integer) as customer_key,
    cast(antecedent as varchar) as antecedent,
    cast(consequent as varchar) as consequent,
    cast(false as boolean) as is_best
from choices
union all
select
    cast(b.customer_key as integer) as customer_key,
    cast(p.antecedent as varchar) as antecedent,
    cast(p.consequent as varchar) as consequent,
    cast(true as boolean) as is_best
from best_places as b
inner join choice_pairs as p on p.place = b.place
order by antecedent, consequent, customer_key, is_best
