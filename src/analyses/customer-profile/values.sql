-- What is true of each customer: at most one value of each dimension.
asked_order as not materialized (
    -- the orders whose place and time are asked for
    select *
    from placed
    where
        $order_of = 'usual'
        or ($order_of = 'first' and order_number = 1)
        or (
            $order_of = 'latest'
            and (customer_key, order_number) in (
                select (customer_key, count(*))
                from placed
                where $order_of = 'latest'
                group by customer_key
            )
        )
),
clock as materialized (
    -- without a time of day in any order the hours say nothing
    select bool_or(ordered_at <> cast(ordered_at as date)) as has_hours
    from placed
),
usual_value as (
    /* usual values */
),
attribute as (
    -- columns of the customer files, as texts
    select c.customer_key, u.dimension, u.value
    from (
        select
            cast(customer_id as varchar) as customer_id,
            cast(columns(* exclude (customer_id)) as varchar)
        from (
            select *, cast(null as varchar) as regulars_no_column
            from main.customer_attributes
        )
    )
    unpivot (value for dimension in (columns(* exclude (customer_id)))) as u
    inner join customer as c using (customer_id)
    where
        u.value <> ''
        and ($dimension is null or 'customer.' || u.dimension = $dimension)
),
attribute_kind as (
    -- numbers of many values are cut into fifths, moments into years; a text
    -- that hardly two customers share says nothing of a group
    select
        dimension,
        case
            when bool_and(coalesce(isfinite(try_cast(value as double)), false))
            then case when count(distinct value) > 10
                then 'number' else 'text' end
            when bool_and(try_cast(value as timestamp) is not null)
            then 'moment'
            when
                count(distinct value) > $max_values
                and count(distinct value) * 2 > count(distinct customer_key)
            then 'name'
            else 'text'
        end as kind
    from attribute
    group by dimension
),
number as (
    -- what is cut into fifths
    select
        customer_key,
        'price_band' as dimension,
        cast(average_order_value as double) as amount
    from customer
    where coalesce($dimension, 'price_band') = 'price_band'
    union all
    select
        a.customer_key,
        'customer.' || a.dimension,
        try_cast(a.value as double)
    from attribute as a
    inner join attribute_kind as k
        on k.dimension = a.dimension and k.kind = 'number'
),
number_cut as (
    select dimension, quantile_cont(amount, [0.2, 0.4, 0.6, 0.8]) as cuts
    from number
    group by dimension
),
pair as (
    -- one row per customer and dimension of which something is known;
    -- is_folded: of many values the most frequent are shown
    select
        customer_key,
        dimension,
        value,
        null as amount,
        dimension not in ('weekday', 'hour') as is_folded
    from usual_value
    union all
    select
        n.customer_key,
        n.dimension,
        cast(1 + len(list_filter(c.cuts, cut -> cut < n.amount)) as varchar),
        n.amount,
        false
    from number as n
    inner join number_cut as c on c.dimension = n.dimension
    union all
    select
        customer_key,
        'usual_gap',
        case
            when usual_gap <= 7 then 'to_7'
            when usual_gap <= 14 then 'to_14'
            when usual_gap <= 30 then 'to_30'
            when usual_gap <= 60 then 'to_60'
            when usual_gap <= 90 then 'to_90'
            when usual_gap <= 180 then 'to_180'
            when usual_gap <= 365 then 'to_365'
            else 'over_365'
        end,
        null,
        false
    from customer
    where
        usual_gap is not null
        and coalesce($dimension, 'usual_gap') = 'usual_gap'
    union all
    select
        customer_key,
        'age',
        case
            when age < 20 then 'to_19'
            when age >= 70 then 'from_70'
            else (age // 10) || '0_' || (age // 10) || '9'
        end,
        null,
        false
    from (
        select c.customer_key, date_sub('year', m.birthday, $as_of) as age
        from main.customers as m
        inner join customer as c using (customer_key)
        where coalesce($dimension, 'age') = 'age'
    )
    where age between 0 and 120
    union all
    select
        a.customer_key,
        'customer.' || a.dimension,
        case k.kind
            when 'moment'
            then cast(year(try_cast(a.value as timestamp)) as varchar)
            else a.value
        end,
        null,
        k.kind = 'text'
    from attribute as a
    inner join attribute_kind as k on k.dimension = a.dimension
    where k.kind in ('moment', 'text')
)
