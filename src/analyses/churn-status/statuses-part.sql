-- The rows by status, also where the rows asked for are the customers.
with
/* days.sql */,

/* look-now.sql */,

/* limits.sql */,

/* standing.sql */,

/* statuses.sql */

select * exclude (place)
from status_rows
order by place
