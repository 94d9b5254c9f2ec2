-- Who has left: every known customer by the days since the last order, against
-- the shop's purchase cycle. Up to one cycle active, up to three short-term
-- churned, then long-term churned (or as many cycles as asked); reactivated is
-- who ordered within one cycle after a gap of more than three, new whose first
-- order of all is within one.
with
/* days.sql */,

/* look-now.sql */,

/* limits.sql */,

/* standing.sql */,

/* statuses.sql */,

/* customer-rows.sql */

select * exclude (place)
from $rows_table
order by place
