-- {dimension}: the value of most orders, of equals the latest, then the
    -- first by name
    select customer_key, '{dimension}' as dimension, value
    from (
        with said as not materialized (
            {said}
        ),
        word as materialized (
            -- numbers for the values, so that orders are counted by numbers
            select
                unnest(words) as value,
                unnest(range(1, len(words) + 1)) as number
            from (
                select list(distinct value order by value) as words from said
            )
        ),
        counted as (
            select
                s.customer_key,
                w.number,
                count(*) as orders,
                max(epoch_us(s.ordered_at)) as latest
            from said as s
            inner join word as w on w.value = s.value
            group by s.customer_key, w.number
        ),
        usual as (
            -- the largest of one number made of the three; its last 31 bits
            -- say the last
            select
                customer_key,
                2147483647 - cast(max(
                    cast(orders as hugeint) * 1237940039285380274899124224
                    + (cast(latest as hugeint) + 288230376151711744)
                    * 2147483648
                    + (2147483647 - number)
                ) & 2147483647 as integer) as number
            from counted
            group by customer_key
        )
        select usual.customer_key, word.value
        from usual
        inner join word on word.number = usual.number
    )
