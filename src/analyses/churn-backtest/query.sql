-- Does the rule hold here? On past dates, of the customers flagged because they
-- had waited longer than m cycles, who ordered again within the horizon. The
-- cycle is that of the orders up to the date, and so is the model that says how
-- likely they were to.
with
/* days.sql */,

/* dates.sql */,

/* tested.sql */,

/* histories.sql */,

/* chances.sql */,

/* ranked.sql */,

/* outcomes.sql */,

rated as (
    select
        c.*,
        c.returned / cast(nullif(c.flagged, 0) as double) as share,
        l.returned / cast(nullif(c.flagged, 0) as double) as lowest_share,
        1.959963984540054 as z
    from costed as c
    left join lowest as l on l.number = c.number and l.m = c.m
)

select
    cast(day as date) as date,
    cast(m as double) as m,
    cast(flagged as integer) as flagged,
    cast(returned as integer) as returned,
    cast(share as double) as share,
    cast(case when flagged > 0 then greatest(0, (share + z * z / (2 * flagged)
        - z * sqrt(share * (1 - share) / flagged
            + z * z / (4.0 * flagged * flagged)))
        / (1 + z * z / flagged)) end as double) as low,
    cast(case when flagged > 0 then least(1, (share + z * z / (2 * flagged)
        + z * sqrt(share * (1 - share) / flagged
            + z * z / (4.0 * flagged * flagged)))
        / (1 + z * z / flagged)) end as double) as high,
    cast(1 - share as double) as precision,
    cast(case when cycle_days is not null then hits / nullif(n_lost, 0) end
        as double) as recall,
    cast(case when cycle_days is not null then 100.0 * returned / n end
        as double) as false_alarms_per_100,
    cast(round(cost, 2) as double) as cost,
    cast(n as integer) as n,
    cast(n_lost as integer) as not_returned,
    cast(cycle_days as double) as cycle_days,
    cast(half as varchar) as half,
    cast(cycle_days is not null as boolean) as complete,
    cast(round(alive / nullif(flagged, 0), 10) as double) as p_alive,
    cast(round(chance / nullif(flagged, 0), 10) as double) as chance,
    cast(round(lowest_share, 10) as double) as lowest_share
from rated
order by day, m
