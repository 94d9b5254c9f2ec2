-- The gaps of the store by length, empty bars too; share weighs as asked.
counted as (
    select
        bin_from,
        count(*) as gaps,
        count(distinct customer_key) as customers,
        sum(case $weight when 'customer' then 1 / own_gaps else 1 end)
            as weight
    from placed
    where $level = 'store' and not still_open
    group by bin_from
),

frame as (
    select
        1 + width * unnest(range(bars)) as bin_from,
        width,
        bars,
        longest
    from bars
)

select
    cast(f.bin_from as integer) as bin_from,
    cast(case
        when f.bin_from + f.width <= f.bars * f.width
            or f.longest < f.bin_from + f.width
        then f.bin_from + f.width - 1
    end as integer) as bin_to,
    cast(coalesce(c.gaps, 0) as integer) as gaps,
    cast(coalesce(c.customers, 0) as integer) as customers,
    -- at twelve decimals, which no order of adding up changes
    cast(round(coalesce(c.weight, 0) / sum(c.weight) over (), 12) as double)
        as share
from frame as f
left join counted as c on c.bin_from = f.bin_from
order by f.bin_from
