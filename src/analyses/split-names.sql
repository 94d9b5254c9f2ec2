-- A product is known by its id and read by its latest name.
split_names as (
    select
        product_id as split,
        arg_max(product_name, (ordered_at, order_id, line_number, source_id))
            as name
    from main.order_lines
    where $split_by = 'product'
        and product_id in (select split from largest)
        and ordered_at < cast($as_of as date) + interval 1 day
    group by product_id
)
