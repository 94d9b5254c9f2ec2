-- How many they are, and what they brought so far.
select
    cast(count(*) as integer) as customers,
    cast(round(coalesce(sum(net_amount), 0), 2) as double) as net_amount
from silent
