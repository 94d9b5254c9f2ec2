-- Of several reasons on a day the most valuable one stands for it.
day_candidates as (
    select customer_key, customer_id, date, reason, detail, position
    from candidates
    where not is_quiet
    qualify row_number() over (
        partition by customer_key, date order by position, detail
    ) = 1
),

-- The most valuable reason of each customer is taken first, the earlier of
-- equals; then, of those far enough from all that were taken, the next.
rounds as (
    select
        *,
        row_number() over best as rank,
        first_value(date) over best as taken
    from day_candidates
    window best as (partition by customer_key order by position, date)
    union all
    select
        customer_key,
        customer_id,
        date,
        reason,
        detail,
        position,
        row_number() over next_best as rank,
        first_value(date) over next_best as taken
    from rounds
    where abs(date - taken) >= greatest(1, $quiet_days)
    window next_best as (partition by customer_key order by position, date)
),

listed as (
    select * exclude (rank, taken)
    from rounds
    where rank = 1
),
