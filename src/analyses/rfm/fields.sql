-- The four fields of each pair of R, F and M, high or low at the threshold:
-- how many customers, what they brought, and both as shares.
with customer_money as (
    -- what each customer brought, whichever measure M is
    select customer_id, cast(monetary as decimal(28, 4)) as net_amount
    from result
    where $monetary = 'net_amount'
    union all
    select customer_id, cast(net_amount as decimal(28, 4)) as net_amount
    from (
        with look as (
            select 1 as look, cast($as_of as date) as day
        ),
        /* totals.sql */
        select customer_id, net_amount from total
    )
    where $monetary <> 'net_amount'
),
customer as (
    select
        r >= $high as recent,
        f >= $high as often,
        m >= $high as much,
        c.net_amount
    from result
    join customer_money as c using (customer_id)
),
paired as (
    select 1 as position, 'recency_frequency' as pair,
        recent as first_high, often as second_high, net_amount
    from customer
    union all
    select 2, 'recency_monetary', recent, much, net_amount from customer
    union all
    select 3, 'frequency_monetary', often, much, net_amount from customer
),
field as (
    select *
    from (values
        (1, 'recency_frequency'),
        (2, 'recency_monetary'),
        (3, 'frequency_monetary')
    ) as p(position, pair)
    cross join (values (true), (false)) as a(first_high)
    cross join (values (true), (false)) as b(second_high)
),
summed as (
    select
        pair,
        first_high,
        second_high,
        count(*) as customers,
        sum(net_amount) as net_amount
    from paired
    group by all
),
whole as (
    select
        cast(count(*) as double) as customers,
        cast(sum(net_amount) as double) as net_amount
    from customer
)
select
    cast(pair as varchar) as pair,
    cast(first_high as boolean) as first_high,
    cast(second_high as boolean) as second_high,
    cast(coalesce(s.customers, 0) as integer) as customers,
    coalesce(s.customers, 0) / nullif(whole.customers, 0) as share,
    cast(coalesce(s.net_amount, 0) as double) as net_amount,
    cast(coalesce(s.net_amount, 0) as double)
        / nullif(whole.net_amount, 0) as share_of_net_amount
from field
left join summed as s using (pair, first_high, second_high)
cross join whole
order by position, first_high desc, second_high desc
