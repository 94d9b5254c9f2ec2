-- RFM: days since the last order, number of orders and money of each customer
-- who ordered up to the as-of date (within the window, if there is
-- one), the score of each, and the segment of the three scores.
-- Score: 1 + the number of cuts passed. quintile: cuts are the type 7 quantiles
-- at 0.2, 0.4, 0.6, 0.8, passed by a value above (by recency: not above).
-- custom: the same with cuts as typed.
-- mean, median: one cut, passed by a value above (by recency: fewer days).
-- rfm_package: as the R package rfm, each quantile + 1, passed from there on.
with look as (
    select 1 as look, cast($as_of as date) as day
),
/* totals.sql */,
/* scores.sql */,
/* triples.sql */
select
    cast(customer_id as varchar) as customer_id,
    cast(recency_days as integer) as recency_days,
    cast(frequency as integer) as frequency,
    cast(monetary as double) as monetary,
    cast(r as integer) as r,
    cast(f as integer) as f,
    cast(m as integer) as m,
    cast(segment as varchar) as segment
from scored
inner join segment_of using (r, f, m)
order by customer_id
