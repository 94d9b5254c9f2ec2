-- Up to which day orders are known, and up to which observed.
product_reading as (
    select
        -- Under a filter by date nothing is known outside the counted days.
        least(cast($as_of as date), cast($counted_through as date)) as today,
        least(
            cast($as_of as date),
            cast($observed_through as date),
            cast($counted_through as date)
        ) as observed
),
