-- Who has left by orders made, and by a dimension of the first order: the eight
-- largest groups, all others together as one more.
/* first-order.sql */,

splits as (
    select
        split,
        case
            when row_number() over (order by count(*) desc, split nulls last)
                <= 8
            then row_number() over (order by count(*) desc, split nulls last)
            else 9
        end as position
    from standing as s
    left join first_splits as f on f.customer_key = s.customer_key
    where $split_by <> 'none'
    group by split
),

grouped as (
    select
        customer_key,
        status,
        'orders' as dimension,
        least(orders, 3) as position
    from standing
    union all
    select s.customer_key, s.status, 'split', p.position
    from standing as s
    left join first_splits as f on f.customer_key = s.customer_key
    inner join splits as p on p.split is not distinct from f.split
    where $split_by <> 'none'
)
