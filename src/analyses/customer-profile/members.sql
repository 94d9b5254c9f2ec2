place as (
    -- one row per customer and dimension; the value is null where it is unknown
    select
        customer_key,
        dimension,
        max(value) as value,
        max(amount) is not null as is_fifth,
        bool_or(is_folded) as is_folded
    from (
        select customer_key, dimension, value, amount, is_folded
        from pair
        union all
        select c.customer_key, d.dimension, null, null, false
        from customer as c
        cross join (
            select unnest([
                'price_band', 'usual_gap', 'weekday', 'hour',
                'favourite_category', 'channel', 'country', 'region', 'city',
                'campaign', 'coupon', 'payment_method', 'age'
            ]) as dimension
            union all
            select 'customer.' || dimension
            from attribute_kind
        ) as d
    )
    group by customer_key, dimension
),
place_size as (
    select
        *,
        count(*) over (partition by dimension, value) as customers_all
    from place
),
place_rank as (
    select
        *,
        dense_rank() over (
            partition by dimension
            order by value is null, customers_all desc, value
        ) as rank
    from place_size
)
select
    p.customer_key,
    p.dimension,
    case when not p.is_folded or p.rank <= $max_values then p.value end
        as value,
    case
        when p.value is null then 'unknown'
        when p.is_folded and p.rank > $max_values then 'others'
        when p.is_fifth then 'fifth'
        else 'value'
    end as kind
from place_rank as p
inner join customer as c on c.customer_key = p.customer_key and c.is_profiled
