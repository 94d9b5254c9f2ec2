-- What to offer to whom: each customer counts once, at the own best offer.
select
    cast(p.consequent as varchar) as consequent,
    cast(p.consequent_name as varchar) as consequent_name,
    cast(count(*) as integer) as customers
from best_places as b
inner join choice_pairs as p on p.place = b.place
group by p.consequent, p.consequent_name
order by customers desc, consequent
