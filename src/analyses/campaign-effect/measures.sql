-- The figures of both groups: sums by field in exact money, then weighted.
field_sums as (
    select
        k,
        treated,
        weight,
        min(starts_on) as starts_on,
        max(ends_on) as ends_on,
        count(*) as customers,
        count(*) filter (where orders > 0) as ordered,
        count(*) filter (where orders_before > 0) as known_before,
        count(*) filter (where orders_before > 0 and orders > 0) as returned,
        count(*) filter (where orders > 1) as repeated,
        sum(orders) as orders,
        sum(priced) as priced,
        sum(net_amount) as net_amount
    from units
    group by k, treated, stratum, weight
),

group_sums as (
    select
        k,
        treated,
        min(starts_on) as starts_on,
        max(ends_on) as ends_on,
        sum(customers) as customers,
        sum(ordered) as ordered,
        sum(known_before) as known_before,
        sum(returned) as returned,
        sum(repeated) as repeated,
        sum(weight * customers) as w_customers,
        sum(weight * ordered) as w_ordered,
        sum(weight * known_before) as w_known_before,
        sum(weight * returned) as w_returned,
        sum(weight * repeated) as w_repeated,
        sum(weight * orders) as w_orders,
        sum(weight * priced) as w_priced,
        sum(weight * cast(net_amount as double)) as w_net_amount
    from field_sums
    group by k, treated
),

measured as (
    select
        k,
        treated,
        starts_on,
        ends_on,
        unnest([
            struct_pack(place := 1, measure := 'conversion',
                n := customers, did := ordered,
                total := w_ordered, base := w_customers),
            struct_pack(place := 2, measure := 'return_rate',
                n := known_before, did := returned,
                total := w_returned, base := w_known_before),
            struct_pack(place := 3, measure := 'repurchase_rate',
                n := customers, did := repeated,
                total := w_repeated, base := w_customers),
            struct_pack(place := 4, measure := 'orders_per_customer',
                n := customers, did := ordered,
                total := w_orders, base := w_customers),
            struct_pack(place := 5, measure := 'net_amount_per_customer',
                n := customers, did := ordered,
                total := w_net_amount, base := w_customers),
            struct_pack(place := 6, measure := 'average_order_value',
                n := ordered, did := ordered,
                total := w_net_amount, base := w_priced)
        ]) as figure
    from group_sums
),

-- Intervals and p-values that no SQL gives: bootstrap of customers, chi-square.
uncertainty as (
    select
        unnest(cast($fit_k as integer[])) as k,
        unnest(cast($fit_measure as varchar[])) as measure,
        unnest(cast($fit_low as double[])) as low,
        unnest(cast($fit_high as double[])) as high,
        unnest(cast($fit_error as double[])) as standard_error,
        unnest(cast($fit_p as double[])) as p_value
),

figures as (
    select
        t.k,
        t.measure,
        t.place,
        t.starts_on,
        t.ends_on,
        t.n as treated_n,
        t.did as treated_count,
        t.total / nullif(t.base, 0) as treated,
        c.n as control_n,
        c.did as control_count,
        c.total / nullif(c.base, 0) as control,
        t.place <= 3 and not m.matched as is_proportion,
        1.959963984540054 * 1.959963984540054 as zz
    from (
        select k, starts_on, ends_on, figure.* from measured where treated
    ) as t
    cross join modes as m
    left join (
        select k, figure.* from measured where not treated
    ) as c on c.k = t.k and c.place = t.place
),

-- Wilson's bounds of each side, for Newcombe's of the difference.
bounds as (
    select
        *,
        case
            when not is_proportion then null
            when treated_count = 0 then 0
            else (treated + zz / treated_n / 2 - sqrt(zz / treated_n
                * (treated * (1 - treated) + zz / treated_n / 4)))
                / (1 + zz / treated_n)
        end as treated_low,
        case
            when not is_proportion then null
            when treated_count = treated_n then 1
            else (treated + zz / treated_n / 2 + sqrt(zz / treated_n
                * (treated * (1 - treated) + zz / treated_n / 4)))
                / (1 + zz / treated_n)
        end as treated_high,
        case
            when not is_proportion then null
            when control_count = 0 then 0
            else (control + zz / control_n / 2 - sqrt(zz / control_n
                * (control * (1 - control) + zz / control_n / 4)))
                / (1 + zz / control_n)
        end as control_low,
        case
            when not is_proportion then null
            when control_count = control_n then 1
            else (control + zz / control_n / 2 + sqrt(zz / control_n
                * (control * (1 - control) + zz / control_n / 4)))
                / (1 + zz / control_n)
        end as control_high
    from figures
),

-- Newcombe (1998), method 10; else the bootstrap's.
differences as (
    select
        b.k,
        b.measure,
        b.place,
        b.starts_on,
        b.ends_on,
        b.treated_n,
        b.treated_count,
        b.treated,
        coalesce(b.control_n, 0) as control_n,
        coalesce(b.control_count, 0) as control_count,
        b.control,
        b.treated - b.control as difference,
        case
            when b.is_proportion
            then b.treated - b.control - sqrt(
                power(b.treated - b.treated_low, 2)
                + power(b.control_high - b.control, 2))
            else u.low
        end as low,
        case
            when b.is_proportion
            then b.treated - b.control + sqrt(
                power(b.treated_high - b.treated, 2)
                + power(b.control - b.control_low, 2))
            else u.high
        end as high,
        u.p_value,
        -- 80 % power at 5 %, two-sided: 1.96 and 0.84 standard errors.
        (1.959963984540054 + 0.8416212335729143) * u.standard_error
            as detectable
    from bounds as b
    left join uncertainty as u on u.k = b.k and u.measure = b.measure
)
