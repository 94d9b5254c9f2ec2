channels as (
    select
        unnest(range(len($channels_channel))) as place,
        unnest(cast($channels_channel as varchar[])) as channel,
        unnest(cast($channels_name as varchar[])) as name,
        unnest(cast($channels_unit_cost as double[])) as unit_cost
),

-- Whom each channel reaches, and who of them is held back.
split as (
    select
        c.*,
        p.*,
        case
            when c.channel = 'email' then p.by_email
            when c.channel in ('sms', 'phone') then p.by_phone
        end as reachable,
        coalesce(reachable, p.customers) as chosen,
        cast(round(chosen * cast($control_share as double)) as bigint)
            as control,
        chosen - control as contacted
    from channels as c
    cross join plan as p
),

-- The smallest rise over the base rate that the control group can show: two
-- proportions, 80 % power at 5 %, two-sided (Fleiss, Levin and Paik 2003,
-- chapter 4, without continuity correction), found by halving the way to 1.
detections as (
    select contacted, control, list_reduce(
        list_transform(
            range(1, 50),
            lambda step: (1 - base_rate) / power(2, step)
        ),
        lambda found, step: case
            when found + step < 1.959963984540054 * sqrt(
                (base_rate + (found + step) * contacted / (contacted + control))
                * (1 - base_rate
                    - (found + step) * contacted / (contacted + control))
                * (1 / contacted + 1 / control)
            ) + 0.8416212335729143 * sqrt(
                base_rate * (1 - base_rate) / control
                + (base_rate + found + step)
                    * (1 - base_rate - found - step) / contacted
            )
            then found + step
            else found
        end,
        cast(0 as double)
    ) as rise
    from (
        select distinct contacted, control, base_rate
        from split
        where control > 0 and contacted > 0 and base_rate < 1
    )
),

-- Those who order anyway take the incentive, too; without one it does not
-- matter how many they are.
terms as (
    select
        s.*,
        cast($incentive as double) as incentive,
        s.average_order_value * s.margin - cast($incentive as double)
            as kept_per_order,
        case when cast($incentive as double) = 0 then 0 else s.base_rate end
            as taking,
        case when cast($incentive as double) = 0 then 0 else s.low end
            as taking_low,
        case when cast($incentive as double) = 0 then 0 else s.high end
            as taking_high,
        -- Nobody more can respond than would not have ordered anyway.
        least(cast($response_rate as double), 1 - coalesce(s.base_rate, 0))
            as response
    from split as s
)

select
    cast(t.channel as varchar) as channel,
    cast(t.name as varchar) as name,
    cast(t.unit_cost as double) as unit_cost,
    cast(t.customers as integer) as customers,
    cast(t.reachable as integer) as reachable,
    cast(t.control as integer) as control,
    cast(t.contacted as integer) as contacted,
    cast(t.unit_cost * t.contacted as double) as cost,
    cast(t.base_rate as double) as base_rate,
    cast(t.n as integer) as n,
    cast(t.low as double) as low,
    cast(t.high as double) as high,
    cast(case
        when t.kept_per_order > 0
        then (t.unit_cost + t.taking * t.incentive) / t.kept_per_order
    end as double) as break_even,
    cast(case
        when t.kept_per_order > 0
        then (t.unit_cost + t.taking_low * t.incentive) / t.kept_per_order
    end as double) as break_even_low,
    cast(case
        when t.kept_per_order > 0
        then (t.unit_cost + t.taking_high * t.incentive) / t.kept_per_order
    end as double) as break_even_high,
    cast(t.contacted * t.response as double) as expected_orders,
    cast(t.contacted * t.response * t.average_order_value as double)
        as expected_net_amount,
    cast(case
        when t.incentive = 0 then 0
        else t.contacted * (t.taking + t.response) * t.incentive
    end as double) as expected_incentive,
    cast(t.contacted * (t.response * t.kept_per_order
        - t.unit_cost - t.taking * t.incentive) as double)
        as expected_profit,
    cast(case when d.rise < (1 - t.base_rate) * (1 - 1e-9) then d.rise end
        as double) as detectable,
    cast(t.base_rate is not null as boolean) as complete
from terms as t
left join detections as d
    on d.contacted = t.contacted and d.control = t.control
order by t.place
