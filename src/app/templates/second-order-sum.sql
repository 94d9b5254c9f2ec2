-- All of these months together.
select
    cast(sum(new_customers) as integer) as new_customers,
    cast(sum(came_back) as integer) as came_back,
    round(100.0 * sum(came_back) / nullif(sum(new_customers), 0), 1) as percent
from second_orders
