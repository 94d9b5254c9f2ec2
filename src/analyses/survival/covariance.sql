-- The covariance of observed minus expected events of each pair of groups.
select
    cast(a.position as integer) as position,
    cast(b.position as integer) as other_position,
    cast(coalesce(sum(
        case when a.all_n > 1 then
            a.all_events * (a.all_n - a.all_events) / (a.all_n - 1)
            * (a.n / a.all_n)
            * (case when a.position = b.position then 1 else 0 end
                - b.n / a.all_n)
        end
    ), 0) as double) as covariance
from at_risk as a
inner join at_risk as b on b.days = a.days
group by a.position, b.position
order by a.position, b.position
