-- The days that a campaign is read by: the day looked from, the last day that is
-- observed in full, the first day known, and how long a response counts.
with reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as as_of,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed,
        greatest(
            (select cast(min(ordered_at) as date) from main.orders),
            cast($counted_from as date)
        ) as known_from,
        cast($window_days as integer) as window_days
)
