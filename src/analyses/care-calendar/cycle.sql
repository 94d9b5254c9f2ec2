-- The cycle behind at risk, win back and the statuses.
select
    cast(s.cycle_days as double) as cycle_days,
    cast(coalesce((select sum(gaps) from gap_counts), 0) as integer) as gaps
from store_cycle as s
