select
    cast(c.customer_id as varchar) as customer_id,
    cast(p.frequency as integer) as frequency,
    cast(p.recency / s.unit_days as double) as recency,
    cast(p.age / s.unit_days as double) as age,
    cast(p.monetary as double) as monetary,
    cast(round(case when v.shown then p.p_alive end, 10) as double) as p_alive,
    cast(round(case when v.shown then p.orders end, 10) as double)
        as expected_orders,
    cast(
        round(case when v.shown then p.orders end * w.value, 10) as double
    ) as expected_value,
    cast(
        round(case when v.shown then p.discounted end * w.value, 10) as double
    ) as discounted_value,
    cast(v.shown and p.orders is not null as boolean) as complete
from predicted as p
inner join main.customers as c on c.customer_key = p.customer_key
inner join splits as s on s.split = p.split
cross join (select verdict <> 'lost' as shown from verdict) as v
-- What a repeat order is expected to be worth (Fader and Hardie 2013, 5).
left join lateral (
    select
        spend[1] * (spend[3] + p.frequency * greatest(p.monetary, 0))
        / (spend[1] * p.frequency + spend[2] - 1) as value
    from (select cast($spend_values as double[]) as spend)
) as w on true
where p.split = 'forecast'
order by
    expected_value desc nulls last,
    expected_orders desc nulls last,
    customer_id
