-- Segments and tiers are as of the as-of date, by the defaults of rfm and abc.
look as (
    select 1 as look, cast($as_of as date) as day
)
