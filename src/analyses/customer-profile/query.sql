base as (
    select
        count(*) filter (is_profiled) as n,
        count(*) as n_all,
        coalesce(sum(net_amount) filter (is_profiled), 0) as net_amount
    from customer
),
value_count as (
    select
        p.dimension,
        p.value,
        bool_and(p.is_folded) as is_folded,
        count(*) filter (c.is_profiled) as customers,
        count(*) as customers_all,
        coalesce(sum(c.net_amount) filter (c.is_profiled), 0) as net_amount,
        min(p.amount) as band_from,
        max(p.amount) as band_to
    from pair as p
    inner join customer as c using (customer_key)
    group by p.dimension, p.value
),
value_rank as (
    select
        *,
        row_number() over (
            partition by dimension order by customers_all desc, value
        ) as rank
    from value_count
),
shown as (
    -- the most frequent values; the rest of a dimension together
    select
        dimension,
        if(kind = 'others', null, value) as value,
        kind,
        sum(customers) as customers,
        sum(customers_all) as customers_all,
        sum(net_amount) as net_amount,
        min(band_from) as band_from,
        max(band_to) as band_to,
        min(rank) as rank
    from (
        select
            *,
            case
                when is_folded and rank > $max_values then 'others'
                when band_from is not null then 'fifth'
                else 'value'
            end as kind
        from value_rank
    )
    group by dimension, kind, if(kind = 'others', null, value)
),
profile as (
    from shown
    union all by name
    -- whom the dimension says nothing of
    select
        s.dimension,
        null as value,
        'unknown' as kind,
        b.n - sum(s.customers) as customers,
        b.n_all - sum(s.customers_all) as customers_all,
        b.net_amount - sum(s.net_amount) as net_amount,
        null as band_from,
        null as band_to,
        null as rank
    from shown as s
    cross join base as b
    group by s.dimension, b.n, b.n_all, b.net_amount
    having b.n_all > sum(s.customers_all)
),
cells as (
    -- the Wilson interval at 95 %; z: the profiled against the others
    select
        p.*,
        b.n,
        b.n_all,
        p.customers / nullif(b.n, 0) as share,
        p.customers_all / nullif(b.n_all, 0) as share_all,
        1.959963984540054 * 1.959963984540054 / nullif(b.n, 0) as zz,
        (p.customers_all - p.customers) / nullif(b.n_all - b.n, 0)
            as share_others
    from profile as p
    cross join base as b
)
select
    cast(dimension as varchar) as dimension,
    cast(value as varchar) as value,
    cast(customers as integer) as customers,
    cast(share as double) as share,
    cast(share_all as double) as share_all,
    cast(case
        when customers = 0 and n > 0 then 0
        else (share + zz / 2 - sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as low,
    cast(case
        when customers = n and n > 0 then 1
        else (share + zz / 2 + sqrt(zz * (share * (1 - share) + zz / 4)))
            / (1 + zz)
    end as double) as high,
    cast(net_amount as double) as net_amount,
    cast(n as integer) as n,
    cast(customers_all as integer) as customers_all,
    cast(n_all as integer) as n_all,
    cast(kind as varchar) as kind,
    cast(
        (share - share_others) / nullif(sqrt(
            share_all * (1 - share_all) * (1 / n + 1 / nullif(n_all - n, 0))
        ), 0) as double
    ) as z,
    cast(band_from as double) as band_from,
    cast(band_to as double) as band_to
from cells
order by
    coalesce(list_position([
        'price_band', 'usual_gap', 'weekday', 'hour', 'favourite_category',
        'channel', 'country', 'region', 'city', 'campaign', 'coupon',
        'payment_method', 'age'
    ], dimension), 99),
    dimension,
    list_position(['value', 'fifth', 'others', 'unknown'], kind),
    list_position([
        'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday',
        'sunday', 'to_7', 'to_14', 'to_30', 'to_60', 'to_90', 'to_180',
        'to_365', 'over_365', 'to_19', '20_29', '30_39', '40_49', '50_59',
        '60_69', 'from_70'
    ], if(dimension in ('weekday', 'usual_gap', 'age'), value, null)),
    if(
        dimension in ('price_band', 'hour') or band_from is not null, value,
        null
    ),
    rank
