-- How many they are, and what they brought so far.
select
    cast(count(*) as integer) as customers,
    cast(coalesce(sum(net_amount), 0) as double) as net_amount
from silent
