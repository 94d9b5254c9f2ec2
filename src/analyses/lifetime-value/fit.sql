-- kind 0: histories of the forecast, 1: of the check, equal ones once; 2: what
-- the forecast's customers spend on repeat days.
select
    cast(kind as double) as kind,
    cast(frequency as double) as frequency,
    cast(recency as double) as recency,
    cast(age as double) as age,
    cast(monetary as double) as monetary,
    cast(customers as double) as customers
from (
    select
        case split when 'forecast' then 0 else 1 end as kind,
        frequency,
        recency,
        age,
        null as monetary,
        count(*) as customers
    from histories
    group by split, frequency, recency, age
    union all
    select 2, frequency, null, null, monetary, count(*)
    from histories
    where split = 'forecast' and frequency > 0 and monetary is not null
    group by frequency, monetary
)
order by kind, frequency, recency, age, monetary
