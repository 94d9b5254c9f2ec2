channels as (
    select
        unnest(range(len($channels_channel))) as place,
        unnest(cast($channels_channel as varchar[])) as channel,
        unnest(cast($channels_unit_cost as double[])) as unit_cost
),

-- The smallest rise over the base rate that the control group can show: two
-- proportions, 80 % power at 5 %, two-sided (Fleiss, Levin and Paik 2003,
-- chapter 4, without continuity correction), found by halving the way to 1.
detections as (
    select list_reduce(
        list_transform(
            range(1, 50),
            lambda step: (1 - base_rate) / power(2, step)
        ),
        lambda found, step: case
            when found + step < 1.959963984540054 * sqrt(
                (base_rate + (found + step) * treated / (treated + control))
                * (1 - base_rate
                    - (found + step) * treated / (treated + control))
                * (1 / treated + 1 / control)
            ) + 0.8416212335729143 * sqrt(
                base_rate * (1 - base_rate) / control
                + (base_rate + found + step)
                    * (1 - base_rate - found - step) / treated
            )
            then found + step
            else found
        end,
        cast(0 as double)
    ) as rise
    from (
        select base_rate, customers - control as treated, control
        from plan
        where control > 0 and customers > control and base_rate < 1
    )
),

priced as (
    select
        c.place,
        c.channel,
        c.unit_cost,
        p.*,
        p.customers - p.control as contacted,
        cast($incentive as double) as incentive,
        cast($response_rate as double) as response_rate,
        p.average_order_value * p.margin - cast($incentive as double)
            as kept_per_order
    from channels as c
    cross join plan as p
)

select
    cast(p.channel as varchar) as channel,
    cast(p.unit_cost as double) as unit_cost,
    cast(p.customers as integer) as customers,
    cast(p.contacted as integer) as contacted,
    cast(p.unit_cost * p.contacted as double) as cost,
    cast(p.base_rate as double) as base_rate,
    -- Those who order anyway take the incentive, too.
    cast(case
        when p.kept_per_order > 0
        then (p.unit_cost + p.base_rate * p.incentive) / p.kept_per_order
    end as double) as break_even,
    cast(p.contacted * p.response_rate as double) as expected_orders,
    cast(p.contacted * p.response_rate * p.average_order_value as double)
        as expected_net_amount,
    cast(p.contacted * (p.response_rate * p.kept_per_order
        - p.unit_cost - p.base_rate * p.incentive) as double)
        as expected_profit,
    cast(case when d.rise < (1 - p.base_rate) * (1 - 1e-9) then d.rise end
        as double) as detectable,
    cast(p.base_rate is not null as boolean) as complete
from priced as p
left join detections as d on true
order by p.place
