tier_of as (
    -- as abc by its defaults: A while what was ranked before is below the first
    -- cut of the sum of positive values, then B, and so on; zero is in the last
    select
        customer_key,
        case
            when value < 0 then 'loss'
            when value = 0 then chr(cast(65 + len(cuts) as integer))
            else chr(cast(
                65 + len([c for c in cuts if upto - value >= c * positive])
                as integer
            ))
        end as tier
    from (
        select
            customer_key,
            value,
            cast(sum(value) over best_first as decimal(28, 4)) as upto,
            cast(sum(greatest(value, 0)) over () as decimal(28, 4))
                as positive,
            cast($cuts as decimal(9, 8)[]) as cuts
        from (
            select
                customer_key,
                customer_id,
                cast(net_amount as decimal(28, 4)) as value
            from total
        )
        window best_first as (
            order by value desc, customer_id
            rows between unbounded preceding and current row
        )
    )
)
