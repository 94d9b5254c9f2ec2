looked as (
    select as_of as day
    from reading
)
