-- What the campaign brought and cost, of the contacted whose figures are
-- compared: each of their contacts, and the incentive of whoever ordered.
spendings as (
    select
        count(*) as customers,
        sum(contacts) as contacts,
        count(*) filter (where orders > 0) as ordered,
        case
            when cast($cost_per_contact as double) is not null
            then sum(contacts) * cast($cost_per_contact as double)
            when sum(contacts) = sum(costed) then cast(sum(cost) as double)
        end as contact_cost,
        count(*) filter (where orders > 0) * cast($incentive as double)
            as incentive_cost
    from units
    where k = 0 and treated
),

earned as (
    select
        s.*,
        d.difference * s.customers as net_amount,
        d.low * s.customers as net_amount_low,
        d.high * s.customers as net_amount_high,
        g.margin,
        g.measured
    from spendings as s
    cross join margins as g
    left join differences as d
        on d.k = 0 and d.measure = 'net_amount_per_customer'
)

select
    cast(coalesce(contacts, 0) as integer) as contacts,
    cast(contact_cost as double) as contact_cost,
    cast(incentive_cost as double) as incentive_cost,
    cast(margin as double) as margin,
    cast(measured as boolean) as margin_measured,
    cast(net_amount as double) as net_amount,
    cast(net_amount_low as double) as net_amount_low,
    cast(net_amount_high as double) as net_amount_high,
    cast(net_amount * margin - contact_cost - incentive_cost as double)
        as profit,
    cast(net_amount_low * margin - contact_cost - incentive_cost as double)
        as profit_low,
    cast(net_amount_high * margin - contact_cost - incentive_cost as double)
        as profit_high
from earned
