-- Where a product stands in the picture. Up to 200 products each have a dot, of
-- more those that sell or win most do; the others share one with those of the
-- same quadrant in one of 30 columns (even on a square-root scale of the share
-- of first orders) and 20 rows (of the repurchase rate).
placed as (
    select
        *,
        n >= $min_customers as judged,
        count(*) over () <= 200
        or row_number() over (order by net_amount desc, product_id) <= 24
        or row_number() over (order by won desc, product_id) <= 12 as alone,
        least(29, floor(30 * sqrt(first_order_share
            / nullif(max(first_order_share) over (), 0)))) as dot_column,
        least(19, floor(20 * rate / nullif(
            max(rate) filter (where n >= $min_customers) over (), 0)))
            as dot_row
    from result
),

fields as (
    select
        *,
        case
            when alone then concat('product/', product_id)
            when judged
            then concat_ws('/', quadrant, cast(coalesce(dot_column, 0)
                as integer), cast(coalesce(dot_row, 0) as integer))
            else concat_ws('/', quadrant, cast(coalesce(dot_column, 0)
                as integer))
        end as field
    from placed
)
