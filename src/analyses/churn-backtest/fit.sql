-- The histories known on each date, equal ones once.
with
/* days.sql */,

/* dates.sql */,

/* histories.sql */

select
    cast(split as double) as number,
    cast(frequency as double) as frequency,
    cast(recency as double) as recency,
    cast(age as double) as age,
    cast(customers as double) as customers
from histories
order by number, frequency, recency, age
