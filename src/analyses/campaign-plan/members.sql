-- Whom the campaign is for, and who of them is in the base rate.
select
    cast(a.customer_key as integer) as customer_key,
    cast(b.customer_key is not null as boolean) as in_base,
    cast(coalesce(b.ordered, false) as boolean) as ordered
from audience as a
left join base_customers as b on b.customer_key = a.customer_key
order by a.customer_key
