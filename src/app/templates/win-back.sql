-- Good customers who have gone quiet.
select c.customer_key
from scores as s
join customers as c on c.customer_id = s.customer_id
where s.segment in ('At risk', 'Can''t lose them')
order by s.monetary desc, c.customer_key
