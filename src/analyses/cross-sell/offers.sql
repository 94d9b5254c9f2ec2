-- What to offer to whom: each customer counts once, at the own best offer.
select
    cast(any_value(i.product_id) as varchar) as consequent,
    cast(any_value(i.name) as varchar) as consequent_name,
    cast(count(*) as integer) as customers
from best_places as b
inner join choice_pairs as p on p.place = b.place
inner join items as i on i.item = p.tail
group by i.item
order by customers desc, consequent
