-- The calendar: one entry for each day and reason, of holidays and the shop's
-- own events for each of them, with the hour of most and the first 20 customers.
with numbered as (
    select
        *,
        case when reason in ('holiday', 'event') then detail end as occasion,
        row_number() over (
            partition by
                date,
                reason,
                case when reason in ('holiday', 'event') then detail end
            order by customer_id
        ) as place
    from result
)

select
    cast(date as date) as date,
    cast(mode(hour) as integer) as hour,
    cast(reason as varchar) as reason,
    cast(occasion as varchar) as occasion,
    cast(count(*) as integer) as customers,
    cast(string_agg(
        customer_id || case
            when detail is not null and occasion is null then ': ' || detail
            else ''
        end,
        chr(10) order by customer_id
    ) filter (where place <= 20) as varchar) as first_customers
from numbered
group by date, reason, occasion
order by date, reason, occasion
